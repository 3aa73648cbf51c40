#include "targets/reference/draws.h"

#include "compiler/support/check.h"
#include "runtime/math/convert.h"
#include "runtime/random/distributions.h"
#include "runtime/random/words.h"

#include <algorithm>

namespace snn::reference {
namespace {

/// Trials are a count: whatever is below 0 is none.
std::uint64_t trials_of(double n) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(math::to_i64(n), 0));
}

template <random::WordSource W>
double draw_from(W words, ir::Op op, std::span<const ir::Number> args) {
  const double a = args[0].as_real();
  const double b = args.size() > 1 ? args[1].as_real() : 0;
  if (op == ir::Op::Uniform) return random::uniform(words, a, b);
  if (op == ir::Op::Normal) return random::normal(words, a, b);
  if (op == ir::Op::Lognormal) return random::lognormal(words, a, b);
  if (op == ir::Op::Exponential) return random::exponential(words, a);
  if (op == ir::Op::Gamma) return random::gamma(words, a, b);
  if (op == ir::Op::Binomial) return static_cast<double>(random::binomial(words, trials_of(a), b));
  SNN_CHECK(op == ir::Op::Poisson, "`{}` draws nothing", ir::info(op).name);
  return static_cast<double>(random::poisson(words, a));
}

}  // namespace

double draw(ir::Op op, ir::Stream stream, const DrawPlace& place,
            std::span<const ir::Number> args) {
  const random::Key key = random::key_of(place.seed);
  const auto step = static_cast<std::uint64_t>(place.step);
  if (place.is_edge) {
    return draw_from(random::EdgeWords(key, static_cast<std::uint32_t>(step), place.element,
                                       place.second, stream.value, place.multiplicity),
                     op, args);
  }
  return draw_from(random::CellWords(key, step, place.element, stream.value), op, args);
}

}  // namespace snn::reference
