#include "compiler/model/printer.h"

#include <fmt/format.h>

namespace snn::model {

void Printer::print_network(const NetworkDef& network) {
  line(network.symbol ? fmt::format("network {}", name(network.symbol)) : "network of its own");
  const Indent indent(*this);
  for (const NetworkParam& param : network.params) {
    const std::string limits = param.bounds ? " " + bounds(*param.bounds) : "";
    line(fmt::format("parameter {}: {} = {}{}", name(param.symbol),
                     type(program_[param.symbol].type), expr(param.value), limits));
  }
  for (const LetDef& let : network.lets)
    line(fmt::format("let {}: {} = {}", name(let.symbol), type(program_[let.symbol].type),
                     expr(let.value)));
  for (const PopulationDef& population : network.populations)
    print_population(population);
  for (const GroupDef& group : network.groups)
    line(fmt::format("group {} = {}", name(group.symbol), endpoints(group.members)));
  for (const PlaceDef& place : network.places)
    line(fmt::format("place {} on {}", name(place.population), expr(place.layout)));
  for (const DriveDef& drive : network.drives)
    print_drive(drive);
  for (const ProjectionDef& projection : network.projections)
    print_projection(projection);
}

void Printer::print_population(const PopulationDef& population) {
  std::string text = fmt::format("population {}{}: {}", name(population.symbol),
                                 dims(population.dims), name(population.model));
  if (population.polarity == Polarity::Excitatory) text += " excitatory";
  if (population.polarity == Polarity::Inhibitory) text += " inhibitory";
  line(text);
  print_settings(population.settings);
}

void Printer::print_projection(const ProjectionDef& projection) {
  std::string text =
      fmt::format("connect {} -> {}", endpoints(projection.from), endpoints(projection.to));
  if (projection.synapse) text += fmt::format(" via {}", name(projection.synapse));
  if (projection.symbol) text += fmt::format(" as {}", name(projection.symbol));
  line(text);
  print_settings(projection.settings);
  const Indent indent(*this);
  for (const RuleUse& rule : projection.rules) {
    line(fmt::format("with {}", name(rule.model)));
    print_settings(rule.settings);
  }
  if (projection.pairs) print_pairs(*projection.pairs);
  for (const Injection& injection : projection.injections)
    print_injection(injection);
}

void Printer::print_pairs(const PairsRule& pairs) {
  std::string text = "pairs";
  if (!pairs.rule.empty()) text += " " + pairs.rule;
  if (!pairs.args.empty()) text += named_args(pairs.args);
  if (pairs.where) text += " where " + expr(pairs.where);
  if (pairs.prob) text += " prob " + expr(pairs.prob);
  if (pairs.excepts_self) text += " except self";
  if (pairs.except) text += " except " + expr(pairs.except);
  line(text);
}

void Printer::print_injection(const Injection& injection) {
  const std::string port = injection.port.empty() ? "" : " to " + injection.port;
  line(fmt::format("inject {}{}", expr(injection.value), port));
}

void Printer::print_drive(const DriveDef& drive) {
  line(fmt::format("drive {} {} {}", endpoints(drive.targets), sign_of(drive.is_draw),
                   expr(drive.value)));
}

void Printer::print_settings(const std::vector<SettingValue>& settings) {
  const Indent indent(*this);
  for (const SettingValue& setting : settings)
    line(fmt::format("{} {} {}", setting.name, sign_of(setting.is_draw), expr(setting.value)));
}

std::string Printer::endpoints(const std::vector<EndpointRef>& ends) const {
  std::string text;
  for (const EndpointRef& end : ends)
    text += (text.empty() ? "" : ", ") + expr(end.path);
  return ends.size() == 1 ? text : "(" + text + ")";
}

}  // namespace snn::model
