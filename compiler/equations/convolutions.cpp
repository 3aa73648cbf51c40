#include "compiler/equations/convolutions.h"

#include "compiler/equations/kernel_horizon.h"
#include "compiler/equations/symbolic/exponential_sum.h"
#include "compiler/model/eval.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace snn::equations {
namespace {

using model::SymbolKind;

/// The parts of a component in which values are asked for.
std::vector<ExprId> roots_of(const model::Program& program, const model::Component& component) {
  std::vector<ExprId> roots;
  const auto add_block = [&](const model::Block& block) {
    model::for_each_stmt(program, block, [&](const model::Stmt& stmt) {
      model::for_each_value(stmt, [&](ExprId value) { roots.push_back(value); });
    });
  };
  for (const model::Variable& variable : component.variables)
    roots.push_back(variable.value);
  for (const model::Equation& equation : component.equations)
    roots.insert(roots.end(), {equation.coefficient, equation.value});
  for (const model::Contribution& contribution : component.contributions)
    roots.push_back(contribution.value);
  for (const model::Injection& injection : component.injections)
    roots.push_back(injection.value);
  for (const model::Transport& delivered : component.delivered)
    roots.push_back(delivered.value);
  for (const model::Handler& handler : component.handlers) {
    roots.push_back(handler.trigger);
    add_block(handler.block);
  }
  if (component.spike) {
    roots.insert(roots.end(), {component.spike->condition, component.spike->refractory});
    add_block(component.spike->reset);
  }
  std::erase_if(roots, [](ExprId id) { return !id.is_valid(); });
  return roots;
}

class Replacement {
 public:
  Replacement(Algebra& algebra, model::ComponentId id, std::vector<KernelProblem>& problems)
      : a_(algebra), id_(id), problems_(problems) {}

  void run() {
    for (const ExprId id : convolutions_in(a_.program(), a_.program().components[id_]))
      replace(id);
  }

 private:
  void replace(ExprId id) {
    const auto convolution = std::get<model::Convolution>(a_.program()[id].kind);
    const auto kernel =
        std::ranges::find(a_.program().kernels, convolution.kernel, &model::KernelDef::symbol);
    if (kernel == a_.program().kernels.end()) return;
    const auto sum = exponential_sum_of(a_, kernel->body, kernel->variable);
    if (!sum) return check_memory(*kernel);
    if (!decays(*sum, kernel->symbol)) return;
    name_ = a_.program()[kernel->symbol].name;
    span_ = a_.program()[id].span;
    ExprId value = a_.literal(0);
    for (const ExponentialTerm& term : *sum) {
      const ExprId response = a_.read(state_of(term, convolution.source));
      value = a_.add(value, a_.multiply(term.coefficient, response));
    }
    // Whoever asks for the convolution asks for this sum.
    const model::ExprKind kind = a_.program()[value].kind;
    a_.program().exprs[id].kind = kind;
  }

  // As far as declared values say.
  bool decays(const ExponentialSum& sum, SymbolId kernel) {
    for (const ExponentialTerm& term : sum) {
      const auto rate = model::evaluate(a_.program(), term.rate, {});
      if (!rate || *rate < 0) continue;
      add_problem(kernel,
                  *rate > 0 ? "grows without end" : "does not decay, so nothing is ever forgotten");
      return false;
    }
    return true;
  }

  // A history is kept instead, if it has an end.
  void check_memory(const model::KernelDef& kernel) {
    const bool is_known =
        model::evaluate(a_.program(), kernel.body, {{kernel.variable, 1.0}}).has_value();
    if (is_known && !horizon_of(a_.program(), kernel, {}, kLongestMemory))
      add_problem(kernel.symbol, "does not decay within 100 s, so nothing is ever forgotten");
  }

  void add_problem(SymbolId kernel, std::string text) {
    const source::SourceSpan span = a_.program()[kernel].span;
    const bool is_known =
        std::ranges::find(problems_, span, &KernelProblem::span) != problems_.end();
    if (!is_known) problems_.push_back({span, a_.program()[kernel].name, std::move(text)});
  }

  using Key = std::tuple<ExprId, ExprId, ExprId, int, Wave>;

  /// The convolution of the term, without its coefficient, with the source.
  SymbolId state_of(const ExponentialTerm& term, ExprId source) {
    return state_of(term.rate, term.frequency, term.power, term.wave,
                    rewrite(a_, source, [](ExprId) { return std::nullopt; }));
  }

  SymbolId state_of(ExprId rate, ExprId frequency, int power, Wave wave, ExprId source) {
    const Key key{source, rate, frequency, power, wave};
    if (const auto known = states_.find(key); known != states_.end()) return known->second;
    const SymbolId state = add_state();
    states_[key] = state;
    ExprId slope = a_.multiply(rate, a_.read(state));
    if (power > 0) {
      const ExprId lower = a_.read(state_of(rate, frequency, power - 1, wave, source));
      slope = a_.add(slope, a_.multiply(a_.literal(power), lower));
    } else if (wave != Wave::Sine) {
      slope = a_.add(slope, source);
    }
    if (wave != Wave::None) {
      const Wave other = wave == Wave::Cosine ? Wave::Sine : Wave::Cosine;
      const ExprId turned =
          a_.multiply(frequency, a_.read(state_of(rate, frequency, power, other, source)));
      slope = wave == Wave::Cosine ? a_.subtract(slope, turned) : a_.add(slope, turned);
    }
    model::Equation equation;
    equation.span = equation.lhs_span = span_;
    equation.variable = state;
    equation.value = slope;
    a_.program().components[id_].equations.push_back(std::move(equation));
    return state;
  }

  SymbolId add_state() {
    model::Program& program = a_.program();
    model::Component& component = program.components[id_];
    model::Symbol symbol;
    symbol.kind = SymbolKind::State;
    symbol.name = fmt::format("{}.{}", name_, states_.size() + 1);
    symbol.span = span_;
    symbol.type = model::Type::real();
    symbol.component = id_;
    symbol.variable = static_cast<std::uint32_t>(component.variables.size());
    symbol.value = a_.literal(0);
    const SymbolId id = program.symbols.push_back(std::move(symbol));
    model::Variable variable;
    variable.symbol = id;
    variable.kind = SymbolKind::State;
    variable.init_kind = model::InitKind::Equals;
    variable.value = a_.literal(0);
    component.variables.push_back(std::move(variable));
    return id;
  }

  Algebra& a_;
  model::ComponentId id_;
  std::vector<KernelProblem>& problems_;
  std::map<Key, SymbolId> states_;
  std::string name_;
  source::SourceSpan span_;
};

}  // namespace

std::vector<ExprId> convolutions_in(const model::Program& program,
                                    const model::Component& component) {
  std::vector<ExprId> found;
  for (const ExprId root : roots_of(program, component)) {
    visit_once(program, root, [&](ExprId id) {
      const bool is_new = std::ranges::find(found, id) == found.end();
      if (is_new && std::holds_alternative<model::Convolution>(program[id].kind))
        found.push_back(id);
    });
  }
  return found;
}

std::vector<KernelProblem> replace_convolutions(model::Program& program) {
  std::vector<KernelProblem> problems;
  if (program.kernels.empty()) return problems;
  Algebra algebra(program);
  for (std::size_t k = 0; k < program.components.size(); ++k)
    Replacement(algebra, model::ComponentId(k), problems).run();
  return problems;
}

}  // namespace snn::equations
