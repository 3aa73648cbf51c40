#include "compiler/ast/walk.h"

#include "compiler/support/match.h"

#include <vector>

namespace snn::ast {
namespace {

using Pending = std::vector<ExprId>;

void push(Pending& pending, ExprId expr) {
  if (expr.is_valid()) pending.push_back(expr);
}

void push(Pending& pending, const Range& range) {
  push(pending, range.begin);
  push(pending, range.end);
  push(pending, range.step);
}

void push(Pending& pending, const Ref& ref) {
  for (const RefPart& part : ref.parts) {
    for (const Index& index : part.indices) {
      if (index.range) push(pending, *index.range);
      push(pending, index.at);
    }
  }
}

void push(Pending& pending, const Args& args) {
  for (const Arg& arg : args.list) {
    if (arg.range) push(pending, *arg.range);
    push(pending, arg.value);
  }
}

void push_children(Pending& pending, const ExprKind& kind) {
  match(
      kind, [](const Number&) {}, [](const Quantity&) {}, [](const String&) {}, [](const Bool&) {},
      [](const Infinity&) {}, [](const Steady&) {}, [](const ErrorExpr&) {},
      [&](const RefExpr& e) { push(pending, e.ref); },
      [&](const Call& e) {
        push(pending, e.callee);
        push(pending, e.args);
      },
      [&](const PrimeExpr& e) { push(pending, e.base); },
      [&](const Unary& e) { push(pending, e.operand); },
      [&](const Binary& e) {
        push(pending, e.lhs);
        push(pending, e.rhs);
      },
      [&](const Conditional& e) {
        push(pending, e.condition);
        push(pending, e.yes);
        push(pending, e.no);
      },
      [&](const Array& e) {
        for (const ExprId element : e.elements)
          push(pending, element);
      },
      [&](const Paren& e) { push(pending, e.inner); });
}

}  // namespace

void for_each_expr(const File& file, ExprId root, const std::function<void(const Expr&)>& visit) {
  Pending pending;
  push(pending, root);
  while (!pending.empty()) {
    const Expr& expr = file[pending.back()];
    pending.pop_back();
    visit(expr);
    push_children(pending, expr.kind);
  }
}

void for_each_ref(const File& file, ExprId root, const std::function<void(const Ref&)>& visit) {
  for_each_expr(file, root, [&](const Expr& expr) {
    if (const auto* read = std::get_if<RefExpr>(&expr.kind)) visit(read->ref);
    if (const auto* call = std::get_if<Call>(&expr.kind)) visit(call->callee);
  });
}

}  // namespace snn::ast
