#include "runtime/random/distributions.h"

#include "runtime/math/exp.h"
#include "runtime/math/factorial.h"
#include "runtime/math/log.h"
#include "runtime/math/pow.h"
#include "runtime/math/powers.h"
#include "runtime/random/formulas.h"

#include <cmath>
#include <cstddef>

namespace snn::random {
double normal_quantile(double p) {
  return normal_quantile_of(p);
}

std::uint64_t poisson_quantile(double p, double mean) {
  double probability = math::exp(-mean);
  double sum = probability;
  std::uint64_t count = 0;
  while (sum < p && count < kMostInverted) {
    ++count;
    probability *= mean / static_cast<double>(count);
    sum += probability;
  }
  return count;
}

std::uint64_t binomial_quantile(double p, std::uint64_t n, double q) {
  const auto trials = static_cast<double>(n);
  double probability = math::exp(trials * math::log1p(-q));
  const double odds = q / (1 - q);
  double sum = probability;
  std::uint64_t count = 0;
  constexpr std::uint64_t kLast = 200;
  while (sum < p && count < n && count < kLast) {
    probability *= odds * (trials - static_cast<double>(count)) / static_cast<double>(count + 1);
    ++count;
    sum += probability;
  }
  return count;
}

namespace detail {

// W. Hoermann, The transformed rejection method for generating Poisson random variables, Insurance:
// Mathematics and Economics 12 (1993), algorithm PTRS.
double poisson_attempt(double u, double v, double mean) {
  const double root = math::sqrt(mean);
  const double b = 0.931 + 2.53 * root;
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double accepted = 0.9277 - 3.6224 / (b - 2);
  const double centred = u - 0.5;
  const double us = 0.5 - std::abs(centred);
  const double k = std::floor((2 * a / us + b) * centred + mean + 0.43);
  if (us >= 0.07 && v <= accepted) return k;
  if (k < 0 || (us < 0.013 && v > us)) return -1;
  const double left = math::log(v * inverse_alpha / (a / (us * us) + b));
  const double right = -mean + k * math::log(mean) - math::log_factorial(k);
  return left <= right ? k : -1;
}

// W. Hoermann, The generation of binomial random variates, Journal of Statistical Computation and
// Simulation 46 (1993), algorithm BTRS.
double binomial_attempt(double u, double v, double n, double q) {
  const double spread = math::sqrt(n * q * (1 - q));
  const double b = 1.15 + 2.53 * spread;
  const double a = -0.0873 + 0.0248 * b + 0.01 * q;
  const double accepted = 0.92 - 4.2 / b;
  const double centred = u - 0.5;
  const double us = 0.5 - std::abs(centred);
  const double k = std::floor((2 * a / us + b) * centred + n * q + 0.5);
  if (k < 0 || k > n) return -1;
  if (us >= 0.07 && v <= accepted) return k;
  const double alpha = (2.83 + 5.1 / b) * spread;
  const double mode = std::floor((n + 1) * q);
  const double left = math::log(v * alpha / (a / (us * us) + b));
  const double right = math::log_factorial(mode) + math::log_factorial(n - mode) -
                       math::log_factorial(k) - math::log_factorial(n - k) +
                       (k - mode) * math::log(q / (1 - q));
  return left <= right ? k : -1;
}

// G. Marsaglia, W. W. Tsang, A simple method for generating gamma variables, ACM Transactions on
// Mathematical Software 26 (2000).
double gamma_attempt(double deviate, double u, double shape) {
  const double d = shape - 1.0 / 3;
  const double root = 1 + deviate / math::sqrt(9 * d);
  if (root <= 0) return -1;
  const double v = root * root * root;
  const double limit = 0.5 * deviate * deviate + d - d * v + d * math::log(v);
  return math::log(u) < limit ? d * v : -1;
}

double root_of(double u, double shape) {
  return math::pow(u, 1 / shape);
}

double exponential_of(double u) {
  return random::exponential_of(u);
}

double lognormal_of(double deviate, double mean, double sd) {
  return random::lognormal_of(deviate, mean, sd);
}

}  // namespace detail

}  // namespace snn::random
