#pragma once
// Carries out update plans, statement by statement, to see what they compute.

#include "checked_model.h"
#include "compiler/equations/plan.h"
#include "compiler/equations/steady.h"
#include "compiler/model/eval.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::tests {

/// One cell of a model, integrated by its plan.
class Cell {
 public:
  Cell(const std::string& text, std::string_view model, std::string_view solver = "",
       double tolerance = 0, equations::Calculus calculus = equations::Calculus::Ito);

  /// What set-up derives for steps of `dt` (ms).
  void set_up(double dt);
  /// All steady states, at t = 0.
  void settle();
  void step();
  void refractory_step();
  /// From here for `duration` (ms) in steps of `dt`.
  void run(double duration, double dt);

  [[nodiscard]] double& operator[](std::string_view name);
  [[nodiscard]] const equations::Plan& plan() const { return plan_; }
  [[nodiscard]] const equations::UpdatePlan& update() const { return update_; }
  [[nodiscard]] const model::Program& program() const { return checked_.program; }
  [[nodiscard]] std::string_view method_of(std::string_view variable) const;
  /// Calls of a function in one step, as they stand in its statements.
  [[nodiscard]] int n_calls(model::Intrinsic function) const;

  /// Draws of N(0, 1), asked for by the name of the noise and the number of the draw.
  std::function<double(const std::string& noise, int nth)> draw;

 private:
  void run_statements(const std::vector<equations::Statement>& statements);
  void run_loop(const equations::Iteration& loop);
  void take(const equations::Step& step);
  void take_results(const std::vector<equations::NewValue>& results);
  [[nodiscard]] double value(model::ExprId expr);
  [[nodiscard]] model::SymbolId symbol_of(std::string_view name) const;

  CheckedModel checked_;
  model::ComponentId component_;
  equations::Algebra algebra_;
  equations::Plan plan_;
  equations::UpdatePlan update_;
  equations::SteadyPlan steady_;
  model::SymbolId step_;
  model::SymbolId time_;
  /// A derivative (`x'`) is kept under a symbol of its own.
  std::map<equations::StateVariable, model::SymbolId> derivatives_;
  model::Bindings bindings_;
};

}  // namespace snn::tests
