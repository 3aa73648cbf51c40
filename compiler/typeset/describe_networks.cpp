// Networks: populations and connections as tables.

#include "compiler/typeset/describe.h"

#include <fmt/format.h>

namespace snn::typeset {

void Describer::network(const ast::Item& item, const ast::Network& network) {
  heading(2, Phrase().words("Network ").code(std::string(network.name.text)));
  paragraph(documentation(item.span));
  outer_line_ = line_of(item.span);
  std::vector<const ast::Decl*> params;
  for (const ast::Decl& each : network.params)
    params.push_back(&each);
  add_decls("Parameters", 3, params);
  Equations definitions;
  for (const ast::ItemId id : network.body.items) {
    if (std::optional<EquationRow> row = equation(file_[id])) {
      definitions.rows.push_back(std::move(*row));
    }
  }
  equations("Definitions", 3, std::move(definitions));
  populations(network.body, 3);
  connections(network.body, 3);
  drives(network.body, 3);
  groups(network.body, 3);
  outer_line_ = 0;
}

void Describer::populations(const ast::Body& body, int level) {
  Table result{{"Name", "Size", "Model", "Kind", "Settings", "Meaning"}, {}};
  for (const auto& [item, population] : all<ast::Population>(body.items)) {
    std::vector<std::string> settings;
    if (population->settings) {
      for (const auto& [line, each] : all<ast::Setting>(population->settings->items)) {
        settings.push_back(setting(*each));
      }
    }
    result.rows.push_back({Phrase().formula(formulas_.name(population->name.text)),
                           size(population->dims), model_use(population->model, population->args),
                           Phrase().words(std::string(ast::spelling(population->polarity))),
                           Phrase().formula(fmt::format("{}", fmt::join(settings, ", "))),
                           documentation(item->span)});
  }
  table("Populations", level, std::move(result));
}

void Describer::connections(const ast::Body& body, int level) {
  Table result{{"From", "To", "Synapse", "Rules", "Pairs", "Settings", "Name", "Meaning"}, {}};
  for (const auto& [item, connect] : all<ast::Connect>(body.items)) {
    Phrase rules;
    for (const ast::ModelUse& each : connect->rules) {
      if (!rules.is_empty()) rules.words("; ");
      rules.phrase(model_use(each.model, each.args));
    }
    Phrase chosen;
    Phrase synapse;
    if (connect->via) synapse = model_use(connect->via->model, connect->via->args);
    std::vector<std::string> settings;
    const std::vector<ast::ItemId> lines =
        connect->body ? connect->body->items : std::vector<ast::ItemId>();
    for (const auto& [line, each] : all<ast::Pairs>(lines))
      chosen = pairs(*each);
    for (const auto& [line, each] : all<ast::Setting>(lines))
      settings.push_back(setting(*each));
    for (const auto& [line, each] : all<ast::Inject>(lines)) {
      if (!synapse.is_empty()) synapse.words("; ");
      synapse.words("inject ").formula(formulas_.expr(each->value));
    }
    result.rows.push_back(
        {Phrase().formula(endpoint(connect->from)), Phrase().formula(endpoint(connect->to)),
         synapse, rules, chosen, Phrase().formula(fmt::format("{}", fmt::join(settings, ", "))),
         Phrase().formula(connect->alias ? formulas_.name(connect->alias->text) : ""),
         documentation(item->span)});
  }
  table("Connections", level, std::move(result));
}

void Describer::drives(const ast::Body& body, int level) {
  Equations result;
  const Notation& notation = formulas_.notation();
  for (const auto& [item, drive] : all<ast::Drive>(body.items)) {
    result.rows.push_back(
        {endpoint(drive->target),
         std::string(drive->is_draw ? notation.drawn() : notation.infix(ast::BinaryOp::Eq)),
         formulas_.right_side(drive->value), documentation(item->span)});
  }
  equations("Drives", level, std::move(result));
}

void Describer::groups(const ast::Body& body, int level) {
  Equations result;
  const Notation& notation = formulas_.notation();
  for (const auto& [item, group] : all<ast::Group>(body.items)) {
    result.rows.push_back({formulas_.name(group->name.text),
                           std::string(notation.infix(ast::BinaryOp::Eq)), endpoint(group->members),
                           documentation(item->span)});
  }
  equations("Groups", level, std::move(result));
  for (const auto& [item, place] : all<ast::Place>(body.items)) {
    Phrase phrase;
    phrase.formula(formulas_.ref(place->population)).words(" is placed on ");
    paragraph(phrase.formula(formulas_.expr(place->layout)).words("."));
  }
}

}  // namespace snn::typeset
