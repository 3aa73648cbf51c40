#include "compiler/model/printer.h"
#include "compiler/support/match.h"
#include "compiler/units/describe.h"

#include <fmt/format.h>

namespace snn::model {
namespace {

std::string_view spelling(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add: return "+";
    case BinaryOp::Sub: return "-";
    case BinaryOp::Mul: return "*";
    case BinaryOp::Div: return "/";
    case BinaryOp::Mod: return "%";
    case BinaryOp::Pow: return "^";
    case BinaryOp::Lt: return "<";
    case BinaryOp::Le: return "<=";
    case BinaryOp::Gt: return ">";
    case BinaryOp::Ge: return ">=";
    case BinaryOp::Eq: return "==";
    case BinaryOp::Ne: return "!=";
    case BinaryOp::And: return "and";
    case BinaryOp::Or: return "or";
  }
  return "";
}

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::Error: return "error";
    case Kind::Real: return "real";
    case Kind::Bool: return "bool";
    case Kind::Text: return "text";
    case Kind::Process: return "process";
    case Kind::Layout: return "layout";
    case Kind::Optimizer: return "optimizer";
    case Kind::Dataset: return "dataset";
    case Kind::Entity: return "entity";
  }
  return "";
}

}  // namespace

std::string_view word_of(Side side) {
  switch (side) {
    case Side::Pre: return "pre";
    case Side::Post: return "post";
  }
  return "";
}

std::string_view sign_of(bool is_draw) {
  return is_draw ? "~" : "=";
}

const std::string& Printer::name(SymbolId symbol) const {
  static const std::string kNone = "-";
  return symbol.is_valid() ? program_[symbol].name : kNone;
}

// `target`, `post.V`, or a letter in the order of appearance.
std::string Printer::dimension(const DimTerm& dim) {
  std::string text = units::preferred_unit(dim.known());
  if (!dim.is_concrete() && text == "1") text.clear();
  for (const DimTerm::Power& power : dim.unknowns()) {
    const auto letter = static_cast<char>('a' + unknowns_.size() % 26);
    const auto known = unknowns_.try_emplace(power.unknown, fmt::format("?{}", letter)).first;
    text += (text.empty() ? "" : "*") + known->second;
    if (power.halves != 2) text += fmt::format("^{}", power.halves / 2.0);
  }
  return text;
}

std::string Printer::type(const Type& type) {
  std::string text(type.is_real() ? dimension(type.dim) : name_of(type.kind));
  if (type.length == Type::kUnknownLength) text += "[]";
  if (type.length > 0) text += fmt::format("[{}]", type.length);
  if (type.rank == 2) text += "[,]";
  if (type.has_train) text = "train " + text;
  if (type.has_noise) text = "noise " + text;
  return text;
}

std::string Printer::expr(ExprId id) const {
  return id.is_valid() ? kind_of(program_[id].kind) : "-";
}

std::string Printer::exprs(const std::vector<ExprId>& ids) const {
  std::string text;
  for (const ExprId id : ids)
    text += (text.empty() ? "" : ", ") + expr(id);
  return text;
}

std::string Printer::dims(const std::vector<ExprId>& ids) const {
  return ids.empty() ? "" : fmt::format("[{}]", exprs(ids));
}

std::string Printer::subscript(const Subscript& subscript) const {
  std::string text = expr(subscript.begin);
  if (subscript.end) text += ".." + expr(subscript.end);
  if (subscript.step) text += " step " + expr(subscript.step);
  return text;
}

std::string Printer::subscripts(const std::vector<Subscript>& subscripts) const {
  std::string text;
  for (const Subscript& each : subscripts)
    text += (text.empty() ? "" : ", ") + subscript(each);
  return text.empty() ? text : "[" + text + "]";
}

std::string Printer::named_args(const std::vector<NamedArg>& args) const {
  std::string text;
  for (const NamedArg& arg : args) {
    text += text.empty() ? "" : ", ";
    text += arg.name.empty() ? expr(arg.value) : fmt::format("{} = {}", arg.name, expr(arg.value));
  }
  return "(" + text + ")";
}

std::string Printer::bounds(const Bounds& bounds) const {
  return fmt::format("in {}{}, {}{}", bounds.is_low_open ? '(' : '[', expr(bounds.low),
                     expr(bounds.high), bounds.is_high_open ? ')' : ']');
}

// Operations inside others always have parentheses, so that no precedence needs to be known.
std::string Printer::kind_of(const ExprKind& kind) const {
  return match(
      kind, [](const Literal& e) { return fmt::format("{}", e.value); },
      [](const BoolLiteral& e) { return std::string(e.value ? "true" : "false"); },
      [](const TextLiteral& e) { return fmt::format("\"{}\"", e.value); },
      [](const SteadyValue&) { return std::string("steady"); },
      [&](const Read& e) {
        return name(e.symbol) + std::string(static_cast<std::size_t>(e.derivative), '\'');
      },
      [&](const Path& e) {
        std::string text;
        std::string part;  // what a variable of a compartment is named after
        for (const PathStep& step : e.steps) {
          std::string word = name(step.symbol);
          if (!part.empty() && word.starts_with(part + ".")) word.erase(0, part.size() + 1);
          text += (text.empty() ? "" : ".") + word + subscripts(step.subscripts);
          part = word;
        }
        return text;
      },
      [&](const Remote& e) {
        const std::string text = fmt::format("{}.{}", word_of(e.side), e.variable);
        return e.time ? fmt::format("{}({})", text, expr(e.time)) : text;
      },
      [&](const Element& e) { return expr(e.base) + subscripts(e.subscripts); },
      [&](const Unary& e) {
        return fmt::format("({}{})", e.op == UnaryOp::Minus ? "-" : "not ", expr(e.operand));
      },
      [&](const Binary& e) {
        return fmt::format("({} {} {})", expr(e.lhs), spelling(e.op), expr(e.rhs));
      },
      [&](const Conditional& e) {
        return fmt::format("(if {} then {} else {})", expr(e.condition), expr(e.yes), expr(e.no));
      },
      [&](const IntrinsicCall& e) {
        return std::string(info_of(e.intrinsic).name) + named_args(e.args);
      },
      [&](const FunctionCall& e) {
        return fmt::format("{}({})", program_.functions[e.function].name, exprs(e.args));
      },
      [&](const Convolution& e) {
        return fmt::format("convolve({}, {})", name(e.kernel), expr(e.source));
      },
      [&](const ArrayValue& e) { return fmt::format("[{}]", exprs(e.elements)); },
      [&](const Comprehension& e) {
        return fmt::format("{} in {}: {}", name(e.variable), subscript(e.range), expr(e.value));
      },
      [](const ErrorValue&) { return std::string("error"); });
}

}  // namespace snn::model
