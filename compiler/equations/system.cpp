#include "compiler/equations/system.h"

#include <algorithm>
#include <utility>

namespace snn::equations {
namespace {

using model::SymbolKind;

class SystemBuilder {
 public:
  SystemBuilder(Algebra& algebra, model::ComponentId id)
      : a_(algebra), component_(algebra.program().components[id]) {
    system_.component = id;
  }

  OdeSystem build() {
    sum_contributions();
    for (const model::Equation& equation : component_.equations)
      add_equation(equation);
    return std::move(system_);
  }

 private:
  // `I` stands for what arrives from outside plus every contribution; contributions may themselves
  // read inputs, so they are put in once more for each round that changes something. The checker
  // has refused circles, so that ends.
  void sum_contributions() {
    std::map<SymbolId, ExprId> sums;
    for (const model::Contribution& c : component_.contributions) {
      const ExprId value = expand(a_, c.value);
      add_to(sums, c.target, c.is_subtracted ? a_.negate(value) : value);
    }
    for (const model::Coupling& coupling : component_.couplings)
      add_coupling(sums, coupling);
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
    result.variable = {equation.variable, equation.order - 1};
    ExprId value = substitute(a_, expand(a_, equation.value), inputs_);
    if (equation.coefficient) value = a_.divide(value, expand(a_, equation.coefficient));
    result.drift = take_out_impulses(value, result);
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

  Algebra& a_;
  const model::Component& component_;
  OdeSystem system_;
  std::map<SymbolId, ExprId> inputs_;
};

}  // namespace

std::optional<std::size_t> OdeSystem::index_of(StateVariable variable) const {
  const auto found = std::ranges::find(equations, variable, &OdeEquation::variable);
  if (found == equations.end()) return std::nullopt;
  return static_cast<std::size_t>(found - equations.begin());
}

OdeSystem system_of(Algebra& algebra, model::ComponentId component) {
  return SystemBuilder(algebra, component).build();
}

std::string name_of(const model::Program& program, StateVariable variable) {
  return program[variable.symbol].name +
         std::string(static_cast<std::size_t>(variable.derivative), '\'');
}

}  // namespace snn::equations
