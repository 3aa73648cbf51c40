#include "compiler/morphology/segments.h"

#include <cmath>
#include <numbers>

namespace snn::morphology {

double space_constant(double diameter, const Membrane& membrane, double frequency) {
  constexpr double kHalf = 0.5;
  return kHalf * std::sqrt(diameter / (std::numbers::pi * frequency * membrane.resistivity *
                                       membrane.capacitance));
}

double segments_for(double n_space_constants, double d_lambda) {
  constexpr double kRound = 0.9;
  return 2 * std::floor((n_space_constants / d_lambda + kRound) / 2) + 1;
}

}  // namespace snn::morphology
