#pragma once
// Arguments for the accuracy tests, the same on every machine: made from counted bits alone.

#include "runtime/math/real.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace snn::math::inputs {

/// Bits without order, one 64-bit word per index (splitmix64).
[[nodiscard]] constexpr std::uint64_t word(std::uint64_t index) {
  std::uint64_t z = (index + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
  z = (z ^ z >> 27) * 0x94d049bb133111ebU;
  return z ^ z >> 31;
}

/// In [0, 1), every value a multiple of half an epsilon.
template <Real F>
[[nodiscard]] F unit(std::uint64_t index) {
  constexpr int kDigits = Format<F>::kMantissaBits + 1;
  return static_cast<F>(word(index) >> (64 - kDigits)) * power_of_two<F>(-kDigits);
}

/// Even steps from lowest to highest, displaced at random within each step.
template <Real F>
[[nodiscard]] std::vector<F> dense(F lowest, F highest, std::uint64_t n) {
  std::vector<F> values{lowest, highest};
  const F width = (highest - lowest) / static_cast<F>(n);
  for (std::uint64_t i = 0; i < n; ++i) {
    const F x = std::fma(static_cast<F>(i) + unit<F>(i), width, lowest);
    values.push_back(std::clamp(x, lowest, highest));
  }
  return values;
}

/// Floats of any size from smallest to largest (both positive), each binade as often as the next.
template <Real F>
[[nodiscard]] std::vector<F> any_size(F smallest, F largest, std::uint64_t n) {
  std::vector<F> values{smallest, largest};
  const std::uint64_t range = bits_of(largest) - bits_of(smallest) + 1U;
  for (std::uint64_t i = 0; i < n; ++i) {
    const std::uint64_t offset = word(i + 1'000'000) % range;
    values.push_back(std::bit_cast<F>(static_cast<BitsOf<F>>(bits_of(smallest) + offset)));
  }
  return values;
}

template <Real F>
[[nodiscard]] std::vector<F> with_negatives(std::vector<F> values) {
  const std::size_t n = values.size();
  for (std::size_t i = 0; i < n; ++i)
    values.push_back(-values[i]);
  return values;
}

template <Real F>
[[nodiscard]] std::vector<F> joined(std::vector<F> a, const std::vector<F>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Zeros, ones, infinities, NaN, the ends of the normal and subnormal ranges, and neighbours of 1.
template <Real F>
[[nodiscard]] std::vector<F> special() {
  using Limits = std::numeric_limits<F>;
  return with_negatives<F>({F{0}, F{1}, F{2}, F{0.5}, Limits::infinity(), Limits::quiet_NaN(),
                            Limits::max(), Limits::min(), Limits::denorm_min(),
                            std::nextafter(Limits::min(), F{0}), std::nextafter(F{1}, F{0}),
                            std::nextafter(F{1}, F{2}), Limits::epsilon(), Limits::epsilon() / 2});
}

/// Every size a float has, both signs, and the special values.
template <Real F>
[[nodiscard]] std::vector<F> everything(std::uint64_t n) {
  using Limits = std::numeric_limits<F>;
  return joined(with_negatives(any_size(Limits::denorm_min(), Limits::max(), n)), special<F>());
}

}  // namespace snn::math::inputs
