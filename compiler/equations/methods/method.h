#pragma once
// A way to integrate: whether it may serve a block of equations, why or why not, and what a step of
// it costs.

#include "compiler/equations/methods/writer.h"
#include "compiler/equations/structure.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace snn::equations {

/// What a method is asked about: a block, and which equations before it are integrated exactly.
struct Question {
  const model::Program& program;
  const OdeSystem& system;
  const Structure& structure;
  const Block& block;
  const std::set<std::size_t>& exact;
  /// Equations that must not be solved exactly, and why.
  const std::map<std::size_t, std::string>& barred;
  /// The user named the method.
  bool is_asked_for = false;
};

struct Verdict {
  bool applies = false;
  std::string why;
};

/// Calls of each elementary function, and multiply-adds of a propagator, for one cell and one step.
struct Cost {
  std::map<std::string, int, std::less<>> calls;
  int n_multiply_adds = 0;
};

struct Method {
  std::string_view name;     // as `solver = …` names it
  std::string_view summary;  // one line
  /// Looks at right-hand sides inside the step, so other equations must be known there too.
  bool has_stages = false;
  /// Looks at moments that are not known beforehand, where exact solutions are not known either.
  bool joins_exact = false;
  /// Solves the voltages of a tree, and nothing else does.
  bool is_of_trees = false;
  Verdict (*applies)(const Question&);
  Cost (*cost)(const Question&);
  void (*build)(Writer&, const Block&);
};

extern const Method kExactLinear;
extern const Method kExponentialEuler;
extern const Method kRungeKutta4;
extern const Method kHeun;
extern const Method kEuler;
extern const Method kRungeKuttaFehlberg;
extern const Method kBackwardEuler;
extern const Method kRosenbrock;
extern const Method kHines;
extern const Method kCrankNicolson;
extern const Method kEulerMaruyama;
extern const Method kMilstein;

/// Those that are chosen without being asked for, in the order in which they are tried.
[[nodiscard]] std::span<const Method* const> methods_by_preference();
/// What `solver = name` asks for; null when there is no such method.
[[nodiscard]] const Method* find_method(std::string_view name);

/// Elementary functions in the right-hand sides of a block, each shared part counted once.
[[nodiscard]] Cost cost_of_drifts(const Question& question, int n_evaluations);
/// "`V`", "`m`, `h` and `n`"
[[nodiscard]] std::string names_of(const Question& question,
                                   const std::set<std::size_t>& equations);
[[nodiscard]] bool has_noise(const Question& question);
/// One of the states is a voltage of the cell's tree.
[[nodiscard]] bool has_tree_voltage(const OdeSystem& system, const Block& block);
/// One of the states is an array, whose elements would each need a loop of their own.
[[nodiscard]] bool has_array(const Question& question);

}  // namespace snn::equations
