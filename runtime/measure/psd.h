#pragma once
// The power spectral density of a sampled variable, by Welch's method (MEASURES.md).

#include <span>
#include <vector>

namespace snn::measure {

struct Spectrum {
  std::vector<double> frequencies;  // in 1/ms
  std::vector<double> density;      // in the variable's unit squared, times ms
};

/// Empty with fewer than 32 samples.
[[nodiscard]] Spectrum power_spectrum(std::span<const double> samples, double dt);

}  // namespace snn::measure
