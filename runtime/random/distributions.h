#pragma once
// Distributions over random words. Each is a function of the words it takes, in a fixed order of
// operations on our own functions, so the same words give the same bits on every target.

#include "runtime/random/philox.h"

#include <concepts>
#include <cstdint>

namespace snn::random {

/// Gives random words, one a call.
template <class W>
concept WordSource = requires(W words) {
  { words() } -> std::same_as<Word>;
};

/// In (0, 1), both ends excluded: the middles of 2^32 equal intervals.
[[nodiscard]] constexpr double unit_of(Word word) {
  return (word + 0.5) * 0x1p-32;
}
/// In (0, 1), both ends excluded: the middles of 2^52 equal intervals. (With 2^53, the last middle
/// would round to 1.)
[[nodiscard]] constexpr double unit_of(Word high, Word low) {
  const std::uint64_t joined = (std::uint64_t{high} << 20U) | (low >> 12U);
  return (static_cast<double>(joined) + 0.5) * 0x1p-52;
}

/// The standard normal quantile of p in (0, 1): Wichura's AS 241 (Applied Statistics 37, 1988),
/// good to about 1e-16.
[[nodiscard]] double normal_quantile(double p);
/// A standard normal from one word; it reaches 6.3 standard deviations.
[[nodiscard]] inline double normal_of(Word word) {
  return normal_quantile(unit_of(word));
}

/// The count whose distribution function first reaches p: exact inversion, for means up to
/// kLargestInverted; the search takes about `mean` steps.
inline constexpr double kLargestInverted = 12;
/// Far beyond any count that 52 bits of p can ask for; the end of rounding, not of the search.
inline constexpr int kMostInverted = 200;
[[nodiscard]] std::uint64_t poisson_quantile(double p, double mean);
/// The same for n trials of probability q <= 1/2 with n*q up to kLargestInverted.
[[nodiscard]] std::uint64_t binomial_quantile(double p, std::uint64_t n, double q);

namespace detail {

/// One attempt of Hoermann's transformed rejection; negative when it is rejected.
[[nodiscard]] double poisson_attempt(double u, double v, double mean);
[[nodiscard]] double binomial_attempt(double u, double v, double n, double q);
/// One attempt of Marsaglia and Tsang's squeeze for shapes of at least 1; negative when rejected.
[[nodiscard]] double gamma_attempt(double normal, double u, double shape);
/// u^(1/shape)
[[nodiscard]] double root_of(double u, double shape);
/// -log(u)
[[nodiscard]] double exponential_of(double u);
[[nodiscard]] double lognormal_of(double deviate, double mean, double sd);

}  // namespace detail

template <WordSource W>
[[nodiscard]] double uniform(W& words, double low, double high) {
  const Word first = words();
  const Word second = words();
  return low + (high - low) * unit_of(first, second);
}

template <WordSource W>
[[nodiscard]] double normal(W& words, double mean, double sd) {
  const Word first = words();
  const Word second = words();
  return mean + sd * normal_quantile(unit_of(first, second));
}

template <WordSource W>
[[nodiscard]] double exponential(W& words, double mean) {
  const Word first = words();
  const Word second = words();
  return mean * detail::exponential_of(unit_of(first, second));
}

template <WordSource W>
[[nodiscard]] bool bernoulli(W& words, double p) {
  return unit_of(words()) < p;
}

/// An index below n, by the high half of a product (Lemire 2019, without rejection: the bias is
/// below n/2^64).
template <WordSource W>
[[nodiscard]] std::uint32_t index_below(W& words, std::uint32_t n) {
  const std::uint64_t high = words();
  const std::uint64_t low = words();
  return static_cast<std::uint32_t>((high * n + (low * n >> 32U)) >> 32U);
}

/// Counts are held in a double on the way, so means end where its whole numbers do.
inline constexpr double kLargestMean = 0x1p50;

/// Hoermann 1993 above kLargestInverted (PTRS), inversion below. A mean that is not positive gives
/// 0.
template <WordSource W>
[[nodiscard]] std::uint64_t poisson(W& words, double mean) {
  if (!(mean > 0)) return 0;
  if (mean > kLargestMean) mean = kLargestMean;
  while (true) {
    const Word first = words();
    const Word second = words();
    if (mean <= kLargestInverted) return poisson_quantile(unit_of(first, second), mean);
    const double count = detail::poisson_attempt(unit_of(first), unit_of(second), mean);
    if (count >= 0) return static_cast<std::uint64_t>(count);
  }
}

/// Hoermann 1993 (BTRS) where n*min(p, 1-p) is above kLargestInverted, inversion below.
template <WordSource W>
[[nodiscard]] std::uint64_t binomial(W& words, std::uint64_t n, double p) {
  if (!(p > 0) || n == 0) return 0;
  if (p >= 1) return n;
  const bool is_mirrored = p > 0.5;
  const double q = is_mirrored ? 1 - p : p;
  const auto trials = static_cast<double>(n);
  while (true) {
    const Word first = words();
    const Word second = words();
    double count = -1;
    if (trials * q <= kLargestInverted) {
      count = static_cast<double>(binomial_quantile(unit_of(first, second), n, q));
    } else {
      count = detail::binomial_attempt(unit_of(first), unit_of(second), trials, q);
    }
    if (count < 0) continue;
    const auto successes = static_cast<std::uint64_t>(count);
    return is_mirrored ? n - successes : successes;
  }
}

/// Marsaglia and Tsang 2000; a shape below 1 is that of shape + 1 times u^(1/shape).
template <WordSource W>
[[nodiscard]] double gamma(W& words, double shape, double scale) {
  const double boosted = shape < 1 ? shape + 1 : shape;
  while (true) {
    const double deviate = normal(words, 0, 1);
    const double drawn = detail::gamma_attempt(deviate, unit_of(words()), boosted);
    if (drawn < 0) continue;
    if (shape >= 1) return scale * drawn;
    const Word first = words();
    const Word second = words();
    return scale * drawn * detail::root_of(unit_of(first, second), shape);
  }
}

/// With this mean and standard deviation of the values themselves, not of their logarithms.
template <WordSource W>
[[nodiscard]] double lognormal(W& words, double mean, double sd) {
  return detail::lognormal_of(normal(words, 0, 1), mean, sd);
}

}  // namespace snn::random
