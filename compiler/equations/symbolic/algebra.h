#pragma once
// Sums, products and powers of model expressions, simplified as they are made.
//
// Expressions share parts: what is asked of one is remembered by its id, so a chain of definitions
// that each use the one before twice stays as short as it was written.

#include "compiler/model/program.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace snn::equations {

using model::ExprId;
using model::SymbolId;

/// A state, or a derivative of one whose equation is of higher order.
struct StateVariable {
  SymbolId symbol;
  int derivative = 0;
  friend auto operator<=>(const StateVariable&, const StateVariable&) = default;
};

/// Makes expressions in a program's arena, equal ones once. Dimensions were checked before; made
/// expressions have no place in the source and no unit.
class Algebra {
 public:
  explicit Algebra(model::Program& program) : program_(program) {}

  [[nodiscard]] ExprId literal(double value);
  [[nodiscard]] ExprId read(SymbolId symbol) { return derivative_read(symbol, 0); }
  [[nodiscard]] ExprId derivative_read(SymbolId symbol, int derivative);
  [[nodiscard]] ExprId add(ExprId a, ExprId b);
  [[nodiscard]] ExprId subtract(ExprId a, ExprId b);
  [[nodiscard]] ExprId multiply(ExprId a, ExprId b);
  [[nodiscard]] ExprId divide(ExprId a, ExprId b);
  [[nodiscard]] ExprId power(ExprId base, ExprId exponent);
  [[nodiscard]] ExprId negate(ExprId a);
  [[nodiscard]] ExprId call(model::Intrinsic function, std::vector<ExprId> args);
  [[nodiscard]] ExprId compare(model::BinaryOp op, ExprId a, ExprId b) { return binary(op, a, b); }
  /// Of a condition.
  [[nodiscard]] ExprId negation(ExprId condition);
  [[nodiscard]] ExprId choose(ExprId condition, ExprId yes, ExprId no);

  [[nodiscard]] ExprId call(model::Intrinsic function, ExprId arg) {
    return call(function, std::vector<ExprId>{arg});
  }
  /// A new symbol for a value that a plan computes on its way.
  [[nodiscard]] SymbolId make_local(std::string name, const model::Type& type);

  /// What stands for one element of an array that is a state; the same symbol each time.
  [[nodiscard]] SymbolId element_of(SymbolId array, std::int64_t position);
  /// `[a, b, c]`
  [[nodiscard]] ExprId list(const model::Type& type, std::vector<ExprId> elements);

  /// The value when the expression is a literal.
  [[nodiscard]] std::optional<double> value_of(ExprId expr) const;
  [[nodiscard]] bool is_zero(ExprId expr) const { return value_of(expr) == 0.0; }
  [[nodiscard]] bool is_one(ExprId expr) const { return value_of(expr) == 1.0; }

  /// The same kind of expression with other parts, simplified.
  [[nodiscard]] ExprId rebuild(ExprId original, const std::vector<ExprId>& parts);

  [[nodiscard]] model::Program& program() { return program_; }
  [[nodiscard]] const model::Program& program() const { return program_; }

 private:
  /// What an expression is made of; equal makings are one expression.
  struct Making {
    int form = 0;
    int op = 0;
    std::vector<ExprId> parts;
    friend auto operator<=>(const Making&, const Making&) = default;
  };

  [[nodiscard]] model::Type type_of(const model::ExprKind& kind,
                                    const std::vector<ExprId>& parts) const;
  [[nodiscard]] ExprId make(Making making, model::ExprKind kind);
  [[nodiscard]] ExprId folded(ExprId made);
  /// The operand of a minus sign; none for anything else.
  [[nodiscard]] ExprId without_minus(ExprId a) const;
  [[nodiscard]] ExprId binary(model::BinaryOp op, ExprId a, ExprId b);

  model::Program& program_;
  std::map<double, ExprId> literals_;
  std::map<StateVariable, ExprId> reads_;
  std::map<Making, ExprId> made_;
  std::map<std::pair<SymbolId, std::int64_t>, SymbolId> elements_;
};

/// The direct parts of an expression, in order.
[[nodiscard]] std::vector<ExprId> parts_of(const model::Expr& expr);

/// Calls `visit` once for every expression below `root`, parts before wholes.
void visit_once(const model::Program& program, ExprId root,
                const std::function<void(ExprId)>& visit);

/// What the expression reads, nothing followed.
[[nodiscard]] std::set<StateVariable> variables_in(const model::Program& program, ExprId root);
[[nodiscard]] std::set<SymbolId> symbols_in(const model::Program& program, ExprId root);

/// Built anew from the leaves; where `replace` gives an expression, with that in place of a part
/// whose own parts are replaced already.
[[nodiscard]] ExprId rewrite(Algebra& algebra, ExprId root,
                             const std::function<std::optional<ExprId>(ExprId)>& replace);

/// With every read of a key replaced by its value.
[[nodiscard]] ExprId substitute(Algebra& algebra, ExprId root,
                                const std::map<SymbolId, ExprId>& values);

/// The same for derivatives too.
[[nodiscard]] ExprId substitute(Algebra& algebra, ExprId root,
                                const std::map<StateVariable, ExprId>& values);

/// With `let`s and called functions replaced by what they stand for.
[[nodiscard]] ExprId expand(Algebra& algebra, ExprId root);

/// The derivative by a variable; none when a part has no derivative (a rounding, a comparison that
/// decides between different values is taken piecewise).
[[nodiscard]] std::optional<ExprId> differentiate(Algebra& algebra, ExprId root, StateVariable by);

}  // namespace snn::equations
