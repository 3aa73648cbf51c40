#pragma once
// Mathematics in a line of plain text: `C · dV/dt = −g_L·(V − E_L) + I`.

#include "compiler/typeset/notation.h"

namespace snn::typeset {

class PlainNotation final : public Notation {
 public:
  [[nodiscard]] std::string name(std::string_view name) const override;
  [[nodiscard]] Formula reference(const std::vector<ReferencePart>& parts) const override;
  [[nodiscard]] Formula number(std::string_view digits) const override;
  [[nodiscard]] Formula quantity(std::string_view digits, std::string_view unit) const override;
  [[nodiscard]] std::string unit(std::string_view unit) const override;
  [[nodiscard]] std::string infinity() const override { return "∞"; }
  [[nodiscard]] std::string words(std::string_view words) const override {
    return std::string(words);
  }
  [[nodiscard]] std::string string(std::string_view text) const override;

  [[nodiscard]] std::string_view infix(ast::BinaryOp op) const override;
  [[nodiscard]] std::string_view minus() const override { return "−"; }
  [[nodiscard]] Formula product(Formula lhs, Formula rhs) const override;
  [[nodiscard]] Formula quotient(Formula lhs, Formula rhs) const override;
  [[nodiscard]] Formula remainder(Formula lhs, Formula rhs) const override;
  [[nodiscard]] Formula power(Formula base, Formula exponent) const override;
  [[nodiscard]] std::string parentheses(std::string_view inner) const override;

  [[nodiscard]] Formula call(const Formula& callee, std::string_view name,
                             const std::vector<Formula>& args) const override;
  [[nodiscard]] Formula choice(const std::vector<Case>& cases,
                               std::string_view otherwise) const override;
  [[nodiscard]] std::string displayed_choice(const std::vector<Case>& cases,
                                             std::string_view otherwise) const override;
  [[nodiscard]] std::string prime(std::string_view base, int order) const override;
  [[nodiscard]] std::string derivative(std::string_view variable, int order) const override;
  [[nodiscard]] std::string_view range() const override { return " … "; }
  [[nodiscard]] std::string_view times() const override { return " · "; }
  [[nodiscard]] std::string_view assigned() const override { return " ← "; }
  [[nodiscard]] std::string_view added() const override { return " += "; }
  [[nodiscard]] std::string_view subtracted() const override { return " −= "; }
  [[nodiscard]] std::string_view drawn() const override { return " ~ "; }
  [[nodiscard]] std::string_view element() const override { return " in "; }
};

}  // namespace snn::typeset
