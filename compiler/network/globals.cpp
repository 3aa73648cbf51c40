// Parameters, `let`s and sweep variables of every instance, each after those that it reads.

#include "compiler/model/walk.h"
#include "compiler/network/builder.h"
#include "compiler/network/data.h"
#include "compiler/support/match.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace snn::network {
namespace {

constexpr InstanceId kScript{std::size_t{0}};
using Key = std::pair<InstanceId, SymbolId>;

class GlobalCollector {
 public:
  explicit GlobalCollector(Builder& builder) : builder_(builder) {}

  void collect(const model::Script& script) {
    find_in_script(script);
    for (std::size_t i = 0; i < builder_.plan.instances.size(); ++i)
      find_in_network(InstanceId(i));
    for (const Key& key : order_)
      add(key);
  }

 private:
  // ---- what there is ----------------------------------------------------------------------------

  void find_in_script(const model::Script& script) {
    for (const model::StepId id : script) {
      const auto& kind = builder_.program.steps[id].kind;
      if (const auto* step = std::get_if<model::LetStep>(&kind)) {
        if (!is_observed(step->value)) put(kScript, step->symbol, Role::Let, step->value, kScript);
      }
      if (const auto* step = std::get_if<model::SweepStep>(&kind)) {
        for (const model::SweepStep::Axis& axis : step->axes) {
          put(kScript, axis.symbol, Role::SweepVariable, axis.values ? axis.values : axis.begin,
              kScript);
        }
        find_in_script(step->script);
      }
      if (const auto* step = std::get_if<model::RepeatStep>(&kind)) find_in_script(step->script);
      if (const auto* step = std::get_if<model::AtStep>(&kind)) find_in_script(step->script);
      if (const auto* step = std::get_if<model::InstanceStep>(&kind)) take_arguments(*step);
    }
  }

  void take_arguments(const model::InstanceStep& step) {
    const InstanceId instance = builder_.plan.find_instance(step.symbol);
    for (const model::SettingValue& arg : step.args) {
      put(instance, arg.target, Role::Parameter, arg.value, kScript);
      found_.at({instance, arg.target}).is_argument = true;
    }
  }

  // A `let` of a script may be a measure or a state: it has no value before the run.
  [[nodiscard]] bool is_observed(ExprId expr) const {
    bool is_observed = false;
    model::for_each_expr(builder_.program, expr, [&](const model::Expr& node) {
      if (const auto* call = std::get_if<model::IntrinsicCall>(&node.kind)) {
        is_observed =
            is_observed || info_of(call->intrinsic).group == model::IntrinsicGroup::Measure;
      }
      if (const auto* path = std::get_if<model::Path>(&node.kind)) {
        const model::SymbolKind kind = builder_.program[path->steps.back().symbol].kind;
        is_observed = is_observed || kind != model::SymbolKind::Param;
      }
      if (const auto* read = std::get_if<model::Read>(&node.kind)) {
        const model::Symbol& symbol = builder_.program[read->symbol];
        const bool is_unknown_let =
            symbol.kind == model::SymbolKind::Let && !found_.contains({kScript, read->symbol});
        is_observed = is_observed || is_unknown_let || symbol.kind == model::SymbolKind::Time;
      }
    });
    return is_observed;
  }

  void find_in_network(InstanceId instance) {
    const model::NetworkDef* network = builder_.network_of(instance);
    if (network == nullptr) return;
    for (const model::NetworkParam& param : network->params) {
      put(instance, param.symbol, Role::Parameter, param.value, instance);
      if (param.bounds) found_.at({instance, param.symbol}).bounds = &*param.bounds;
    }
    for (const model::LetDef& let : network->lets)
      put(instance, let.symbol, Role::Let, let.value, instance);
  }

  void put(InstanceId instance, SymbolId symbol, Role role, ExprId expr, InstanceId in) {
    const Key key{instance, symbol};
    Global global;
    global.instance = instance;
    global.symbol = symbol;
    global.role = role;
    global.value = {expr, in, std::nullopt};
    if (found_.emplace(key, global).second) order_.push_back(key);
  }

  // ---- in which order ---------------------------------------------------------------------------

  void add(const Key& key) {
    const auto found = found_.find(key);
    if (found == found_.end() || !added_.insert(key).second) return;
    Global global = found->second;
    add_what_is_read(global.value.in, global.value.expr);
    if (global.role == Role::SweepVariable) {
      global.value.known = builder_.bindings[kScript][global.symbol];
    } else {
      global.value = builder_.value(global.value.in, global.value.expr);
    }
    global.file = file_named(builder_, global.value.expr);
    builder_.plan.globals.push_back(std::move(global));
  }

  void add_what_is_read(InstanceId in, ExprId expr) {
    if (!expr.is_valid()) return;
    model::for_each_expr(builder_.program, expr, [&](const model::Expr& node) {
      if (const auto* read = std::get_if<model::Read>(&node.kind)) add({in, read->symbol});
      const auto* path = std::get_if<model::Path>(&node.kind);
      if (path != nullptr) add_setting(in, *path);
    });
  }

  // `E.tau` is what the population sets it to.
  void add_setting(InstanceId in, const model::Path& path) {
    const EnteredPath entered = enter(builder_.plan, in, path);
    if (entered.next >= path.steps.size()) return;
    const model::PopulationDef* population =
        builder_.program.find_population(path.steps[entered.next].symbol);
    if (population == nullptr) return;
    for (const model::SettingValue& setting : population->settings) {
      if (setting.target == path.steps.back().symbol)
        add_what_is_read(entered.instance, setting.value);
    }
  }

  Builder& builder_;
  std::map<Key, Global> found_;
  std::vector<Key> order_;
  std::set<Key> added_;
};

}  // namespace

void add_globals(Builder& builder, const model::Script& script) {
  GlobalCollector(builder).collect(script);
}

}  // namespace snn::network
