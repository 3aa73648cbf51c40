#include "runtime/measure/psd.h"

#include <bit>
#include <cmath>
#include <complex>
#include <cstddef>
#include <numbers>
#include <utility>

namespace snn::measure {

namespace {

using Complex = std::complex<double>;

constexpr std::size_t kFewestSamples = 32;

// Cooley & Tukey, radix 2, in place; the size is a power of two.
void transform(std::vector<Complex>& x) {
  const std::size_t n = x.size();
  for (std::size_t i = 1, j = 0; i < n; ++i) {
    std::size_t bit = n / 2;
    for (; (j & bit) != 0; bit /= 2)
      j ^= bit;
    j ^= bit;
    if (i < j) std::swap(x[i], x[j]);
  }
  for (std::size_t half = 1; half < n; half *= 2) {
    for (std::size_t k = 0; k < half; ++k) {
      const double angle = -std::numbers::pi * static_cast<double>(k) / static_cast<double>(half);
      const Complex turn(std::cos(angle), std::sin(angle));
      for (std::size_t begin = k; begin < n; begin += 2 * half) {
        const Complex right = turn * x[begin + half];
        x[begin + half] = x[begin] - right;
        x[begin] += right;
      }
    }
  }
}

std::vector<double> hann(std::size_t n) {
  std::vector<double> window(n);
  for (std::size_t k = 0; k < n; ++k) {
    const double s = std::sin(std::numbers::pi * static_cast<double>(k) / static_cast<double>(n));
    window[k] = s * s;
  }
  return window;
}

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

Spectrum power_spectrum(std::span<const double> samples, double dt) {
  if (samples.size() < kFewestSamples) return {};
  const std::size_t length = std::bit_floor(samples.size() / 4);
  const std::vector<double> window = hann(length);
  double power_of_window = 0;
  for (const double w : window)
    power_of_window += w * w;

  Spectrum spectrum;
  spectrum.density.assign(length / 2, 0);
  double n_segments = 0;
  std::vector<Complex> x(length);
  for (std::size_t begin = 0; begin + length <= samples.size(); begin += length / 2) {
    const std::span<const double> segment = samples.subspan(begin, length);
    const double mean = mean_of(segment);
    for (std::size_t k = 0; k < length; ++k)
      x[k] = window[k] * (segment[k] - mean);
    transform(x);
    for (std::size_t f = 1; f <= length / 2; ++f) {
      const double sides = f == length / 2 ? 1 : 2;
      spectrum.density[f - 1] += sides * dt * std::norm(x[f]) / power_of_window;
    }
    ++n_segments;
  }
  for (std::size_t f = 1; f <= length / 2; ++f) {
    spectrum.frequencies.push_back(static_cast<double>(f) / (static_cast<double>(length) * dt));
    spectrum.density[f - 1] /= n_segments;
  }
  return spectrum;
}

}  // namespace snn::measure
