#include "plan_runner.h"

#include "compiler/model/eval.h"
#include "compiler/support/match.h"
#include "runtime/math/expm.h"
#include "runtime/math/solve.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace snn::tests {

using equations::Carried;
using equations::Iteration;
using equations::Let;
using equations::LinearSolve;
using equations::MatrixExponential;
using equations::NewValue;
using equations::Statement;

namespace {

equations::Options options_of(equations::Algebra& algebra, std::string_view solver,
                              double tolerance, equations::Calculus calculus) {
  equations::Options options;
  options.calculus = calculus;
  if (!solver.empty()) {
    options.solver = equations::find_method(solver);
    REQUIRE(options.solver != nullptr);
  }
  if (tolerance > 0) options.tolerance = algebra.literal(tolerance);
  return options;
}

model::SymbolId built_in(const model::Program& program, model::SymbolKind kind) {
  for (std::size_t i = 0; i < program.symbols.size(); ++i) {
    if (program[model::SymbolId(i)].kind == kind) return model::SymbolId(i);
  }
  FAIL("no such symbol");
  return {};
}

// Every expression of a list of statements, changed in place.
void change_all(std::vector<Statement>& statements,
                const std::function<model::ExprId(model::ExprId)>& change) {
  const auto change_list = [&](std::vector<model::ExprId>& list) {
    for (model::ExprId& expr : list)
      expr = change(expr);
  };
  for (Statement& statement : statements) {
    match(
        statement.kind, [&](Let& s) { s.value = change(s.value); },
        [&](MatrixExponential& s) { change_list(s.matrix); },
        [&](LinearSolve& s) {
          change_list(s.matrix);
          change_list(s.rhs);
        },
        [&](Iteration& s) {
          for (Carried& carried : s.carried) {
            carried.start = change(carried.start);
            carried.next = change(carried.next);
          }
          change_all(s.body, change);
          s.keeps_going = change(s.keeps_going);
        },
        [&](equations::TreeSolve& s) {
          s.for_each_expr([&](model::ExprId& expr) { expr = change(expr); });
        });
  }
}

}  // namespace

Cell::Cell(const std::string& text, std::string_view model, std::string_view solver,
           double tolerance, equations::Calculus calculus)
    : checked_(text),
      component_(checked_.component(model)),
      algebra_(checked_.program),
      plan_(
          equations::plan(algebra_, component_, options_of(algebra_, solver, tolerance, calculus))),
      update_(equations::update_of(algebra_, plan_)),
      step_(built_in(checked_.program, model::SymbolKind::Step)),
      time_(built_in(checked_.program, model::SymbolKind::Time)) {
  if (auto steady = equations::steady_of(algebra_, component_)) steady_ = std::move(*steady);
  std::map<equations::StateVariable, model::ExprId> shadows;
  for (const equations::OdeEquation& equation : plan_.system.equations) {
    if (equation.variable.derivative == 0) continue;
    const model::SymbolId shadow = algebra_.make_local("shadow", model::Type::real());
    derivatives_[equation.variable] = shadow;
    shadows[equation.variable] = algebra_.read(shadow);
  }
  const auto change = [&](model::ExprId expr) {
    return equations::substitute(algebra_, expr, shadows);
  };
  change_all(update_.step.statements, change);
  for (NewValue& result : update_.step.results)
    result.value = change(result.value);
  bindings_[time_] = 0.0;
  const std::vector<model::Variable> variables = program().components[component_].variables;
  for (const model::Variable& variable : variables) {
    if (variable.kind != model::SymbolKind::State) continue;
    if (variable.value.is_valid())
      bindings_[variable.symbol] = model::evaluate(program(), variable.value, {});
    for (std::size_t k = 0; k < variable.derivative_starts.size(); ++k) {
      const auto order = static_cast<int>(k) + 1;
      const auto shadow = derivatives_.find({variable.symbol, order});
      if (shadow != derivatives_.end())
        bindings_[shadow->second] = model::evaluate(program(), variable.derivative_starts[k], {});
    }
  }
}

double Cell::value(model::ExprId expr) {
  const auto found = model::evaluate(program(), expr, bindings_);
  REQUIRE(found.has_value());
  return *found;
}

void Cell::set_up(double dt) {
  bindings_[step_] = dt;
  run_statements(update_.derive);
}

void Cell::settle() {
  run_statements(steady_.statements);
  take_results(steady_.results);
}

void Cell::run(double duration, double dt) {
  set_up(dt);
  const auto n_steps = std::lround(duration / dt);
  for (long i = 0; i < n_steps; ++i)
    step();
}

void Cell::step() {
  take(update_.step);
}

void Cell::refractory_step() {
  REQUIRE(update_.refractory.has_value());
  take(*update_.refractory);
}

void Cell::take(const equations::Step& step) {
  if (draw) {
    std::set<model::SymbolId> noises;
    for (const equations::OdeEquation& equation : plan_.system.equations) {
      for (const equations::ImpulseTerm& term : equation.diffusions)
        noises.insert(term.source);
    }
    for (const model::SymbolId noise : noises)
      bindings_[noise] = draw(program()[noise].name, 0);
    for (const equations::ExtraDraw& extra : update_.extra_draws)
      bindings_[extra.symbol] = draw(program()[extra.noise].name, extra.nth);
  }
  run_statements(step.statements);
  take_results(step.results);
  *bindings_[time_] += *bindings_[step_];
}

void Cell::take_results(const std::vector<NewValue>& results) {
  std::vector<std::pair<model::SymbolId, double>> next;
  for (const NewValue& result : results) {
    const auto shadow = derivatives_.find(result.variable);
    next.emplace_back(shadow == derivatives_.end() ? result.variable.symbol : shadow->second,
                      value(result.value));
  }
  for (const auto& [symbol, found] : next)
    bindings_[symbol] = found;
}

void Cell::run_statements(const std::vector<Statement>& statements) {
  for (const Statement& statement : statements) {
    match(
        statement.kind, [&](const Let& s) { bindings_[s.symbol] = value(s.value); },
        [&](const MatrixExponential& s) {
          std::vector<double> matrix;
          for (const model::ExprId entry : s.matrix)
            matrix.push_back(value(entry));
          const std::vector<double> result = math::expm(matrix, s.n);
          for (std::size_t i = 0; i < result.size(); ++i)
            bindings_[s.results[i]] = result[i];
        },
        [&](const LinearSolve& s) {
          std::vector<double> matrix;
          std::vector<double> rhs;
          for (const model::ExprId entry : s.matrix)
            matrix.push_back(value(entry));
          for (const model::ExprId entry : s.rhs)
            rhs.push_back(value(entry));
          REQUIRE(math::solve(std::span<double>(matrix), std::span<double>(rhs), s.n));
          for (std::size_t i = 0; i < rhs.size(); ++i)
            bindings_[s.results[i]] = rhs[i];
        },
        [&](const Iteration& s) { run_loop(s); },
        [](const equations::TreeSolve&) { FAIL("this runner knows no trees"); });
  }
}

void Cell::run_loop(const Iteration& loop) {
  for (const Carried& carried : loop.carried)
    bindings_[carried.symbol] = value(carried.start);
  for (int turn = 0; turn < loop.n_turns; ++turn) {
    run_statements(loop.body);
    const bool keeps_going = value(loop.keeps_going) != 0;
    std::vector<double> next;
    for (const Carried& carried : loop.carried)
      next.push_back(value(carried.next));
    for (std::size_t i = 0; i < next.size(); ++i)
      bindings_[loop.carried[i].symbol] = next[i];
    if (!keeps_going) return;
  }
  FAIL(loop.failure);
}

double& Cell::operator[](std::string_view name) {
  auto& place = bindings_[symbol_of(name)];
  if (!place) place = 0.0;
  return *place;
}

model::SymbolId Cell::symbol_of(std::string_view name) const {
  for (const auto& [variable, shadow] : derivatives_) {
    if (name_of(program(), variable) == name) return shadow;
  }
  for (const model::Variable& variable : program().components[component_].variables) {
    if (program()[variable.symbol].name == name) return variable.symbol;
  }
  FAIL("no such variable");
  return {};
}

std::string_view Cell::method_of(std::string_view variable) const {
  for (const equations::Choice& choice : plan_.choices) {
    for (const std::size_t i : choice.equations) {
      if (name_of(program(), plan_.system.equations[i].variable) == variable)
        return choice.method->name;
    }
  }
  FAIL("no equation for the variable");
  return "";
}

int Cell::n_calls(model::Intrinsic function) const {
  int n = 0;
  std::set<model::ExprId> counted;
  const auto count = [&](model::ExprId root) {
    equations::visit_once(program(), root, [&](model::ExprId id) {
      const auto* call = std::get_if<model::IntrinsicCall>(&program()[id].kind);
      if (counted.insert(id).second && call != nullptr && call->intrinsic == function) ++n;
    });
  };
  for (const Statement& statement : update_.step.statements) {
    if (const auto* let = std::get_if<Let>(&statement.kind)) count(let->value);
  }
  for (const NewValue& result : update_.step.results)
    count(result.value);
  return n;
}

}  // namespace snn::tests
