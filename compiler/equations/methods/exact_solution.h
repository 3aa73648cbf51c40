#pragma once
// The exact equations of a system, solved: their values at the end of a step and inside it.

#include "compiler/equations/methods/writer.h"

#include <map>
#include <utility>
#include <vector>

namespace snn::equations {

class ExactSolution {
 public:
  /// `equations` are linear with constant coefficients and read no others of the system.
  ExactSolution(Writer& writer, Block equations);

  [[nodiscard]] bool has(std::size_t equation) const;
  /// After this fraction of the step. Noise grows evenly through the step, as far as a value inside
  /// it is asked for: its mean there, given where it ends.
  [[nodiscard]] ExprId value(std::size_t equation, double fraction);

 private:
  /// Equations that need nothing of each other are solved apart.
  struct Part {
    Block equations;
    Block solved;  // those of them whose values are taken from here
    std::map<double, std::map<std::size_t, ExprId>> values;  // by fraction
  };

  std::map<std::size_t, ExprId> propagate(const Part& part, double fraction);
  /// Entries of P and Q, in x(t + h) = P x + Q b; structural zeros are left out.
  struct Propagator {
    std::map<std::pair<std::size_t, std::size_t>, ExprId> of_state;
    std::map<std::pair<std::size_t, std::size_t>, ExprId> of_rest;
  };
  Propagator propagator(const Part& part, double fraction);
  Propagator single(std::size_t equation, ExprId h, const std::string& suffix);
  Propagator joint(const Part& part, ExprId h, const std::string& suffix);
  ExprId slope(std::size_t equation, std::size_t by) const;
  ExprId rest(std::size_t equation) const;

  Writer& writer_;
  Block equations_;
  std::vector<Part> parts_;
  std::map<std::size_t, ExprId> noise_;
};

}  // namespace snn::equations
