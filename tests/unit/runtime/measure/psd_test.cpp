// The spectrum against closed forms: a sine, white noise, Parseval.

#include "runtime/measure/psd.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace snn::measure {
namespace {

double integral(const Spectrum& spectrum) {
  double sum = 0;
  for (const double density : spectrum.density)
    sum += density;
  return sum * (spectrum.frequencies[1] - spectrum.frequencies[0]);
}

TEST_CASE("psd: a sine has its power, A^2/2, at its frequency") {
  constexpr double kDt = 0.5;
  constexpr double kFrequency = 0.125;  // 125 Hz: in the middle of a bin
  std::vector<double> samples;
  for (int k = 0; k < 4096; ++k)
    samples.push_back(10 + 3 * std::sin(2 * std::numbers::pi * kFrequency * kDt * k));
  const Spectrum spectrum = power_spectrum(samples, kDt);
  REQUIRE(spectrum.density.size() == 512);
  const auto peak = std::max_element(spectrum.density.begin(), spectrum.density.end());
  CHECK(spectrum.frequencies[static_cast<std::size_t>(peak - spectrum.density.begin())] ==
        kFrequency);
  CHECK(integral(spectrum) == doctest::Approx(4.5).epsilon(1e-9));
  CHECK(spectrum.frequencies.back() == 1 / (2 * kDt));
}

TEST_CASE("psd: white noise is flat at 2 s^2 dt") {
  constexpr double kDt = 0.1;
  std::vector<double> samples;
  for (std::uint32_t k = 0; k < 65536; ++k) {
    // A counter, mixed (the finaliser of a hash): uniform, variance
    // 1/12, and no memory that a spectrum of this length could see.
    std::uint32_t word = k * 2654435761U;
    word ^= word >> 15U;
    word *= 2246822519U;
    word ^= word >> 13U;
    word *= 3266489917U;
    word ^= word >> 16U;
    samples.push_back(word / 4294967296.0);
  }
  const Spectrum spectrum = power_spectrum(samples, kDt);
  CHECK(integral(spectrum) == doctest::Approx(1.0 / 12).epsilon(0.02));
  // Seven segments of half overlap: each density has a relative error of about 0.4; the mean of
  // 1024 neighbours one of about 0.015.
  const std::size_t quarter = spectrum.density.size() / 4;
  for (std::size_t part = 0; part < 4; ++part) {
    double mean = 0;
    for (std::size_t k = 0; k < quarter; ++k)
      mean += spectrum.density[part * quarter + k];
    CHECK(mean / static_cast<double>(quarter) == doctest::Approx(2 * kDt / 12).epsilon(0.06));
  }
}

TEST_CASE("psd: too few samples have none") {
  CHECK(power_spectrum(std::vector<double>(31, 1.0), 0.1).density.empty());
  CHECK(power_spectrum(std::vector<double>(32, 1.0), 0.1).density.size() == 4);
}

}  // namespace
}  // namespace snn::measure
