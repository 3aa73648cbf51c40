#include "compiler/model/walk.h"

#include "compiler/support/match.h"

#include <vector>

namespace snn::model {
namespace {

void push_subscripts(std::vector<ExprId>& pending, const std::vector<Subscript>& list) {
  for (const Subscript& subscript : list) {
    pending.push_back(subscript.begin);
    pending.push_back(subscript.end);
    pending.push_back(subscript.step);
  }
}

void push_children(std::vector<ExprId>& pending, const ExprKind& kind) {
  match(
      kind, [](const Literal&) {}, [](const BoolLiteral&) {}, [](const TextLiteral&) {},
      [](const SteadyValue&) {}, [](const Read&) {}, [](const ErrorValue&) {},
      [&](const Path& e) {
        for (const PathStep& step : e.steps)
          push_subscripts(pending, step.subscripts);
      },
      [&](const Remote& e) { pending.push_back(e.time); },
      [&](const Element& e) {
        pending.push_back(e.base);
        push_subscripts(pending, e.subscripts);
      },
      [&](const Unary& e) { pending.push_back(e.operand); },
      [&](const Binary& e) {
        pending.push_back(e.lhs);
        pending.push_back(e.rhs);
      },
      [&](const Conditional& e) {
        pending.push_back(e.condition);
        pending.push_back(e.yes);
        pending.push_back(e.no);
      },
      [&](const IntrinsicCall& e) {
        for (const NamedArg& arg : e.args)
          pending.push_back(arg.value);
      },
      [&](const FunctionCall& e) { pending.insert(pending.end(), e.args.begin(), e.args.end()); },
      [&](const Convolution& e) { pending.push_back(e.source); },
      [&](const ArrayValue& e) {
        pending.insert(pending.end(), e.elements.begin(), e.elements.end());
      },
      [&](const Comprehension& e) {
        push_subscripts(pending, {e.range});
        pending.push_back(e.value);
      });
}

void push_blocks(std::vector<const Block*>& pending, const StmtKind& kind) {
  match(
      kind, [](const Assign&) {}, [](const LocalLet&) {}, [](const Deliver&) {},
      [](const SpikeNow&) {}, [](const Emit&) {},
      [&](const If& s) {
        for (const If::Arm& arm : s.arms)
          pending.push_back(&arm.block);
        pending.push_back(&s.otherwise);
      },
      [&](const WithProbability& s) { pending.push_back(&s.block); },
      [&](const For& s) { pending.push_back(&s.block); });
}

}  // namespace

void for_each_expr(const Program& program, ExprId root,
                   const std::function<void(const Expr&)>& visit) {
  std::vector<ExprId> pending{root};
  while (!pending.empty()) {
    const ExprId next = pending.back();
    pending.pop_back();
    if (!next.is_valid()) continue;
    visit(program[next]);
    push_children(pending, program[next].kind);
  }
}

void for_each_stmt(const Program& program, const Block& block,
                   const std::function<void(const Stmt&)>& visit) {
  std::vector<const Block*> pending{&block};
  while (!pending.empty()) {
    const Block* next = pending.back();
    pending.pop_back();
    for (const StmtId id : *next) {
      visit(program[id]);
      push_blocks(pending, program[id].kind);
    }
  }
}

void for_each_value(const Stmt& stmt, const std::function<void(ExprId)>& visit) {
  match(
      stmt.kind,
      [&](const Assign& s) {
        visit(s.value);
        for (const Subscript& subscript : s.subscripts)
          visit(subscript.begin);
      },
      [&](const LocalLet& s) { visit(s.value); }, [&](const Deliver& s) { visit(s.value); },
      [](const SpikeNow&) {}, [&](const Emit& s) { visit(s.value); },
      [&](const If& s) {
        for (const If::Arm& arm : s.arms)
          visit(arm.condition);
      },
      [&](const WithProbability& s) { visit(s.probability); },
      [&](const For& s) {
        visit(s.begin);
        visit(s.end);
        visit(s.step);
      });
}

std::set<SymbolId> reads_of(const Program& program, ExprId root) {
  std::set<SymbolId> reads;
  std::vector<ExprId> pending{root};
  const auto add = [&](SymbolId symbol) {
    const bool is_new = reads.insert(symbol).second;
    const SymbolKind kind = program[symbol].kind;
    const bool is_definition = kind == SymbolKind::Let || kind == SymbolKind::Kernel;
    if (is_new && is_definition) pending.push_back(program[symbol].value);
  };
  while (!pending.empty()) {
    const ExprId next = pending.back();
    pending.pop_back();
    for_each_expr(program, next, [&](const Expr& expr) {
      if (const auto* read = std::get_if<Read>(&expr.kind)) add(read->symbol);
      if (const auto* path = std::get_if<Path>(&expr.kind)) {
        for (const PathStep& step : path->steps)
          add(step.symbol);
      }
      if (const auto* convolution = std::get_if<Convolution>(&expr.kind)) add(convolution->kernel);
    });
  }
  return reads;
}

}  // namespace snn::model
