#include "compiler/lower/flow.h"

#include "compiler/lower/tree_steps.h"

#include <algorithm>
#include <map>
#include <utility>

namespace snn::lower {

namespace {

using Phase = CellPhase;

// What stands in segments is kept at once, all else when the rest of the cell has been computed.
void write_tree_flow(Phase& p, network::PopulationId id, const equations::UpdatePlan& plan) {
  TreeWriter writer(p.work_, id, p.names_, p.here_);
  const std::optional<ValueId> refractory = plan.held.empty() ? std::nullopt : p.is_refractory();
  std::map<std::size_t, ValueId> held;
  for (const StateVariable variable : plan.held) {
    const auto part = plan.tree->shape.part_of_voltage(variable.symbol);
    if (part && refractory) held[*part] = *refractory;
  }
  for (const equations::Statement& statement : plan.step.statements) {
    if (const auto* tree = std::get_if<equations::TreeSolve>(&statement.kind)) {
      writer.solve(*tree, held);
    } else {
      define(p.here_, {statement});
    }
  }
  std::vector<std::pair<StateVariable, ValueId>> values;
  for (const equations::NewValue& result : plan.step.results) {
    if (plan.tree->segmented.contains(result.variable.symbol)) continue;
    ValueId value = p.here_.to_real(p.here_.value(result.value));
    if (refractory && p.is_held(result.variable))
      value = p.here_.choose(*refractory, p.here_.to_real(p.here_.variable(result.variable, {})),
                             value);
    values.emplace_back(result.variable, value);
  }
  writer.step_segments(plan.step.results, [&](StateVariable variable, ValueId value) {
    return p.handlers_.bounded(variable, value);
  });
  for (const auto& [variable, value] : values)
    p.handlers_.assign(variable, value);
}

/// The new values of one step: of numbers and short arrays as values, of long arrays in memory,
/// once everything else that reads the old ones is computed.
class Flow {
 public:
  Flow(Phase& p, const equations::UpdatePlan& plan) : p_(p), plan_(plan) {}

  void write() {
    std::vector<ValueId> results;
    refractory_ = plan_.held.empty() ? std::nullopt : p_.is_refractory();
    if (refractory_ && plan_.refractory) {
      const Expressions::Known outside = p_.here_.known();
      const auto arm = [&](const equations::Step& step) {
        return [&] {
          std::vector<ValueId> given = values(step);
          p_.here_.restore(outside);
          return given;
        };
      };
      results = p_.builder_.branch(*refractory_, arm(*plan_.refractory), arm(plan_.step));
      p_.here_.forget_computed();
    } else {
      results = values(plan_.step);
    }
    assign(results);
  }

 private:
  [[nodiscard]] std::int64_t length_of(StateVariable variable) const {
    return p_.is_array(variable) ? p_.names_.array(variable, {}).length : 1;
  }
  [[nodiscard]] bool is_long(StateVariable variable) const {
    return length_of(variable) > kMostWrittenOut;
  }

  ValueId old_value(StateVariable variable, const Position& at) {
    return p_.is_array(variable) ? p_.here_.load(p_.names_.array(variable, {}), at)
                                 : p_.here_.to_real(p_.here_.variable(variable, {}));
  }

  /// What the step says of a variable; what it had where it says nothing.
  ValueId new_value(const equations::Step& step, StateVariable variable, const Position& at) {
    const auto own = std::ranges::find(step.results, variable, &equations::NewValue::variable);
    if (own == step.results.end()) return old_value(variable, at);
    return p_.here_.to_real(p_.here_.element(own->value, at));
  }

  ValueId held(StateVariable variable, const Position& at, ValueId value) {
    if (!refractory_ || !p_.is_held(variable)) return value;
    return p_.here_.choose(*refractory_, old_value(variable, at), value);
  }

  std::vector<ValueId> values(const equations::Step& step) {
    define(p_.here_, step.statements);
    std::vector<ValueId> given;
    for (const equations::NewValue& wanted : plan_.step.results) {
      if (is_long(wanted.variable)) continue;
      for (std::int64_t k = 0; k < length_of(wanted.variable); ++k)
        given.push_back(new_value(step, wanted.variable, {.known = k}));
    }
    change_long_arrays(step);
    return given;
  }

  // Arrays of one length side by side: each element reads the others' as they were.
  void change_long_arrays(const equations::Step& step) {
    std::map<std::int64_t, std::vector<StateVariable>> by_length;
    for (const equations::NewValue& result : step.results) {
      if (!is_long(result.variable)) continue;
      by_length[length_of(result.variable)].push_back(result.variable);
      p_.here_.prepare(result.value);
    }
    for (const auto& [length, variables] : by_length) {
      p_.here_.for_each_element(length, [&](const Position& at) {
        std::vector<ValueId> values;
        for (const StateVariable variable : variables)
          values.push_back(held(variable, at, new_value(step, variable, at)));
        for (std::size_t i = 0; i < variables.size(); ++i)
          p_.handlers_.assign(variables[i], at, values[i]);
      });
    }
  }

  void assign(const std::vector<ValueId>& results) {
    std::vector<std::vector<ValueId>> values;
    std::size_t next = 0;
    for (const equations::NewValue& result : plan_.step.results) {
      values.emplace_back();
      if (is_long(result.variable)) continue;
      for (std::int64_t k = 0; k < length_of(result.variable); ++k)
        values.back().push_back(held(result.variable, {.known = k}, results[next++]));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      const StateVariable variable = plan_.step.results[i].variable;
      for (std::size_t k = 0; k < values[i].size(); ++k) {
        if (p_.is_array(variable)) {
          p_.handlers_.assign(variable, {.known = static_cast<std::int64_t>(k)}, values[i][k]);
        } else {
          p_.handlers_.assign(variable, values[i][k]);
        }
      }
    }
    p_.here_.forget_computed();
  }

  Phase& p_;
  const equations::UpdatePlan& plan_;
  std::optional<ValueId> refractory_;
};

}  // namespace

void write_flow(CellPhase& phase, network::PopulationId id, const equations::UpdatePlan& plan) {
  if (plan.tree) {
    write_tree_flow(phase, id, plan);
  } else if (!plan.step.results.empty()) {
    Flow(phase, plan).write();
  }
}

}  // namespace snn::lower
