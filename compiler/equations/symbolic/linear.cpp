#include "compiler/equations/symbolic/linear.h"

#include <algorithm>
#include <utility>

namespace snn::equations {
namespace {

using model::BinaryOp;

// A sum over keys, with what is left.
template <class Key>
struct Sum {
  std::map<Key, ExprId> factors;
  ExprId rest;
};

template <class Key>
Sum<Key> combined(Algebra& a, const Sum<Key>& x, const Sum<Key>& y,
                  const std::function<ExprId(ExprId, ExprId)>& op) {
  Sum<Key> result{x.factors, op(x.rest, y.rest)};
  for (const auto& [key, factor] : x.factors) {
    const auto other = y.factors.find(key);
    if (other == y.factors.end()) result.factors[key] = op(factor, a.literal(0));
  }
  for (const auto& [key, factor] : y.factors) {
    const auto mine = x.factors.find(key);
    result.factors[key] = op(mine == x.factors.end() ? a.literal(0) : mine->second, factor);
  }
  std::erase_if(result.factors, [&](const auto& entry) { return a.is_zero(entry.second); });
  return result;
}

template <class Key>
Sum<Key> mapped(const Sum<Key>& x, const std::function<ExprId(ExprId)>& op) {
  Sum<Key> result{{}, op(x.rest)};
  for (const auto& [key, factor] : x.factors)
    result.factors[key] = op(factor);
  return result;
}

// Takes one expression apart, given its parts already taken apart; none when it is not a sum of
// keys with factors that are free of them.
template <class Key>
std::optional<Sum<Key>> taken_apart(
    Algebra& a, ExprId id, const std::function<const std::optional<Sum<Key>>&(ExprId)>& part) {
  const model::Expr expr = a.program()[id];
  if (const auto* unary = std::get_if<model::Unary>(&expr.kind)) {
    const std::optional<Sum<Key>>& operand = part(unary->operand);
    if (unary->op != model::UnaryOp::Minus || !operand) return std::nullopt;
    return mapped<Key>(*operand, [&](ExprId x) { return a.negate(x); });
  }
  if (const auto* choice = std::get_if<model::Conditional>(&expr.kind)) {
    const std::optional<Sum<Key>>& condition = part(choice->condition);
    const std::optional<Sum<Key>>& yes = part(choice->yes);
    const std::optional<Sum<Key>>& no = part(choice->no);
    if (!condition || !condition->factors.empty() || !yes || !no) return std::nullopt;
    return combined<Key>(a, *yes, *no,
                         [&](ExprId x, ExprId y) { return a.choose(choice->condition, x, y); });
  }
  const auto* binary = std::get_if<model::Binary>(&expr.kind);
  if (binary == nullptr) return std::nullopt;
  const std::optional<Sum<Key>>& lhs = part(binary->lhs);
  const std::optional<Sum<Key>>& rhs = part(binary->rhs);
  if (!lhs || !rhs) return std::nullopt;
  const BinaryOp op = binary->op;
  if (op == BinaryOp::Add)
    return combined<Key>(a, *lhs, *rhs, [&](ExprId x, ExprId y) { return a.add(x, y); });
  if (op == BinaryOp::Sub)
    return combined<Key>(a, *lhs, *rhs, [&](ExprId x, ExprId y) { return a.subtract(x, y); });
  if (op == BinaryOp::Mul && lhs->factors.empty())
    return mapped<Key>(*rhs, [&](ExprId x) { return a.multiply(lhs->rest, x); });
  if (op == BinaryOp::Mul && rhs->factors.empty())
    return mapped<Key>(*lhs, [&](ExprId x) { return a.multiply(x, rhs->rest); });
  if (op == BinaryOp::Div && rhs->factors.empty())
    return mapped<Key>(*lhs, [&](ExprId x) { return a.divide(x, rhs->rest); });
  return std::nullopt;
}

}  // namespace

std::optional<LinearForm> linear_in(Algebra& algebra, ExprId root,
                                    const std::set<StateVariable>& variables) {
  using Form = Sum<StateVariable>;
  std::map<ExprId, std::optional<Form>> done;
  visit_once(algebra.program(), root, [&](ExprId id) {
    const model::Expr& expr = algebra.program()[id];
    if (const auto* read = std::get_if<model::Read>(&expr.kind)) {
      const StateVariable variable{read->symbol, read->derivative};
      if (variables.contains(variable)) {
        done[id] = Form{{{variable, algebra.literal(1)}}, algebra.literal(0)};
        return;
      }
    }
    bool is_free = true;
    for (const ExprId part : parts_of(expr)) {
      const std::optional<Form>& form = done.at(part);
      is_free = is_free && form && form->factors.empty();
    }
    // A condition reads no variable as a number; its parts decide.
    done[id] = is_free ? Form{{}, id}
                       : taken_apart<StateVariable>(algebra, id,
                                                    [&](ExprId part) -> const std::optional<Form>& {
                                                      return done.at(part);
                                                    });
  });
  std::optional<Form>& form = done.at(root);
  if (!form) return std::nullopt;
  return LinearForm{std::move(form->factors), form->rest};
}

Terms terms_of(Algebra& algebra, ExprId root, const std::function<bool(ExprId)>& is_fixed) {
  using Form = Sum<ExprId>;
  std::map<ExprId, std::optional<Form>> done;
  visit_once(algebra.program(), root, [&](ExprId id) {
    if (is_fixed(id)) {
      done[id] = Form{{}, id};
      return;
    }
    done[id] = taken_apart<ExprId>(
        algebra, id, [&](ExprId part) -> const std::optional<Form>& { return done.at(part); });
    if (!done[id]) done[id] = Form{{{id, algebra.literal(1)}}, algebra.literal(0)};
  });
  Form& form = *done.at(root);
  return {std::move(form.factors), form.rest};
}

}  // namespace snn::equations
