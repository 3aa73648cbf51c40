#include "runtime/exec/services.h"

#include "runtime/math/convert.h"
#include "runtime/math/expm.h"
#include "runtime/math/solve.h"
#include "runtime/random/distributions.h"
#include "runtime/random/words.h"

#include <algorithm>
#include <span>

namespace snn::exec {
namespace {

constexpr std::uint32_t kIsCell = 0xffffffffU;

// The distribution `f` over the words of the cell or edge that is drawn for.
template <class F>
double over_words(const snn_draw* draw, F f) {
  const random::Key key = random::key_of(draw->seed);
  if (draw->multiplicity == kIsCell) {
    random::CellWords words(key, static_cast<std::uint64_t>(draw->step), draw->element,
                            draw->stream);
    return f(words);
  }
  random::EdgeWords words(key, static_cast<std::uint32_t>(draw->step), draw->element, draw->second,
                          draw->stream, draw->multiplicity);
  return f(words);
}

double poisson(const snn_draw* draw, double mean) {
  return over_words(draw,
                    [&](auto& words) { return static_cast<double>(random::poisson(words, mean)); });
}
double binomial(const snn_draw* draw, double n, double p) {
  const auto trials = static_cast<std::uint64_t>(std::max<std::int64_t>(math::to_i64(n), 0));
  return over_words(
      draw, [&](auto& words) { return static_cast<double>(random::binomial(words, trials, p)); });
}
double gamma(const snn_draw* draw, double shape, double scale) {
  return over_words(draw, [&](auto& words) { return random::gamma(words, shape, scale); });
}
double lognormal(const snn_draw* draw, double mean, double sd) {
  return over_words(draw, [&](auto& words) { return random::lognormal(words, mean, sd); });
}
double exponential(const snn_draw* draw, double mean) {
  return over_words(draw, [&](auto& words) { return random::exponential(words, mean); });
}
double normal(const snn_draw* draw, double mean, double sd) {
  return over_words(draw, [&](auto& words) { return random::normal(words, mean, sd); });
}
double uniform(const snn_draw* draw, double low, double high) {
  return over_words(draw, [&](auto& words) { return random::uniform(words, low, high); });
}

void expm(const double* matrix, std::uint64_t n, double* result) {
  std::ranges::copy(math::expm(std::span(matrix, n * n), n), result);
}
std::int32_t solve(double* a, double* b, std::uint64_t n) {
  return math::solve(std::span(a, n * n), std::span(b, n), n) ? 1 : 0;
}
std::int32_t solve_f32(float* a, float* b, std::uint64_t n) {
  return math::solve(std::span(a, n * n), std::span(b, n), n) ? 1 : 0;
}

}  // namespace

const snn_services& services() {
  static constexpr snn_services kServices{.poisson = poisson,
                                          .binomial = binomial,
                                          .gamma = gamma,
                                          .lognormal = lognormal,
                                          .exponential = exponential,
                                          .normal = normal,
                                          .uniform = uniform,
                                          .expm = expm,
                                          .solve = solve,
                                          .solve_f32 = solve_f32};
  return kServices;
}

}  // namespace snn::exec
