// Phrases and rows that models, networks and experiments share.

#include "compiler/ast/documentation.h"
#include "compiler/typeset/describe.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::typeset {
namespace {

/// Words with `code` in backticks.
Phrase marked_up(std::string_view text) {
  Phrase phrase;
  while (!text.empty()) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    if (close == std::string_view::npos) return phrase.words(std::string(text));
    phrase.words(std::string(text.substr(0, open)));
    phrase.code(std::string(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
  return phrase;
}

/// A number or a quantity, perhaps behind a minus.
const ast::Expr* literal_in(const ast::File& file, ast::ExprId id) {
  if (!id) return nullptr;
  const ast::Expr* expr = &file[ast::without_parens(file, id)];
  const auto* unary = std::get_if<ast::Unary>(&expr->kind);
  if (unary != nullptr && unary->op == ast::UnaryOp::Minus) expr = &file[unary->operand];
  return std::holds_alternative<ast::Quantity>(expr->kind) ? expr : nullptr;
}

}  // namespace

Phrase Describer::documentation(ast::SourceSpan declaration) const {
  if (line_of(declaration) == outer_line_) return {};
  std::string text = ast::documentation(file_, sources_, declaration);
  std::ranges::replace(text, '\n', ' ');
  return marked_up(text);
}

Phrase Describer::model_use(const ast::QualifiedName& model,
                            const std::optional<ast::Args>& args) const {
  Phrase phrase;
  phrase.code(std::string(sources_.text(model.span)));
  if (args && !args->list.empty()) phrase.words(" with ").formula(formulas_.args(*args));
  return phrase;
}

std::string Describer::endpoint(const ast::Endpoint& endpoint) const {
  if (!endpoint.is_tuple) return formulas_.ref(endpoint.refs.front());
  std::string result = fmt::format("({})", refs(endpoint.refs));
  if (endpoint.port) result += "." + formulas_.name(endpoint.port->text);
  return result;
}

std::string Describer::setting(const ast::Setting& setting) const {
  const Notation& notation = formulas_.notation();
  std::string result = formulas_.ref(setting.target);
  result += setting.is_draw ? notation.drawn() : notation.infix(ast::BinaryOp::Eq);
  return result + formulas_.expr(setting.value);
}

Phrase Describer::pairs(const ast::Pairs& pairs) const {
  Phrase phrase;
  if (pairs.rule) {
    phrase.code(std::string(sources_.text(pairs.rule->span)));
    if (pairs.args && !pairs.args->list.empty()) {
      phrase.formula(formulas_.notation().parentheses(formulas_.args(*pairs.args)));
    }
  }
  const auto condition = [&](std::string_view word, ast::ExprId value) {
    if (!value) return;
    phrase.words(std::string(phrase.is_empty() ? "" : " ") + std::string(word) + " ");
    phrase.formula(formulas_.expr(value));
  };
  condition("where", pairs.where);
  condition("with probability", pairs.prob);
  condition("except", pairs.except);
  return phrase;
}

std::string Describer::refs(const std::vector<ast::Ref>& refs) const {
  std::vector<std::string> all;
  for (const ast::Ref& each : refs)
    all.push_back(formulas_.ref(each));
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string Describer::declared(const ast::Name& name, const std::vector<ast::ExprId>& dims) const {
  std::vector<std::string> sizes;
  for (const ast::ExprId each : dims)
    sizes.push_back(formulas_.expr(each));
  if (sizes.empty()) return formulas_.name(name.text);
  return formulas_.name(name.text) + fmt::format("[{}]", fmt::join(sizes, ", "));
}

Phrase Describer::size(const std::vector<ast::ExprId>& dims) const {
  Phrase phrase;
  for (const ast::ExprId each : dims) {
    if (!phrase.is_empty()) phrase.words(" × ");
    phrase.formula(formulas_.expr(each));
  }
  return phrase;
}

Describer::Value Describer::value_of(ast::ExprId value,
                                     const std::optional<ast::UnitText>& unit) const {
  const Notation& notation = formulas_.notation();
  Value result;
  if (unit) result.unit = notation.unit(unit->text);
  if (!value) return result;
  const ast::Expr* literal = literal_in(file_, value);
  if (literal == nullptr) {
    result.value = formulas_.expr(value);
    return result;
  }
  const auto& quantity = std::get<ast::Quantity>(literal->kind);
  std::string_view digits = sources_.text(quantity.number);
  digits.remove_prefix(std::min(digits.find_first_of("0123456789"), digits.size()));
  const bool is_negative = literal != &file_[ast::without_parens(file_, value)];
  if (is_negative != (quantity.value < 0)) result.value = notation.minus();
  result.value += notation.number(digits).text;
  if (!unit) result.unit = notation.unit(quantity.unit.text);
  return result;
}

std::vector<Phrase> Describer::decl_row(const ast::Decl& decl) const {
  std::string name = declared(decl.name, decl.dims);
  if (decl.n_primes > 0) name = formulas_.notation().prime(name, decl.n_primes);
  const Value value = value_of(decl.init, decl.unit);
  Phrase start;
  if (decl.init_kind == ast::InitKind::Draw) {
    start.formula(std::string(formulas_.notation().drawn()) + value.value);
  } else {
    start.formula(value.value);
  }
  return {Phrase().formula(name), start, Phrase().formula(value.unit),
          Phrase().formula(decl.bounds ? formulas_.bounds(*decl.bounds) : ""),
          documentation(decl.span)};
}

void Describer::add_decls(std::string_view title, int level,
                          const std::vector<const ast::Decl*>& decls) {
  Table result{{"Name", title == "Parameters" ? "Default" : "Start", "Unit", "Bounds", "Meaning"},
               {}};
  for (const ast::Decl* each : decls)
    result.rows.push_back(decl_row(*each));
  table(title, level, std::move(result));
}

void Describer::heading(int level, Phrase title) {
  add(Heading{level, std::move(title)});
}

void Describer::paragraph(Phrase text) {
  if (!text.is_empty()) add(Paragraph{std::move(text)});
}

void Describer::table(std::string_view title, int level, Table table) {
  if (table.rows.empty()) return;
  heading(level, std::string(title));
  add(std::move(table));
}

void Describer::equations(std::string_view title, int level, Equations equations) {
  if (equations.rows.empty()) return;
  heading(level, std::string(title));
  add(std::move(equations));
}

}  // namespace snn::typeset
