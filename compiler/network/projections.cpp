// Projections: each `connect` becomes one row for every pair of a source and a target.

#include "compiler/model/walk.h"
#include "compiler/network/checks.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/edge_count.h"
#include "compiler/network/endpoints.h"
#include "compiler/network/settings.h"
#include "compiler/network/spread.h"
#include "compiler/network/tables_of_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace snn::network {
namespace {

constexpr double kDefaultDelay = 1;  // ms

class ProjectionAdder {
 public:
  ProjectionAdder(Builder& builder, InstanceId in, const model::ProjectionDef& def,
                  std::size_t position)
      : builder_(builder), in_(in), def_(def) {
    const std::string name = def.symbol.is_valid() ? builder.program[def.symbol].name
                                                   : fmt::format("connect#{}", position);
    path_ = path_in(builder.plan, in, name);
  }

  void add_all() {
    const bool is_one = def_.from.size() * def_.to.size() == 1;
    std::size_t k = 0;
    for (const model::EndpointRef& from : def_.from) {
      for (const model::EndpointRef& to : def_.to)
        add(from, to, is_one ? path_ : fmt::format("{}[{}]", path_, k++));
    }
  }

 private:
  void add(const model::EndpointRef& from, const model::EndpointRef& to, std::string path) {
    Projection row;
    row.path = std::move(path);
    row.instance = in_;
    row.symbol = def_.symbol;
    row.span = def_.span;
    row.source = cells_of(builder_, in_, from);
    row.target = target_of(builder_, in_, to);
    row.stream = builder_.stream(row.path);
    row.synapse =
        def_.synapse.is_valid() ? builder_.program[def_.synapse].component : model::ComponentId();
    if (def_.pairs) row.pairs.rule = table_of_pairs(builder_, row, def_);
    add_synapse(row);
    add_rules(row);
    add_injections(row);
    if (def_.pairs) add_pairs(row, *def_.pairs);
    add_delays(row);
    check_space(row);
    check_pairs(builder_, row, def_);
    row.n_edges = count_edges(builder_, row);
    builder_.plan.projections.push_back(std::move(row));
  }

  // ---- distances --------------------------------------------------------------------------------

  // A distance needs one space: the layouts of both ends are periodic in the same way, or neither
  // is.
  void check_space(const Projection& row) const {
    const Population& from = builder_.plan.populations[row.source.population];
    const Population& to = builder_.plan.populations[row.target.cells.population];
    if (!from.layout || !to.layout) return;
    if (!from.layout->is_periodic && !to.layout->is_periodic) return;
    const bool is_same =
        from.layout->is_periodic == to.layout->is_periodic && from.layout->kind == to.layout->kind;
    const ExprId distance = is_same ? ExprId() : distance_in_settings();
    if (!distance.is_valid()) return;
    const Population& other = from.layout->is_periodic ? to : from;
    builder_.diags
        .emit(
            kLayout, builder_.program[distance].span, other.path,
            fmt::format("is not periodic as that of `{}` is, so there is no distance between them",
                        (from.layout->is_periodic ? from : to).path))
        .label(builder_.program[to.symbol].span, "declared here");
  }

  // The first call of `distance` that the connection makes.
  [[nodiscard]] ExprId distance_in_settings() const {
    std::vector<ExprId> values;
    for (const model::SettingValue& setting : def_.settings)
      values.push_back(setting.value);
    if (def_.pairs) {
      for (const ExprId value : {def_.pairs->where, def_.pairs->except, def_.pairs->prob})
        values.push_back(value);
    }
    for (const ExprId value : values) {
      if (!value.is_valid()) continue;
      bool is_found = false;
      model::for_each_expr(builder_.program, value, [&](const model::Expr& node) {
        const auto* call = std::get_if<model::IntrinsicCall>(&node.kind);
        is_found = is_found || (call != nullptr && call->intrinsic == model::Intrinsic::Distance);
      });
      if (is_found) return value;
    }
    return {};
  }

  // ---- values -----------------------------------------------------------------------------------

  Spread spread(const Projection& row, ExprId expr) const {
    return spread_of(builder_.program, builder_.plan, row, expr);
  }

  void add_synapse(Projection& row) {
    if (!def_.synapse.is_valid()) return;
    const model::Component& component = builder_.program.components[row.synapse];
    row.carries_spikes = !component.delivered.empty();
    const ComponentUse use{component, def_.settings,   in_,
                           row.path,  Spread::PerEdge, values_from_file(row.pairs.rule)};
    fill_settings(builder_, use, row.settings, [&](ExprId expr) { return spread(row, expr); });
  }

  void add_rules(Projection& row) {
    for (const model::RuleUse& def : def_.rules) {
      const model::Symbol& symbol = builder_.program[def.model];
      row.rules.push_back({symbol.component, {}});
      const model::Component& component = builder_.program.components[symbol.component];
      const ComponentUse use{component, def.settings, in_, row.path + "." + symbol.name,
                             Spread::PerEdge};
      fill_settings(builder_, use, row.rules.back().settings,
                    [&](ExprId expr) { return spread(row, expr); });
      mark_plastic(row, component);
    }
  }

  // The rule names a parameter of whatever synapse it is put on.
  void mark_plastic(Projection& row, const model::Component& rule) const {
    if (!rule.plastic.is_valid()) return;
    const std::string& name = builder_.program[rule.plastic].name;
    for (Setting& setting : row.settings) {
      if (builder_.program[setting.variable].name == name) setting.is_plastic = true;
    }
  }

  // ---- ports ------------------------------------------------------------------------------------

  // `deliver w to exc`: an input of the target, named by the synapse.
  void add_port(Projection& row, const std::string& words, bool is_spike) const {
    if (words.empty()) return;
    const PopulationId target = row.target.cells.population;
    const SymbolId port =
        input_named(builder_.program, builder_.plan.populations[target], words, is_spike);
    if (port.is_valid()) row.named_ports[words] = port;
  }

  void add_injections(Projection& row) {
    if (row.synapse.is_valid()) {
      const model::Component& synapse = builder_.program.components[row.synapse];
      for (const model::Transport& transport : synapse.delivered)
        add_port(row, transport.port, true);
      for (const model::Injection& injection : synapse.injections)
        add_port(row, injection.port, false);
    }
    for (const model::Injection& injection : def_.injections) {
      add_port(row, injection.port, false);
      const auto named = row.named_ports.find(injection.port);
      row.injections.push_back({builder_.value(in_, injection.value),
                                named == row.named_ports.end() ? row.target.port : named->second});
    }
  }

  // ---- delays -----------------------------------------------------------------------------------

  void add_delays(Projection& row) {
    row.delay = delay_of(row, "delay", row.carries_spikes ? kDefaultDelay : 0);
    row.dendritic_delay = delay_of(row, "dendritic_delay", 0);
    const auto* listed = std::get_if<ListedPairs>(&row.pairs.rule);
    if (listed != nullptr && listed->delay) {
      row.delay.value = {};
      row.delay.spread = Spread::PerEdge;
    }
    find_steps(builder_, row, row.delay, true);
    find_steps(builder_, row, row.dendritic_delay, false);
  }

  Delay delay_of(const Projection& row, const std::string& name, double otherwise) {
    Delay delay;
    delay.value = Builder::implied(in_, otherwise);
    for (const model::SettingValue& setting : def_.settings) {
      if (setting.target.is_valid() || setting.name != name) continue;
      delay.value = builder_.value(in_, setting.value);
      delay.is_draw = setting.is_draw;
      delay.spread = setting.is_draw ? Spread::PerEdge : spread(row, setting.value);
      if (setting.is_draw) delay.stream = builder_.stream(row.path + "." + name);
    }
    return delay;
  }

  // ---- pairs ------------------------------------------------------------------------------------

  void add_pairs(Projection& row, const model::PairsRule& def) {
    Pairs& pairs = row.pairs;
    if (def.rule != "list" && def.rule != "matrix") pairs.rule = rule_of(row, def);
    if (def.where.is_valid())
      pairs.where = Condition{builder_.value(in_, def.where), spread(row, def.where)};
    if (def.except.is_valid())
      pairs.except = Condition{builder_.value(in_, def.except), spread(row, def.except)};
    pairs.excepts_self = def.excepts_self;
  }

  PairsRule rule_of(const Projection& row, const model::PairsRule& def) {
    if (def.prob.is_valid()) {
      return WithProbability{builder_.value(in_, def.prob), spread(row, def.prob)};
    }
    if (def.rule == "one_to_one") return OneToOne{};
    Value count = builder_.value(in_, argument_of(def, ""));
    Value is_multi = multi_of(def);
    if (def.rule == "fixed_in") return FixedIn{count, is_multi};
    if (def.rule == "fixed_out") return FixedOut{count, is_multi};
    if (def.rule == "fixed_total") return FixedTotal{count, is_multi};
    return AllPairs{};
  }

  Value multi_of(const model::PairsRule& def) const {
    const ExprId given = argument_of(def, "multi");
    return given.is_valid() ? builder_.value(in_, given) : Builder::implied(in_, 0);
  }

  Builder& builder_;
  InstanceId in_;
  const model::ProjectionDef& def_;
  std::string path_;
};

}  // namespace

void add_projections(Builder& builder) {
  for (std::size_t i = 0; i < builder.plan.instances.size(); ++i) {
    const model::NetworkDef* network = builder.network_of(InstanceId(i));
    if (network == nullptr) continue;
    for (std::size_t k = 0; k < network->projections.size(); ++k)
      ProjectionAdder(builder, InstanceId(i), network->projections[k], k).add_all();
  }
}

}  // namespace snn::network
