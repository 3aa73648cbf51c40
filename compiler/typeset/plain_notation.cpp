#include "compiler/typeset/plain_notation.h"

#include "compiler/typeset/symbols.h"
#include "compiler/typeset/unit_terms.h"
#include "compiler/typeset/width.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace snn::typeset {
namespace {

constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴",
                                                      "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::array<std::string_view, 10> kLowered = {"₀", "₁", "₂", "₃", "₄",
                                                       "₅", "₆", "₇", "₈", "₉"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_integer(std::string_view text) {
  return std::ranges::all_of(text, is_digit);
}

std::string raised(std::string_view digits) {
  std::string result;
  for (const char c : digits) {
    result += c == '-' ? "⁻" : kRaised[static_cast<std::size_t>(c - '0')];
  }
  return result;
}

std::string lowered(std::string_view digits) {
  std::string result;
  for (const char c : digits)
    result += kLowered[static_cast<std::size_t>(c - '0')];
  return result;
}

std::string letters(std::string_view part) {
  const GreekLetter* greek = greek_by_name(part);
  return std::string(greek != nullptr ? greek->sign : part);
}

std::string unit_name(std::string_view name) {
  if (name == "degC") return "°C";
  if (name == "deg") return "°";
  const bool is_micro = has_micro_prefix(name);
  std::string result(is_micro ? "µ" : "");
  name.remove_prefix(is_micro ? 1 : 0);
  if (!name.ends_with("ohm")) return result.append(name);
  name.remove_suffix(3);
  return result.append(name).append("Ω");
}

std::string term(const UnitTerm& term, int sign) {
  const int power = sign * term.power;
  std::string result = unit_name(term.name);
  if (term.root != 1) return result + fmt::format("^({}/{})", power, term.root);
  return power == 1 ? result : result + raised(std::to_string(power));
}

}  // namespace

std::string PlainNotation::name(std::string_view name) const {
  const Symbol symbol = symbol_of(name);
  std::string result = letters(symbol.base);
  for (std::size_t i = 0; i < symbol.subscripts.size(); ++i) {
    const std::string_view part = symbol.subscripts[i];
    // Digits that stood directly behind the base.
    const bool is_glued = i == 0 && name[symbol.base.size()] != '_';
    result += is_glued ? lowered(part) : "_" + letters(part);
  }
  return result;
}

Formula PlainNotation::reference(const std::vector<ReferencePart>& parts) const {
  Formula result;
  for (const ReferencePart& part : parts) {
    if (!result.text.empty()) result.text += '.';
    result.text += name(part.name);
    if (part.indices.empty()) continue;
    result.text += fmt::format("[{}]", fmt::join(part.indices, ", "));
  }
  return result;
}

Formula PlainNotation::number(std::string_view digits) const {
  const std::size_t mark = digits.find_first_of("eE");
  if (mark == std::string_view::npos) return {.text = std::string(digits), .is_numeric = true};
  std::string_view exponent = digits.substr(mark + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::string text = "10" + raised(exponent);
  const std::string_view mantissa = digits.substr(0, mark);
  if (mantissa != "1") text = std::string(mantissa) + "·" + text;
  return {.text = std::move(text), .level = Level::Sign, .is_numeric = true};
}

Formula PlainNotation::quantity(std::string_view digits, std::string_view unit) const {
  Formula result = number(digits);
  result.text += " " + this->unit(unit);
  result.level = Level::Product;
  result.ends_with_unit = true;
  return result;
}

std::string PlainNotation::unit(std::string_view unit) const {
  const std::optional<std::vector<UnitTerm>> terms = unit_terms(unit);
  if (!terms) return std::string(unit);
  std::vector<std::string> above;
  std::vector<std::string> below;
  const bool has_above =
      std::ranges::any_of(*terms, [](const UnitTerm& each) { return each.power > 0; });
  for (const UnitTerm& each : *terms) {
    if (each.power > 0 || !has_above) {
      above.push_back(term(each, 1));
    } else {
      below.push_back(term(each, -1));
    }
  }
  if (above.empty()) return "1";
  std::string result = fmt::format("{}", fmt::join(above, "·"));
  if (below.empty()) return result;
  if (below.size() == 1) return result + "/" + below.front();
  return result + fmt::format("/({})", fmt::join(below, "·"));
}

std::string PlainNotation::string(std::string_view text) const {
  return fmt::format("\"{}\"", text);
}

std::string_view PlainNotation::infix(ast::BinaryOp op) const {
  switch (op) {
    case ast::BinaryOp::Add: return " + ";
    case ast::BinaryOp::Sub: return " − ";
    case ast::BinaryOp::Mul: return "·";
    case ast::BinaryOp::Div: return "/";
    case ast::BinaryOp::Mod: return " mod ";
    case ast::BinaryOp::Pow: return "^";
    case ast::BinaryOp::Lt: return " < ";
    case ast::BinaryOp::Le: return " ≤ ";
    case ast::BinaryOp::Gt: return " > ";
    case ast::BinaryOp::Ge: return " ≥ ";
    case ast::BinaryOp::Eq: return " = ";
    case ast::BinaryOp::Ne: return " ≠ ";
    case ast::BinaryOp::And: return " and ";
    case ast::BinaryOp::Or: return " or ";
  }
  return "";
}

namespace {

/// `(a/b)·c`: a slash would seem to reach further.
std::string factor_before(const Notation& notation, Formula lhs) {
  if (lhs.is_quotient) return notation.parentheses(lhs.text);
  return at_least(notation, std::move(lhs), Level::Product);
}

}  // namespace

Formula PlainNotation::product(Formula lhs, Formula rhs) const {
  Formula result{.level = Level::Product,
                 .begins_with_sign = lhs.begins_with_sign && lhs.level >= Level::Product};
  const std::string_view sign = lhs.ends_with_unit ? " · " : "·";
  result.text = factor_before(*this, std::move(lhs));
  result.text += sign;
  result.text += right_of(*this, std::move(rhs), Level::Sign);
  return result;
}

Formula PlainNotation::quotient(Formula lhs, Formula rhs) const {
  Formula result{.level = Level::Product,
                 .begins_with_sign = lhs.begins_with_sign && lhs.level >= Level::Product};
  const std::string_view sign = lhs.ends_with_unit ? " / " : "/";
  result.text = factor_before(*this, std::move(lhs));
  result.text += sign;
  result.text += right_of(*this, std::move(rhs), Level::Power);
  result.is_quotient = true;
  return result;
}

Formula PlainNotation::remainder(Formula lhs, Formula rhs) const {
  return {.text = at_least(*this, std::move(lhs), Level::Product) + " mod " +
                  right_of(*this, std::move(rhs), Level::Sign),
          .level = Level::Product};
}

Formula PlainNotation::power(Formula base, Formula exponent) const {
  Formula result{.text = at_least(*this, std::move(base), Level::Atom), .level = Level::Power};
  if (exponent.is_numeric && is_integer(exponent.text)) {
    result.text += raised(exponent.text);
  } else {
    result.text += "^" + right_of(*this, std::move(exponent), Level::Power);
  }
  return result;
}

std::string PlainNotation::parentheses(std::string_view inner) const {
  return fmt::format("({})", inner);
}

Formula PlainNotation::call(const Formula& callee, std::string_view name,
                            const std::vector<Formula>& args) const {
  std::vector<std::string_view> texts;
  for (const Formula& each : args)
    texts.push_back(each.text);
  if (args.size() == 1 && name == "abs") return {.text = fmt::format("|{}|", texts[0])};
  if (args.size() == 1 && name == "sqrt") return {.text = fmt::format("√({})", texts[0])};
  return {.text = fmt::format("{}({})", callee.text, fmt::join(texts, ", "))};
}

Formula PlainNotation::choice(const std::vector<Case>& cases, std::string_view otherwise) const {
  std::string text;
  for (const Case& each : cases)
    text += fmt::format("{} if {}, ", each.value, each.condition);
  text += fmt::format("{} otherwise", otherwise);
  return {.text = std::move(text), .level = Level::Choice};
}

std::string PlainNotation::displayed_choice(const std::vector<Case>& cases,
                                            std::string_view otherwise) const {
  std::size_t widest = width_of(otherwise);
  for (const Case& each : cases)
    widest = std::max(widest, width_of(each.value));
  const auto line = [&](std::string_view brace, std::string_view value) {
    return fmt::format("{} {}{}   ", brace, value, std::string(widest - width_of(value), ' '));
  };
  std::string text;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    text += line(i == 0 ? "⎧" : "⎨", cases[i].value) + "if " + cases[i].condition + "\n";
  }
  return text + line("⎩", otherwise) + "otherwise";
}

std::string PlainNotation::prime(std::string_view base, int order) const {
  return std::string(base) + std::string(static_cast<std::size_t>(order), '\'');
}

std::string PlainNotation::derivative(std::string_view variable, int order) const {
  if (order == 1) return fmt::format("d{}/dt", variable);
  const std::string power = raised(std::to_string(order));
  return fmt::format("d{}{}/dt{}", power, variable, power);
}

}  // namespace snn::typeset
