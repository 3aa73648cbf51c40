// Each distribution against its own theory: mean, variance, and a chi-square or Kolmogorov-Smirnov
// statistic. The seed is fixed, so a test passes or fails for ever; limits are at p = 1e-4.

#include "runtime/random/distributions.h"

#include "runtime/random/words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

namespace snn::random {
namespace {

constexpr int kDraws = 40000;

template <class Draw>
std::vector<double> sample(Draw draw) {
  std::vector<double> values;
  for (std::uint32_t id = 0; id < kDraws; ++id) {
    EdgeWords words(key_of(2026), 0, id, 17, 3, 0);
    values.push_back(static_cast<double>(draw(words)));
  }
  return values;
}

void check_moments(const std::vector<double>& values, double mean, double variance) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  const double found_mean = sum / kDraws;
  double squares = 0;
  for (const double value : values)
    squares += (value - found_mean) * (value - found_mean);
  const double found_variance = squares / (kDraws - 1);
  CAPTURE(found_mean);
  CAPTURE(found_variance);
  // Four standard errors of the mean; the variance of a variance is bounded loosely.
  CHECK(std::abs(found_mean - mean) < 4 * std::sqrt(variance / kDraws));
  CHECK(std::abs(found_variance / variance - 1) < 0.06);
}

void check_ks(std::vector<double> values, const std::function<double(double)>& distribution) {
  std::ranges::sort(values);
  double largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = distribution(values[i]);
    const auto n = static_cast<double>(values.size());
    const auto rank = static_cast<double>(i);
    largest = std::max({largest, expected - rank / n, (rank + 1) / n - expected});
  }
  // P(sqrt(n) D > 2.225) = 1e-4
  CHECK(std::sqrt(kDraws) * largest < 2.225);
}

// Chi-square over counts, rare ones pooled; the limit is Wilson and Hilferty's at p = 1e-4.
void check_counts(const std::vector<double>& values, const std::function<double(double)>& mass) {
  std::map<double, double> observed;
  for (const double value : values)
    ++observed[value];
  const double last = observed.rbegin()->first;
  double statistic = 0;
  int n_classes = 0;
  double pooled_expected = 0;
  double pooled_observed = 0;
  double covered = 0;
  for (double k = 0; k <= last; ++k) {
    pooled_expected += kDraws * mass(k);
    covered += mass(k);
    pooled_observed += observed.contains(k) ? observed[k] : 0;
    if (pooled_expected < 10) continue;
    statistic +=
        (pooled_observed - pooled_expected) * (pooled_observed - pooled_expected) / pooled_expected;
    pooled_expected = pooled_observed = 0;
    ++n_classes;
  }
  pooled_expected += kDraws * (1 - covered);
  if (pooled_expected > 1) {
    statistic +=
        (pooled_observed - pooled_expected) * (pooled_observed - pooled_expected) / pooled_expected;
    ++n_classes;
  }
  const double n = n_classes - 1;
  const double z = 3.719;
  const double root = 1 - 2 / (9 * n) + z * std::sqrt(2 / (9 * n));
  CAPTURE(statistic);
  CHECK(statistic < n * root * root * root);
}

double log_choose(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

TEST_CASE("uniform: evenly between its ends") {
  const auto values = sample([](auto& words) { return uniform(words, -3, 5); });
  check_moments(values, 1, 64.0 / 12);
  check_ks(values, [](double x) { return (x + 3) / 8; });
}

TEST_CASE("normal: mean, spread and shape") {
  const auto values = sample([](auto& words) { return normal(words, 10, 3); });
  check_moments(values, 10, 9);
  check_ks(values, [](double x) { return 0.5 * std::erfc(-(x - 10) / 3 / std::sqrt(2.0)); });
}

TEST_CASE("normal of one word: as good as that of two") {
  const auto values = sample([](auto& words) { return normal_of(words()); });
  check_ks(values, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); });
}

TEST_CASE("exponential: no memory") {
  const auto values = sample([](auto& words) { return exponential(words, 7); });
  check_moments(values, 7, 49);
  check_ks(values, [](double x) { return 1 - std::exp(-x / 7); });
}

TEST_CASE("lognormal: its mean and deviation are those of the values") {
  const auto values = sample([](auto& words) { return lognormal(words, 2, 0.5); });
  check_moments(values, 2, 0.25);
}

TEST_CASE("gamma: shapes above and below one") {
  for (const double shape : {0.4, 1.0, 3.5}) {
    CAPTURE(shape);
    check_moments(sample([&](auto& words) { return gamma(words, shape, 2); }), 2 * shape,
                  4 * shape);
  }
  // With shape 1 it is the exponential.
  check_ks(sample([](auto& words) { return gamma(words, 1, 2); }),
           [](double x) { return 1 - std::exp(-x / 2); });
}

TEST_CASE("poisson: inversion and rejection, on both sides of their border") {
  for (const double mean : {0.05, 1.0, 11.9, 12.1, 60.0, 1500.0}) {
    CAPTURE(mean);
    const auto values = sample([&](auto& words) { return poisson(words, mean); });
    check_moments(values, mean, mean);
    check_counts(values, [&](double k) {
      return std::exp(-mean + k * std::log(mean) - std::lgamma(k + 1));
    });
  }
}

TEST_CASE("poisson: means that are none") {
  EdgeWords words(key_of(1), 0, 0, 0, 0, 0);
  CHECK(poisson(words, 0) == 0);
  CHECK(poisson(words, -3) == 0);
  CHECK(poisson(words, std::nan("")) == 0);
  CHECK(poisson(words, 1e300) > 0);
}

TEST_CASE("binomial: inversion, rejection and the mirror above one half") {
  struct Case {
    std::uint64_t n;
    double p;
  };
  for (const auto& [n, p] : {Case{10, 0.3}, Case{1000, 0.01}, Case{200, 0.1}, Case{200, 0.93}}) {
    CAPTURE(p);
    const auto trials = static_cast<double>(n);
    const double q = p;
    const auto values = sample([&, n = n](auto& words) { return binomial(words, n, q); });
    check_moments(values, trials * q, trials * q * (1 - q));
    check_counts(values, [&](double k) {
      if (k > trials) return 0.0;
      return std::exp(log_choose(trials, k) + k * std::log(q) + (trials - k) * std::log1p(-q));
    });
  }
  EdgeWords words(key_of(1), 0, 0, 0, 0, 0);
  CHECK(binomial(words, 5, 0) == 0);
  CHECK(binomial(words, 5, 1) == 5);
  CHECK(binomial(words, 0, 0.5) == 0);
}

TEST_CASE("index: every value below n, equally often") {
  const auto values = sample([](auto& words) { return index_below(words, 13); });
  check_counts(values, [](double) { return 1.0 / 13; });
}

TEST_CASE("bernoulli: as often as it says") {
  const auto values = sample([](auto& words) { return bernoulli(words, 0.2) ? 1 : 0; });
  check_moments(values, 0.2, 0.16);
}

}  // namespace
}  // namespace snn::random
