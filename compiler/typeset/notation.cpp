#include "compiler/typeset/notation.h"

#include <utility>

namespace snn::typeset {

std::string at_least(const Notation& notation, Formula formula, Level level) {
  if (formula.level >= level) return std::move(formula.text);
  return notation.parentheses(formula.text);
}

std::string right_of(const Notation& notation, Formula formula, Level level) {
  if (formula.begins_with_sign) return notation.parentheses(formula.text);
  return at_least(notation, std::move(formula), level);
}

}  // namespace snn::typeset
