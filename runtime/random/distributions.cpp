#include "runtime/random/distributions.h"

#include "runtime/math/exp.h"
#include "runtime/math/factorial.h"
#include "runtime/math/log.h"
#include "runtime/math/pow.h"
#include "runtime/math/powers.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace snn::random {
namespace {

template <std::size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;)
    sum = std::fma(sum, x, c[i]);
  return sum;
}

// Wichura 1988, AS 241, routine PPND16: numerators and denominators for the middle, the tails, and
// the far tails.
constexpr std::array kMiddleAbove{3.3871328727963666080e0,  1.3314166789178437745e+2,
                                  1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                  4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                  3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr std::array kMiddleBelow{1.0,
                                  4.2313330701600911252e+1,
                                  6.8718700749205790830e+2,
                                  5.3941960214247511077e+3,
                                  2.1213794301586595867e+4,
                                  3.9307895800092710610e+4,
                                  2.8729085735721942674e+4,
                                  5.2264952788528545610e+3};
constexpr std::array kTailAbove{1.42343711074968357734e0,  4.63033784615654529590e0,
                                5.76949722146069140550e0,  3.64784832476320460504e0,
                                1.27045825245236838258e0,  2.41780725177450611770e-1,
                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array kTailBelow{1.0,
                                2.05319162663775882187e0,
                                1.67638483018380384940e0,
                                6.89767334985100004550e-1,
                                1.48103976427480074590e-1,
                                1.51986665636164571966e-2,
                                5.47593808499534494600e-4,
                                1.05075007164441684324e-9};
constexpr std::array kFarAbove{6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array kFarBelow{1.0,
                               5.99832206555887937690e-1,
                               1.36929880922735805310e-1,
                               1.48753612908506148525e-2,
                               7.86869131145613259100e-4,
                               1.84631831751005468180e-5,
                               1.42151175831644588870e-7,
                               2.04426310338993978564e-15};

}  // namespace

double normal_quantile(double p) {
  constexpr double kMiddle = 0.425;
  constexpr double kMiddleSquare = 0.180625;
  const double q = p - 0.5;
  if (std::abs(q) <= kMiddle) {
    const double r = kMiddleSquare - q * q;
    return q * polynomial(kMiddleAbove, r) / polynomial(kMiddleBelow, r);
  }
  const double tail = q < 0 ? p : 1 - p;
  const double r = math::sqrt(-math::log(tail));
  constexpr double kFar = 5;
  constexpr double kTailCentre = 1.6;
  const double magnitude =
      r <= kFar ? polynomial(kTailAbove, r - kTailCentre) / polynomial(kTailBelow, r - kTailCentre)
                : polynomial(kFarAbove, r - kFar) / polynomial(kFarBelow, r - kFar);
  return q < 0 ? -magnitude : magnitude;
}

std::uint64_t poisson_quantile(double p, double mean) {
  double probability = math::exp(-mean);
  double sum = probability;
  std::uint64_t count = 0;
  // Far beyond any count that 52 bits of p can ask for; the end of rounding, not of the search.
  constexpr std::uint64_t kLast = 200;
  while (sum < p && count < kLast) {
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
  return -math::log(u);
}

double lognormal_of(double deviate, double mean, double sd) {
  const double ratio = sd / mean;
  const double variance = math::log1p(ratio * ratio);
  return mean * math::exp(math::sqrt(variance) * deviate - variance / 2);
}

}  // namespace detail

}  // namespace snn::random
