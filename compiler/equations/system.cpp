#include "compiler/equations/system.h"

#include "compiler/equations/symbolic/singular.h"
#include "compiler/model/eval.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::equations {
namespace {

using model::SymbolKind;

class SystemBuilder {
 public:
  SystemBuilder(Algebra& algebra, model::ComponentId id, const CellOnTree* cell)
      : a_(algebra), component_(algebra.program().components[id]) {
    system_.component = id;
    if (cell == nullptr) return;
    system_.tree.emplace();
    system_.tree->shape = cell->tree;
    system_.tree->sites = make_sites(algebra.program(), component_, *cell);
    for (const model::Contribution& c : component_.contributions) {
      if (is_current_of_cable(c.target)) at_points_.insert(owner_of_contribution(c));
    }
  }

  OdeSystem build() {
    name_elements();
    sum_contributions();
    for (const model::Equation& equation : component_.equations)
      add_equations(equation);
    if (system_.tree) add_cables();
    system_.guard = spike_guard();
    system_.refusal = refusal();
    return std::move(system_);
  }

 private:
  // An array with equations of single elements is as many states; a list of them takes its place.
  void name_elements() {
    for (const model::Equation& equation : component_.equations) {
      if (equation.subscripts.empty() || lists_.contains(equation.variable)) continue;
      const model::Type type = a_.program()[equation.variable].type;
      std::vector<ExprId> reads;
      for (std::int64_t k = 0; k < type.length; ++k) {
        const SymbolId element = a_.element_of(equation.variable, k);
        system_.elements.push_back({element, equation.variable, k});
        reads.push_back(a_.read(element));
      }
      lists_[equation.variable] = a_.list(type, reads);
    }
  }

  ExprId opened(ExprId root) {
    const ExprId expanded = expand(a_, root);
    if (lists_.empty()) return expanded;
    return rewrite(a_, expanded, [&](ExprId expr) -> std::optional<ExprId> {
      if (const auto* read = std::get_if<model::Read>(&a_.program()[expr].kind)) {
        const auto list = lists_.find(read->symbol);
        return list == lists_.end() ? std::nullopt : std::optional(list->second);
      }
      const auto* element = std::get_if<model::Element>(&a_.program()[expr].kind);
      if (element == nullptr) return std::nullopt;
      const auto* list = std::get_if<model::ArrayValue>(&a_.program()[element->base].kind);
      const auto at = a_.value_of(element->subscripts.front().begin);
      const bool is_known = list != nullptr && at && !element->subscripts.front().end && *at >= 0 &&
                            *at < static_cast<double>(list->elements.size());
      return is_known ? std::optional(list->elements[static_cast<std::size_t>(*at)]) : std::nullopt;
    });
  }

  // The name of the element that an equation is for.
  SymbolId state_of(const model::Equation& equation) {
    if (equation.subscripts.empty()) return equation.variable;
    const auto at = model::evaluate(a_.program(), equation.subscripts.front().begin, {});
    return a_.element_of(equation.variable, static_cast<std::int64_t>(at.value_or(0)));
  }

  // `I` stands for what arrives from outside plus every contribution; contributions may themselves
  // read inputs, so they are put in once more for each round that changes something. The checker
  // has refused circles, so that ends.
  void sum_contributions() {
    std::map<SymbolId, ExprId> sums;
    for (const model::Contribution& c : component_.contributions) {
      if (is_current_of_cable(c.target)) continue;
      const ExprId value = opened(c.value);
      add_to(sums, c.target, c.is_subtracted ? a_.negate(value) : value);
    }
    for (std::size_t k = 0; k < component_.couplings.size(); ++k) {
      if (!is_link(k)) add_coupling(sums, component_.couplings[k]);
    }
    for (auto& [input, sum] : sums)
      sum = a_.add(a_.read(input), sum);
    inputs_ = sums;
    for (std::size_t round = 0; round < sums.size(); ++round) {
      for (auto& [input, sum] : inputs_) {
        std::map<SymbolId, ExprId> others = sums;
        others.erase(input);
        sum = substitute(a_, sum, others);
      }
    }
  }

  // ---- cables
  // ------------------------------------------------------------------------------------

  bool is_current_of_cable(SymbolId input) const {
    return system_.tree && std::ranges::any_of(system_.tree->shape.parts, [&](const auto& part) {
             return part.kind == morphology::PartKind::Cable && part.current == input;
           });
  }

  bool is_link(std::size_t coupling) const {
    return system_.tree && std::ranges::find(system_.tree->shape.couplings, coupling) !=
                               system_.tree->shape.couplings.end();
  }

  /// The mechanism on a cable that a contribution comes from: the one whose variables it reads.
  std::string owner_of_contribution(const model::Contribution& contribution) {
    for (const SymbolId symbol : symbols_in(a_.program(), expand(a_, contribution.value))) {
      const auto part = cable_of(a_.program(), system_.tree->shape, symbol);
      if (!part) continue;
      const std::string& cable = system_.tree->shape.parts[*part].name;
      std::string owner = owner_of(cable, a_.program()[symbol].name);
      if (owner != cable) return owner;
    }
    return "";
  }

  /// A variable of a point process, which is there only where something connects.
  bool is_at_points(SymbolId variable) const {
    const auto part = cable_of(a_.program(), system_.tree->shape, variable);
    return part && at_points_.contains(owner_of(system_.tree->shape.parts[*part].name,
                                                a_.program()[variable].name));
  }

  /// An expression of the component as it reads at a site.
  ExprId at_site(const Site& site, ExprId expr) {
    std::map<StateVariable, ExprId> values;
    const morphology::Part& part = system_.tree->shape.parts[site.place.part];
    values[{part.voltage}] = a_.read(site.voltage);
    for (const auto& [original, own] : site.own) {
      for (int k = 0; k < kHighestOrder; ++k)
        values[{original, k}] = a_.derivative_read(own, k);
    }
    return substitute(a_, expr, values);
  }

  void add_equations(const model::Equation& equation) {
    if (!system_.tree || !is_at_points(equation.variable)) {
      add_equation(equation);
      return;
    }
    for (const Site& site : system_.tree->sites) {
      const auto own = site.own.find(equation.variable);
      if (own == site.own.end()) continue;
      model::Equation here = equation;
      here.variable = own->second;
      here.value = at_site(site, expand(a_, equation.value));
      if (here.coefficient) here.coefficient = at_site(site, expand(a_, equation.coefficient));
      add_equation(here);
    }
  }

  // C_m dV/dt = J, without what flows along the cable.
  void add_cables() {
    TreeSystem& tree = *system_.tree;
    for (std::size_t k = 0; k < tree.shape.parts.size(); ++k) {
      const morphology::Part& part = tree.shape.parts[k];
      if (part.kind != morphology::PartKind::Cable) continue;
      model::Equation equation;
      equation.variable = part.voltage;
      equation.coefficient = part.capacitance;
      const auto sum = inputs_.find(part.density);
      equation.value = a_.literal(0);
      if (sum != inputs_.end())
        equation.value =
            substitute(a_, sum->second, std::map<SymbolId, ExprId>{{part.density, a_.literal(0)}});
      add_equation(equation);
      for (const model::Variable& variable : component_.variables) {
        const bool is_here =
            variable.kind == SymbolKind::State &&
            cable_of(a_.program(), tree.shape, variable.symbol) == std::optional(k) &&
            !is_at_points(variable.symbol);
        if (is_here) tree.segmented[variable.symbol] = k;
      }
    }
    for (Site& site : tree.sites)
      site.current = current_at(site);
  }

  ExprId current_at(const Site& site) {
    const morphology::Part& part = system_.tree->shape.parts[site.place.part];
    if (const auto own = site.own.find(part.current); own != site.own.end())
      return a_.read(own->second);
    ExprId sum = a_.literal(0);
    for (const model::Contribution& c : component_.contributions) {
      if (c.target != part.current || owner_of_contribution(c) != site.place.owner) continue;
      const ExprId value = at_site(site, substitute(a_, expand(a_, c.value), inputs_));
      sum = c.is_subtracted ? a_.subtract(sum, value) : a_.add(sum, value);
    }
    return sum;
  }

  // What the segments of a cable cannot have.
  std::string cable_refusal() const {
    const auto is_in_cable = [&](SymbolId symbol) {
      return symbol && cable_of(a_.program(), system_.tree->shape, symbol).has_value();
    };
    for (const model::Variable& variable : component_.variables) {
      if (!is_in_cable(variable.symbol) || is_at_points(variable.symbol)) continue;
      const std::string& name = a_.program()[variable.symbol].name;
      if (variable.kind == SymbolKind::Noise)
        return fmt::format("`{}` is noise in every segment of a cable", name);
      if (variable.kind == SymbolKind::Input && variable.is_spike)
        return fmt::format(
            "`{}` is a port in every segment of a cable; let its mechanism act on "
            "`I: pA`, at a point",
            name);
    }
    for (const model::Handler& handler : component_.handlers) {
      bool is_found = is_in_cable(handler.event);
      model::for_each_stmt(a_.program(), handler.block, [&](const model::Stmt& stmt) {
        const auto* assign = std::get_if<model::Assign>(&stmt.kind);
        is_found = is_found || (assign != nullptr && is_in_cable(assign->target));
      });
      if (is_found) return "a mechanism on a cable has a handler; write an equation with its train";
    }
    return "";
  }

  static constexpr int kHighestOrder = 4;

  void add_to(std::map<SymbolId, ExprId>& sums, SymbolId input, ExprId value) {
    const auto [place, is_new] = sums.emplace(input, value);
    if (!is_new) place->second = a_.add(place->second, value);
  }

  // first.I += g*(second.V - first.V), and the reverse.
  void add_coupling(std::map<SymbolId, ExprId>& sums, const model::Coupling& coupling) {
    const ExprId g = expand(a_, coupling.conductance);
    const std::pair sides{std::pair{coupling.first, coupling.second},
                          std::pair{coupling.second, coupling.first}};
    for (const auto& [here, there] : {sides.first, sides.second}) {
      const SymbolId current = member(here, "I");
      const SymbolId voltage = member(here, "V");
      const SymbolId other = member(there, "V");
      if (!current || !voltage || !other) continue;
      add_to(sums, current, a_.multiply(g, a_.subtract(a_.read(other), a_.read(voltage))));
    }
  }

  SymbolId member(SymbolId part, std::string_view name) const {
    const auto& names = a_.program()[a_.program()[part].members].names;
    const auto found = names.find(name);
    return found == names.end() ? SymbolId() : found->second;
  }

  void add_equation(const model::Equation& equation) {
    // x'' = f becomes  d x/dt = x',  d x'/dt = f.
    for (int k = 0; k + 1 < equation.order; ++k) {
      OdeEquation lower;
      lower.variable = {equation.variable, k};
      lower.drift = a_.derivative_read(equation.variable, k + 1);
      system_.equations.push_back(std::move(lower));
    }
    OdeEquation result;
    result.variable = {state_of(equation), equation.order - 1};
    ExprId value = substitute(a_, opened(equation.value), inputs_);
    if (equation.coefficient) value = a_.divide(value, opened(equation.coefficient));
    result.drift = fill_singular_points(a_, take_out_impulses(value, result));
    system_.equations.push_back(std::move(result));
  }

  // The checker has seen to it that trains and noise enter linearly: their factors are slopes.
  ExprId take_out_impulses(ExprId value, OdeEquation& equation) {
    std::map<SymbolId, ExprId> silent;
    for (const SymbolId symbol : symbols_in(a_.program(), value)) {
      const model::Type& type = a_.program()[symbol].type;
      if (!type.has_train && !type.has_noise) continue;
      const auto factor = differentiate(a_, value, {symbol});
      if (!factor) continue;
      (type.has_train ? equation.jumps : equation.diffusions).push_back({symbol, *factor});
      silent[symbol] = a_.literal(0);
    }
    return silent.empty() ? value : substitute(a_, value, silent);
  }

  std::string refusal() const {
    if (!component_.cables.empty() && !system_.tree) return "its cables are not divided";
    if (system_.tree) {
      if (const std::string why = cable_refusal(); !why.empty()) return why;
    }
    for (const model::Equation& equation : component_.equations) {
      const bool is_element = !equation.subscripts.empty();
      const bool is_named =
          !is_element ||
          model::evaluate(a_.program(), equation.subscripts.front().begin, {}).has_value();
      if (is_named && !(is_element && equation.order > 1) &&
          (is_element || !lists_.contains(equation.variable)))
        continue;
      return fmt::format(
          "the equations of single elements of `{}` need plain numbers as subscripts "
          "and first derivatives, and none for the whole array beside them",
          a_.program()[equation.variable].name);
    }
    return "";
  }

  // `spike when X >= e` or `X > e`, either way round, where the reset assigns X.
  std::optional<SpikeGuard> spike_guard() const {
    if (!component_.spike || component_.spike->is_rate || !component_.spike->has_reset) return {};
    const ExprId condition = expand(a_, component_.spike->condition);
    const auto* compared = std::get_if<model::Binary>(&a_.program()[condition].kind);
    if (compared == nullptr) return {};
    ExprId high;
    ExprId low;
    if (compared->op == model::BinaryOp::Ge || compared->op == model::BinaryOp::Gt) {
      high = compared->lhs;
      low = compared->rhs;
    } else if (compared->op == model::BinaryOp::Le || compared->op == model::BinaryOp::Lt) {
      high = compared->rhs;
      low = compared->lhs;
    } else {
      return {};
    }
    const auto* read = std::get_if<model::Read>(&a_.program()[high].kind);
    if (read == nullptr || !system_.index_of({read->symbol, read->derivative})) return {};
    const SymbolId state = read->symbol;
    if (read->derivative != 0 || !reset_assigns(state)) return {};
    return SpikeGuard{{state}, substitute(a_, low, inputs_)};
  }

  bool reset_assigns(SymbolId state) const {
    bool found = false;
    model::for_each_stmt(a_.program(), component_.spike->reset, [&](const model::Stmt& stmt) {
      const auto* assign = std::get_if<model::Assign>(&stmt.kind);
      found = found || (assign != nullptr && assign->target == state);
    });
    return found;
  }

  Algebra& a_;
  const model::Component& component_;
  OdeSystem system_;
  std::map<SymbolId, ExprId> inputs_;
  std::set<std::string> at_points_;   // mechanisms on a cable that act at a point
  std::map<SymbolId, ExprId> lists_;  // by array: its elements' names
};

// dx = f dt + b o dW is dx = (f + 1/2 sum over j of b_j db/dx_j) dt + b dW, for each noise.
void add_stratonovich_drift(Algebra& a, OdeSystem& system) {
  std::vector<ExprId> drifts;
  for (const OdeEquation& equation : system.equations) {
    ExprId drift = equation.drift;
    for (const ImpulseTerm& term : equation.diffusions) {
      for (const OdeEquation& other : system.equations) {
        const auto same = std::ranges::find(other.diffusions, term.source, &ImpulseTerm::source);
        if (same == other.diffusions.end()) continue;
        const auto slope = differentiate(a, term.factor, other.variable);
        if (!slope) continue;
        drift = a.add(drift, a.multiply(a.literal(0.5), a.multiply(same->factor, *slope)));
      }
    }
    drifts.push_back(drift);
  }
  for (std::size_t i = 0; i < drifts.size(); ++i)
    system.equations[i].drift = drifts[i];
}

}  // namespace

std::optional<std::size_t> OdeSystem::index_of(StateVariable variable) const {
  const auto found = std::ranges::find(equations, variable, &OdeEquation::variable);
  if (found == equations.end()) return std::nullopt;
  return static_cast<std::size_t>(found - equations.begin());
}

OdeSystem system_of(Algebra& algebra, model::ComponentId component, Calculus calculus,
                    const CellOnTree* cell) {
  OdeSystem system = SystemBuilder(algebra, component, cell).build();
  if (calculus == Calculus::Stratonovich) add_stratonovich_drift(algebra, system);
  return system;
}

OdeSystem without(const OdeSystem& system, const std::set<SymbolId>& held) {
  OdeSystem rest = system;
  std::erase_if(rest.equations, [&](const OdeEquation& equation) {
    return held.contains(equation.variable.symbol);
  });
  if (rest.guard && held.contains(rest.guard->variable.symbol)) rest.guard.reset();
  return rest;
}

std::string name_of(const model::Program& program, StateVariable variable) {
  return program[variable.symbol].name +
         std::string(static_cast<std::size_t>(variable.derivative), '\'');
}

}  // namespace snn::equations
