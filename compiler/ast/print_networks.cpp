// What stands in networks, experiments, tests and training blocks, a line each.

#include "compiler/ast/item_lines.h"
#include "compiler/ast/printer.h"

#include <fmt/format.h>

namespace snn::ast {

// ---- networks
void ItemLines::operator()(const Network& network) const {
  say("network " + Printer::text_of(network.name));
  const Printer::Deeper deeper(p);
  for (const Decl& decl : network.params)
    p.decl(decl);
  p.body(network.body);
}

void ItemLines::operator()(const Setting& setting) const {
  say(fmt::format("setting {}{}", Printer::text_of(setting.target), sign_of(setting.is_draw)));
  p.indices(setting.target);
  const Printer::Deeper deeper(p);
  p.expr("", setting.value);
}

void ItemLines::operator()(const Population& population) const {
  say(fmt::format("population {} : {}{}", Printer::text_of(population.name),
                  Printer::text_of(population.model), with_space(spelling(population.polarity))));
  const Printer::Deeper deeper(p);
  p.exprs("size", population.dims);
  p.args(population.args);
  if (population.settings) p.body(*population.settings);
}

void ItemLines::operator()(const Connect& connect) const {
  say(connect.alias ? "connect as " + Printer::text_of(*connect.alias) : "connect");
  const Printer::Deeper deeper(p);
  p.endpoint("from", connect.from);
  p.endpoint("to", connect.to);
  if (connect.via) p.model_use("via", *connect.via);
  for (const ModelUse& rule : connect.rules)
    p.model_use("with", rule);
  if (connect.body) p.body(*connect.body);
}

void ItemLines::operator()(const Pairs& pairs) const {
  say(pairs.rule ? "pairs " + Printer::text_of(*pairs.rule) : "pairs");
  const Printer::Deeper deeper(p);
  p.args(pairs.args);
  p.optional_expr("where", pairs.where);
  p.optional_expr("prob", pairs.prob);
  p.optional_expr("except", pairs.except);
}

void ItemLines::operator()(const Drive& drive) const {
  say(fmt::format("drive{}", sign_of(drive.is_draw)));
  const Printer::Deeper deeper(p);
  p.endpoint("target", drive.target);
  p.expr("", drive.value);
}

void ItemLines::operator()(const Group& group) const {
  say("group " + Printer::text_of(group.name));
  const Printer::Deeper deeper(p);
  p.endpoint("", group.members);
}

void ItemLines::operator()(const Place& place) const {
  say("place " + Printer::text_of(place.population));
  p.indices(place.population);
  const Printer::Deeper deeper(p);
  p.expr("on", place.layout);
}

// ---- experiments, tests, training
void ItemLines::operator()(const Experiment& experiment) const {
  say("experiment " + Printer::text_of(experiment.name));
  const Printer::Deeper deeper(p);
  p.body(experiment.body);
}

void ItemLines::operator()(const Test& test) const {
  say("test " + Printer::quoted(test.title));
  const Printer::Deeper deeper(p);
  p.body(test.body);
}

void ItemLines::operator()(const Train& train) const {
  say("train " + Printer::text_of(train.name));
  const Printer::Deeper deeper(p);
  p.body(train.body);
}

void ItemLines::operator()(const NetworkInstance& instance) const {
  say(fmt::format("network {} = {}", Printer::text_of(instance.name),
                  Printer::text_of(instance.network)));
  const Printer::Deeper deeper(p);
  p.args(instance.args);
}

void ItemLines::operator()(const Record& record) const {
  say(record.file ? "record to " + Printer::quoted(*record.file) : "record");
  const Printer::Deeper deeper(p);
  p.expr("", record.what);
  p.optional_expr("every", record.every);
}

void ItemLines::operator()(const Run& run) const {
  say(run.is_until ? "run until" : "run");
  const Printer::Deeper deeper(p);
  p.expr("", run.value);
}

void ItemLines::operator()(const At& at) const {
  say("at");
  const Printer::Deeper deeper(p);
  p.expr("time", at.time);
  p.body(at.body);
}

void ItemLines::operator()(const Set& set) const {
  say(fmt::format("set{}", sign_of(set.is_draw)));
  const Printer::Deeper deeper(p);
  p.endpoint("target", set.target);
  p.expr("", set.value);
}

void ItemLines::operator()(const Broadcast& broadcast) const {
  say("broadcast " + Printer::text_of(broadcast.event));
  const Printer::Deeper deeper(p);
  p.args(broadcast.args);
}

void ItemLines::operator()(const Sweep& sweep) const {
  say("sweep");
  const Printer::Deeper deeper(p);
  for (const SweepVar& variable : sweep.variables) {
    const std::string role = Printer::text_of(variable.name) + " in";
    if (variable.range) {
      p.range(role, *variable.range);
    } else {
      p.expr(role, variable.values);
    }
  }
  p.body(sweep.body);
}

void ItemLines::operator()(const Repeat& repeat) const {
  say("repeat");
  const Printer::Deeper deeper(p);
  p.expr("times", repeat.count);
  p.body(repeat.body);
}

void ItemLines::operator()(const Expect& expect) const {
  say("expect");
  const Printer::Deeper deeper(p);
  p.expr("", expect.value);
  p.optional_bounds(expect.bounds);
  p.optional_expr("within", expect.within);
}

void ItemLines::operator()(const Data& data) const {
  say("data " + Printer::text_of(data.name));
  const Printer::Deeper deeper(p);
  p.expr("", data.value);
}

void ItemLines::operator()(const Feed& feed) const {
  say("feed");
  const Printer::Deeper deeper(p);
  p.endpoint("target", feed.target);
  p.expr("from", feed.source);
}

void ItemLines::operator()(const Surrogate& surrogate) const {
  const std::string population =
      surrogate.population ? " " + Printer::text_of(*surrogate.population) : "";
  say(fmt::format("surrogate{}({})", population, Printer::text_of(surrogate.variable)));
  const Printer::Deeper deeper(p);
  p.expr("", surrogate.value);
}

void ItemLines::operator()(const Loss& loss) const {
  say("loss");
  const Printer::Deeper deeper(p);
  p.expr("", loss.value);
}

void ItemLines::operator()(const Optimize& optimize) const {
  say("optimize");
  const Printer::Deeper deeper(p);
  p.refs("", optimize.parameters);
  p.ref("with", optimize.optimizer);
  p.args(optimize.args);
}

void ItemLines::operator()(const ErrorItem&) const {
  say("(error)");
}

}  // namespace snn::ast
