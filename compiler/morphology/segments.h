#pragma once
// Into how many segments a cable is divided.

#include <cstddef>

namespace snn::morphology {

/// Of a cable, in internal units (um, GOhm um, pF/um^2, 1/ms).
struct Membrane {
  double resistivity = 0;
  double capacitance = 0;
};

/// The distance over which a sine of this frequency falls to 1/e where currents are capacitive.
[[nodiscard]] double space_constant(double diameter, const Membrane& membrane, double frequency);

/// n = 2 floor((L/(d_lambda lambda) + 0.9)/2) + 1, as NEURON's `geom_nseg`: odd, so that a node
/// stands in the middle. `n_space_constants`: L/lambda.
[[nodiscard]] double segments_for(double n_space_constants, double d_lambda);

}  // namespace snn::morphology
