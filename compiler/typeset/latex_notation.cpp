#include "compiler/typeset/latex_notation.h"

#include "compiler/typeset/symbols.h"
#include "compiler/typeset/unit_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace snn::typeset {
namespace {

/// Functions that LaTeX knows by the same name.
constexpr auto kFunctions = std::to_array<std::string_view>(
    {"exp", "log", "ln", "sin", "cos", "tan", "tanh", "min", "max"});

/// What stands higher than a line and wants brackets that grow.
bool is_tall(std::string_view text) {
  return text.find("\\frac") != std::string_view::npos ||
         text.find("\\begin") != std::string_view::npos;
}

std::string enclosed(std::string_view open, std::string_view inner, std::string_view close) {
  if (is_tall(inner)) return fmt::format("\\left{}{}\\right{}", open, inner, close);
  return fmt::format("{}{}{}", open, inner, close);
}

/// Greek signs become commands; the blank ends a command's name.
std::string with_greek_commands(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const GreekLetter* greek = greek_by_sign(text);
    if (greek != nullptr) {
      result += fmt::format("{{{}}}", greek->command);
      text.remove_prefix(greek->sign.size());
      continue;
    }
    if (text.front() == '_') result += '\\';
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

/// A base or a subscript: one letter stands for itself, words stand upright or in italics.
std::string letters(std::string_view part, std::string_view font) {
  if (const GreekLetter* greek = greek_by_name(part)) return std::string(greek->command);
  const GreekLetter* sign = greek_by_sign(part);
  if (sign != nullptr && sign->sign == part) return std::string(sign->command);
  const bool is_number = std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  if (part.size() == 1 || is_number) return with_greek_commands(part);
  return fmt::format("\\{}{{{}}}", font, with_greek_commands(part));
}

std::string unit_name(std::string_view name) {
  if (name == "degC") return "{}^{\\circ}C";
  if (name == "deg") return "{}^{\\circ}";
  const bool is_micro = has_micro_prefix(name);
  std::string result(is_micro ? "\\mu " : "");
  name.remove_prefix(is_micro ? 1 : 0);
  const bool is_ohm = name.ends_with("ohm");
  if (is_ohm) name.remove_suffix(3);
  std::string_view rest = name;
  for (const std::string_view micro : {"\u00B5", "\u03BC"}) {
    if (!rest.starts_with(micro)) continue;
    result += "\\mu ";
    rest.remove_prefix(micro.size());
  }
  result += with_greek_commands(rest);
  return is_ohm ? result + "\\Omega" : result;
}

std::string term(const UnitTerm& term, int sign) {
  const int power = sign * term.power;
  std::string result = unit_name(term.name);
  if (term.root != 1) return result + fmt::format("^{{{}/{}}}", power, term.root);
  return power == 1 ? result : result + fmt::format("^{{{}}}", power);
}

std::string subscripts_of(const std::vector<std::string_view>& parts,
                          const std::vector<std::string>& indices) {
  std::vector<std::string> all;
  for (const std::string_view part : parts)
    all.push_back(letters(part, "mathrm"));
  all.insert(all.end(), indices.begin(), indices.end());
  if (all.empty()) return {};
  return fmt::format("_{{{}}}", fmt::join(all, ","));
}

/// Words of the language that stand for cells.
bool is_cell(std::string_view name) {
  return name == "pre" || name == "post" || name == "self";
}

std::string indexed(std::string_view name, const std::vector<std::string>& indices) {
  if (is_cell(name)) return fmt::format("\\mathrm{{{}}}", name);
  const Symbol symbol = symbol_of(name);
  return letters(symbol.base, "mathit") + subscripts_of(symbol.subscripts, indices);
}

}  // namespace

std::string latex_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    if (const GreekLetter* greek = greek_by_sign(text)) {
      result += fmt::format("\\ensuremath{{{}}}", greek->command);
      text.remove_prefix(greek->sign.size());
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    switch (c) {
      case '#':
      case '$':
      case '%':
      case '&':
      case '_':
      case '{':
      case '}': result += fmt::format("\\{}", c); break;
      case '~': result += "\\textasciitilde{}"; break;
      case '^': result += "\\textasciicircum{}"; break;
      case '\\': result += "\\textbackslash{}"; break;
      case '<': result += "\\textless{}"; break;
      case '>': result += "\\textgreater{}"; break;
      default: result += c; break;
    }
  }
  return result;
}

std::string LatexNotation::name(std::string_view name) const {
  return indexed(name, {});
}

Formula LatexNotation::reference(const std::vector<ReferencePart>& parts) const {
  // `pre.V` is the V of pre: whose it is stands above.
  const std::string_view owner = parts.front().name;
  if (parts.size() == 2 && is_cell(owner)) {
    return {.text = fmt::format("{}^{{\\mathrm{{{}}}}}",
                                indexed(parts.back().name, parts.back().indices), owner),
            .level = Level::Power};
  }
  Formula result;
  for (const ReferencePart& part : parts) {
    if (!result.text.empty()) result.text += '.';
    result.text += indexed(part.name, part.indices);
  }
  return result;
}

Formula LatexNotation::number(std::string_view digits) const {
  const std::size_t mark = digits.find_first_of("eE");
  if (mark == std::string_view::npos) return {.text = std::string(digits), .is_numeric = true};
  std::string_view exponent = digits.substr(mark + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::string text = fmt::format("10^{{{}}}", exponent);
  const std::string_view mantissa = digits.substr(0, mark);
  if (mantissa != "1") text = fmt::format("{} \\cdot {}", mantissa, text);
  return {.text = std::move(text), .level = Level::Sign, .is_numeric = true};
}

Formula LatexNotation::quantity(std::string_view digits, std::string_view unit) const {
  Formula result = number(digits);
  result.text += "\\," + this->unit(unit);
  result.level = Level::Product;
  return result;
}

std::string LatexNotation::unit(std::string_view unit) const {
  const std::optional<std::vector<UnitTerm>> terms = unit_terms(unit);
  if (!terms) return fmt::format("\\text{{{}}}", latex_text(unit));
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
  std::string result = fmt::format("{}", fmt::join(above, "\\,"));
  if (below.size() > 1) result += fmt::format("/({})", fmt::join(below, "\\,"));
  if (below.size() == 1) result += "/" + below.front();
  return fmt::format("\\mathrm{{{}}}", result);
}

std::string LatexNotation::words(std::string_view words) const {
  return fmt::format("\\text{{{}}}", latex_text(words));
}

std::string LatexNotation::string(std::string_view text) const {
  return fmt::format("\\text{{``{}''}}", latex_text(text));
}

std::string_view LatexNotation::infix(ast::BinaryOp op) const {
  switch (op) {
    case ast::BinaryOp::Add: return " + ";
    case ast::BinaryOp::Sub: return " - ";
    case ast::BinaryOp::Mul: return "\\,";
    case ast::BinaryOp::Div: return "/";
    case ast::BinaryOp::Mod: return " \\bmod ";
    case ast::BinaryOp::Pow: return "^";
    case ast::BinaryOp::Lt: return " < ";
    case ast::BinaryOp::Le: return " \\le ";
    case ast::BinaryOp::Gt: return " > ";
    case ast::BinaryOp::Ge: return " \\ge ";
    case ast::BinaryOp::Eq: return " = ";
    case ast::BinaryOp::Ne: return " \\ne ";
    case ast::BinaryOp::And: return " \\text{ and } ";
    case ast::BinaryOp::Or: return " \\text{ or } ";
  }
  return "";
}

Formula LatexNotation::product(Formula lhs, Formula rhs) const {
  Formula result{.level = Level::Product,
                 .begins_with_sign = lhs.begins_with_sign && lhs.level >= Level::Product};
  const std::string_view sign = lhs.is_numeric || rhs.is_numeric ? " \\cdot " : "\\,";
  result.is_numeric = rhs.is_numeric;
  result.text = at_least(*this, std::move(lhs), Level::Product);
  result.text += sign;
  result.text += right_of(*this, std::move(rhs), Level::Sign);
  return result;
}

Formula LatexNotation::quotient(Formula lhs, Formula rhs) const {
  // The line of the fraction holds together what is above and below it; a sign stands before it.
  std::string sign;
  if (!lhs.magnitude.empty() && lhs.text.starts_with('-')) {
    sign = "-";
    lhs.text = lhs.magnitude;
  } else if (lhs.begins_with_sign && lhs.level >= Level::Product && lhs.text.starts_with('-')) {
    sign = "-";
    lhs.text.erase(0, 1);
  }
  return {.text = fmt::format("{}\\frac{{{}}}{{{}}}", sign, lhs.text, rhs.text),
          .level = sign.empty() ? Level::Atom : Level::Sign,
          .begins_with_sign = !sign.empty()};
}

Formula LatexNotation::remainder(Formula lhs, Formula rhs) const {
  return {.text = at_least(*this, std::move(lhs), Level::Product) + " \\bmod " +
                  right_of(*this, std::move(rhs), Level::Sign),
          .level = Level::Product};
}

Formula LatexNotation::power(Formula base, Formula exponent) const {
  // A fraction holds together by itself, but not with an exponent behind it.
  const bool is_fraction = base.text.starts_with("\\frac");
  std::string text =
      is_fraction ? parentheses(base.text) : at_least(*this, std::move(base), Level::Atom);
  return {.text = fmt::format("{}^{{{}}}", text, exponent.text), .level = Level::Power};
}

std::string LatexNotation::parentheses(std::string_view inner) const {
  return enclosed("(", inner, ")");
}

Formula LatexNotation::call(const Formula& callee, std::string_view name,
                            const std::vector<Formula>& args) const {
  std::vector<std::string_view> texts;
  for (const Formula& each : args)
    texts.push_back(each.text);
  if (args.size() == 1) {
    if (name == "sqrt") return {.text = fmt::format("\\sqrt{{{}}}", texts[0])};
    if (name == "abs") return {.text = enclosed("\\lvert ", texts[0], "\\rvert ")};
    if (name == "floor") return {.text = enclosed("\\lfloor ", texts[0], "\\rfloor ")};
    if (name == "ceil") return {.text = enclosed("\\lceil ", texts[0], "\\rceil ")};
  }
  const std::string inner = parentheses(fmt::format("{}", fmt::join(texts, ", ")));
  if (std::ranges::find(kFunctions, name) != kFunctions.end()) {
    return {.text = fmt::format("\\{}{}", name, inner)};
  }
  // A word of several letters is a function's; `k` and `eps` are the writer's own symbols.
  const std::string_view base = symbol_of(name).base;
  const bool is_word = base.size() > 1 && greek_by_name(base) == nullptr;
  if (!is_word) return {.text = callee.text + inner};
  return {.text = fmt::format("\\mathrm{{{}}}{}", with_greek_commands(name), inner)};
}

Formula LatexNotation::choice(const std::vector<Case>& cases, std::string_view otherwise) const {
  return {.text = displayed_choice(cases, otherwise), .level = Level::Choice};
}

std::string LatexNotation::displayed_choice(const std::vector<Case>& cases,
                                            std::string_view otherwise) const {
  std::string text = "\\begin{cases} ";
  for (const Case& each : cases) {
    text += fmt::format("{} & \\text{{if }} {} \\\\ ", each.value, each.condition);
  }
  return text + fmt::format("{} & \\text{{otherwise}} \\end{{cases}}", otherwise);
}

std::string LatexNotation::prime(std::string_view base, int order) const {
  return fmt::format("{}{}", base, std::string(static_cast<std::size_t>(order), '\''));
}

std::string LatexNotation::derivative(std::string_view variable, int order) const {
  const std::string power = order == 1 ? "" : fmt::format("^{{{}}}", order);
  return fmt::format("\\frac{{\\mathrm{{d}}{}{}}}{{\\mathrm{{d}}t{}}}", power, variable, power);
}

}  // namespace snn::typeset
