// The lines of networks.

#include "compiler/format/formatter.h"

#include <variant>

namespace snn::format {

void Formatter::write(const ast::Item& /*item*/, const ast::Setting& setting) {
  ref(setting.target);
  space();
  definition(setting.is_draw ? "~" : "=", setting.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Population& population) {
  layout_.open();
  layout_.indent(4);
  word("population");
  space();
  out_.name(population.name);
  dims(population.dims);
  infix(":");
  qualified_name(population.model);
  args(population.args);
  if (population.polarity != ast::Polarity::None) {
    space();
    word(ast::spelling(population.polarity));
  }
  layout_.unindent();
  layout_.close();
  if (population.settings) body(*population.settings, Rows::AsWritten);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Connect& connect) {
  layout_.open();
  layout_.indent(4);
  word("connect");
  space();
  endpoint(connect.from);
  infix("->");
  endpoint(connect.to);
  if (connect.via) {
    clause("via");
    model_use(*connect.via);
  }
  if (!connect.rules.empty()) {
    clause("with");
    comma_list(connect.rules, [&](const ast::ModelUse& each) { model_use(each); });
  }
  if (connect.alias) {
    clause("as");
    out_.name(*connect.alias);
  }
  layout_.unindent();
  layout_.close();
  if (connect.body) body(*connect.body, Rows::AsWritten);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Pairs& pairs) {
  const auto condition = [&](std::string_view introducer, ast::ExprId value) {
    if (!value) return;
    // `prob(0.1)` looks like the rules that take arguments.
    const bool is_call =
        introducer == "prob" && std::holds_alternative<ast::Paren>(file_[value].kind);
    space();
    word(introducer);
    if (!is_call) space();
    expr(value);
  };
  word("pairs");
  if (pairs.rule) {
    space();
    ref(*pairs.rule);
    args(pairs.args);
  }
  condition("where", pairs.where);
  condition("prob", pairs.prob);
  condition("except", pairs.except);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Drive& drive) {
  word("drive");
  space();
  endpoint(drive.target);
  space();
  definition(drive.is_draw ? "~" : "=", drive.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Group& group) {
  word("group");
  space();
  out_.name(group.name);
  infix("=");
  endpoint(group.members);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Place& place) {
  word("place");
  space();
  ref(place.population);
  infix("on");
  expr(place.layout);
}

}  // namespace snn::format
