#pragma once
// What a method writes its arithmetic with: the system, the plan under way, and right-hand sides at
// any moment of the step.

#include "compiler/equations/arrange.h"
#include "compiler/equations/structure.h"
#include "compiler/equations/update.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace snn::equations {

class ExactSolution;

/// What stands for states and for the time at one moment of a step.
using Moment = std::map<StateVariable, ExprId>;

class Writer {
 public:
  Writer(Algebra& algebra, const OdeSystem& system, const Structure& structure, UpdatePlan& plan,
         Step& step, Names& names);

  [[nodiscard]] Algebra& algebra() const { return a_; }
  [[nodiscard]] const OdeSystem& system() const { return system_; }
  [[nodiscard]] const Structure& structure() const { return structure_; }

  /// The size of the step, and its start.
  [[nodiscard]] ExprId step() { return a_.read(step_symbol_); }
  [[nodiscard]] ExprId time() { return a_.read(time_symbol_); }

  /// `rate * h`; of a rate 1/tau, h/tau.
  [[nodiscard]] ExprId in_time(ExprId rate, ExprId h);

  [[nodiscard]] ExprId state(std::size_t equation);
  [[nodiscard]] std::string name(std::size_t equation) const;
  /// Of a state that is an array; 0 for a number.
  [[nodiscard]] std::int64_t length_of(std::size_t equation) const;
  [[nodiscard]] ExprId drift_at(std::size_t equation, const Moment& moment);
  [[nodiscard]] ExprId at(ExprId expr, const Moment& moment) {
    return substitute(a_, expr, moment);
  }

  /// The moment `delay` after the start, where the block's variables have these values. Of exact
  /// variables that the block reads, the values at `fraction` of the step; no fraction: at its
  /// start. The spike guard is put on.
  [[nodiscard]] Moment moment(const Block& block, const std::vector<ExprId>& values, ExprId delay,
                              double fraction);

  [[nodiscard]] SymbolId fresh(const std::string& name, std::size_t like_equation);
  void derive(Statement statement) { plan_.derive.push_back(std::move(statement)); }
  void add(Statement statement) { step_.statements.push_back(std::move(statement)); }
  void set(std::size_t equation, ExprId value);
  /// What to call an expression if it gets a symbol of its own.
  ExprId named(std::string name, ExprId expr);

  /// The `nth` draw in this step of a noise of the model.
  [[nodiscard]] ExprId draw(SymbolId noise, int nth);

  ExactSolution* exact = nullptr;  // not owned; null while nothing is exact
  ExprId tolerance;                // that the user asks for; none: the method's own

 private:
  Algebra& a_;
  const OdeSystem& system_;
  const Structure& structure_;
  UpdatePlan& plan_;
  Step& step_;
  Names& names_;
  SymbolId step_symbol_;
  SymbolId time_symbol_;
};

}  // namespace snn::equations
