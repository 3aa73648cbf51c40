#pragma once
// How mathematics is written: the contract that plain text and LaTeX fulfil.

#include "compiler/ast/nodes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snn::typeset {

/// How tightly a formula holds together. One that is looser than its place allows gets parentheses.
enum class Level : std::uint8_t {
  Choice,
  Or,
  And,
  Not,
  Comparison,
  Sum,
  Product,
  Sign,
  Power,
  Atom
};

/// Something written, and what must be known to put it into something larger.
struct Formula {
  std::string text = {};
  Level level = Level::Atom;
  bool begins_with_sign = false;
  /// A number or a quantity, so that what stands beside it needs a sign in between.
  bool is_numeric = false;
  /// Behind a unit an operator has blanks.
  bool ends_with_unit = false;
  bool is_quotient = false;
  /// Of a signed formula: what is behind the sign, without parentheses.
  std::string magnitude = {};
};

/// One name of `net.E[0].V`.
struct ReferencePart {
  std::string_view name;
  std::vector<std::string> indices;
};

struct Case {
  std::string value;
  std::string condition;
};

class Notation {
 public:
  Notation() = default;
  Notation(const Notation&) = delete;
  Notation& operator=(const Notation&) = delete;
  virtual ~Notation() = default;

  [[nodiscard]] virtual std::string name(std::string_view name) const = 0;
  [[nodiscard]] virtual Formula reference(const std::vector<ReferencePart>& parts) const = 0;
  [[nodiscard]] virtual Formula number(std::string_view digits) const = 0;
  [[nodiscard]] virtual Formula quantity(std::string_view digits, std::string_view unit) const = 0;
  [[nodiscard]] virtual std::string unit(std::string_view unit) const = 0;
  [[nodiscard]] virtual std::string infinity() const = 0;
  /// Words in between formulas, as in `a if b`.
  [[nodiscard]] virtual std::string words(std::string_view words) const = 0;
  [[nodiscard]] virtual std::string string(std::string_view text) const = 0;

  /// With its blanks; for sums, comparisons, `and` and `or`.
  [[nodiscard]] virtual std::string_view infix(ast::BinaryOp op) const = 0;
  [[nodiscard]] virtual std::string_view minus() const = 0;
  [[nodiscard]] virtual Formula product(Formula lhs, Formula rhs) const = 0;
  [[nodiscard]] virtual Formula quotient(Formula lhs, Formula rhs) const = 0;
  [[nodiscard]] virtual Formula remainder(Formula lhs, Formula rhs) const = 0;
  [[nodiscard]] virtual Formula power(Formula base, Formula exponent) const = 0;
  [[nodiscard]] virtual std::string parentheses(std::string_view inner) const = 0;

  [[nodiscard]] virtual Formula call(const Formula& callee, std::string_view name,
                                     const std::vector<Formula>& args) const = 0;
  [[nodiscard]] virtual Formula choice(const std::vector<Case>& cases,
                                       std::string_view otherwise) const = 0;
  /// The choice as the whole right side of an equation.
  [[nodiscard]] virtual std::string displayed_choice(const std::vector<Case>& cases,
                                                     std::string_view otherwise) const = 0;
  [[nodiscard]] virtual std::string prime(std::string_view base, int order) const = 0;
  [[nodiscard]] virtual std::string derivative(std::string_view variable, int order) const = 0;
  [[nodiscard]] virtual std::string_view range() const = 0;
  /// Between the coefficients and the derivative on the left of an equation.
  [[nodiscard]] virtual std::string_view times() const = 0;
  [[nodiscard]] virtual std::string_view assigned() const = 0;
  [[nodiscard]] virtual std::string_view added() const = 0;
  [[nodiscard]] virtual std::string_view subtracted() const = 0;
  [[nodiscard]] virtual std::string_view drawn() const = 0;
  [[nodiscard]] virtual std::string_view element() const = 0;
};

/// The formula, in parentheses if it is looser than `level`.
[[nodiscard]] std::string at_least(const Notation& notation, Formula formula, Level level);
/// The same behind an operator, where a sign needs parentheses too: `a·(−b)`.
[[nodiscard]] std::string right_of(const Notation& notation, Formula formula, Level level);

}  // namespace snn::typeset
