// The file as a whole: what it begins with, what it brings in, what it defines.

#include "compiler/typeset/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::typeset {

Page Describer::run() {
  const std::string& path = sources_.file(file_.source).name();
  heading(1, path.substr(path.find_last_of('/') + 1));
  opening_comment();
  imports();
  units();
  constants();
  functions();
  events();
  for (const ast::ItemId id : file_.top) {
    const ast::Item& item = file_[id];
    if (const auto* each = std::get_if<ast::Model>(&item.kind)) model(item, *each);
    if (const auto* each = std::get_if<ast::Network>(&item.kind)) network(item, *each);
    if (const auto* each = std::get_if<ast::Experiment>(&item.kind)) {
      protocol(item, Phrase().words("Experiment ").code(std::string(each->name.text)), each->body);
    }
    if (const auto* each = std::get_if<ast::Test>(&item.kind)) {
      protocol(item, Phrase().words("Test: " + each->title), each->body);
    }
    if (const auto* each = std::get_if<ast::Train>(&item.kind)) {
      protocol(item, Phrase().words("Training ").code(std::string(each->name.text)), each->body);
    }
  }
  return std::move(page_);
}

/// The comment at the top of a file, which tells where a model comes from.
void Describer::opening_comment() {
  const source::SourceFile& text = sources_.file(file_.source);
  const std::uint32_t first_item = file_.top.empty()
                                       ? static_cast<std::uint32_t>(text.text().size())
                                       : file_[file_.top.front()].span.begin;
  Verbatim opening;
  std::uint32_t expected = 1;
  for (const ast::Comment& each : file_.comments) {
    const std::uint32_t line = text.line_column(each.span.begin).line;
    if (each.is_doc || each.span.begin > first_item || line != expected) break;
    std::string_view words = sources_.text(each.span).substr(1);
    if (words.starts_with(' ')) words.remove_prefix(1);
    opening.lines.emplace_back(words);
    ++expected;
  }
  if (!opening.lines.empty()) add(std::move(opening));
}

void Describer::imports() {
  for (const auto& [item, import] : all<ast::Import>(file_.top)) {
    Phrase phrase;
    phrase.words("Uses ");
    for (std::size_t i = 0; i < import->names.size(); ++i) {
      if (i > 0) phrase.words(i + 1 == import->names.size() ? " and " : ", ");
      phrase.code(std::string(import->names[i].text));
    }
    phrase.words(import->names.empty() ? "" : " of ");
    phrase.code(import->path ? *import->path : std::string(sources_.text(import->module.span)));
    if (import->alias) phrase.words(" as ").code(std::string(import->alias->text));
    paragraph(phrase.words("."));
  }
}

void Describer::units() {
  Table result{{"Unit", "Value", "Prefixes", "Meaning"}, {}};
  for (const auto& [item, unit] : all<ast::UnitDecl>(file_.top)) {
    Phrase value;
    value.formula(formulas_.expr(unit->value));
    if (unit->origin) value.words(" from ").formula(formulas_.expr(unit->origin));
    result.rows.push_back({Phrase().formula(formulas_.notation().unit(unit->name.text)), value,
                           Phrase().words(unit->is_prefixed ? "yes" : ""),
                           documentation(item->span)});
  }
  table("Units", 2, std::move(result));
}

void Describer::constants() {
  Table result{{"Constant", "Value", "Unit", "Meaning"}, {}};
  for (const auto& [item, constant] : all<ast::Const>(file_.top)) {
    const Value value = value_of(constant->value, constant->unit);
    result.rows.push_back({Phrase().formula(formulas_.name(constant->name.text)),
                           Phrase().formula(value.value), Phrase().formula(value.unit),
                           documentation(item->span)});
  }
  table("Constants", 2, std::move(result));
}

/// What is said about a function is longer than a remark.
void Describer::functions() {
  bool has_heading = false;
  for (const ast::ItemId id : file_.top) {
    const ast::Item& item = file_[id];
    if (std::holds_alternative<ast::Const>(item.kind)) continue;
    std::optional<EquationRow> row = equation(item);
    if (!row) continue;
    if (!has_heading) heading(2, "Functions");
    has_heading = true;
    paragraph(std::exchange(row->remark, {}));
    add(Equations{{std::move(*row)}});
  }
}

void Describer::events() {
  Table result{{"Event", "Unit", "Meaning"}, {}};
  for (const auto& [item, event] : all<ast::Event>(file_.top)) {
    result.rows.push_back(
        {Phrase().formula(formulas_.name(event->name.text)),
         Phrase().formula(event->unit ? formulas_.notation().unit(event->unit->text) : ""),
         documentation(item->span)});
  }
  table("Events", 2, std::move(result));
}

}  // namespace snn::typeset
