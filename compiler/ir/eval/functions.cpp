#include "compiler/ir/eval/functions.h"

#include "runtime/math/atan2.h"
#include "runtime/math/exp.h"
#include "runtime/math/linoid.h"
#include "runtime/math/log.h"
#include "runtime/math/pow.h"
#include "runtime/math/powers.h"
#include "runtime/math/sigmoid.h"
#include "runtime/math/store.h"
#include "runtime/math/trig.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace snn::ir {
namespace {

/// Powers beyond these are 0, 1 or infinite like those at the ends.
std::int32_t exponent_of(std::int64_t n) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(
      n, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
}

/// IEEE 754 `minimum` and `maximum`: NaN if either is, and -0 below +0.
template <math::Real F>
F smaller(F a, F b) {
  if (a != a || b != b) return math::kNan<F>;
  if (a == b) return std::signbit(a) ? a : b;
  return a < b ? a : b;
}
template <math::Real F>
F larger(F a, F b) {
  if (a != a || b != b) return math::kNan<F>;
  if (a == b) return std::signbit(a) ? b : a;
  return a < b ? b : a;
}

template <math::Real F>
struct FloatRow {
  Op op;
  FloatFunction<F> function;
};

template <math::Real F>
constexpr auto float_rows() {
  using In = const FloatOperands<F>&;
  return std::array{
      FloatRow<F>{Op::Add, [](In i) -> F { return i.x[0] + i.x[1]; }},
      FloatRow<F>{Op::Sub, [](In i) -> F { return i.x[0] - i.x[1]; }},
      FloatRow<F>{Op::Mul, [](In i) -> F { return i.x[0] * i.x[1]; }},
      FloatRow<F>{Op::Div, [](In i) -> F { return i.x[0] / i.x[1]; }},
      FloatRow<F>{Op::Mod, [](In i) -> F { return i.x[0] - i.x[1] * std::floor(i.x[0] / i.x[1]); }},
      FloatRow<F>{Op::Neg, [](In i) -> F { return -i.x[0]; }},
      FloatRow<F>{Op::Fma, [](In i) -> F { return std::fma(i.x[0], i.x[1], i.x[2]); }},
      FloatRow<F>{Op::Min, [](In i) -> F { return smaller(i.x[0], i.x[1]); }},
      FloatRow<F>{Op::Max, [](In i) -> F { return larger(i.x[0], i.x[1]); }},
      FloatRow<F>{Op::Abs, [](In i) -> F { return std::fabs(i.x[0]); }},
      FloatRow<F>{Op::Floor, [](In i) -> F { return std::floor(i.x[0]); }},
      FloatRow<F>{Op::Ceil, [](In i) -> F { return std::ceil(i.x[0]); }},
      FloatRow<F>{Op::Round, [](In i) -> F { return std::floor(i.x[0] + F{0.5}); }},
      FloatRow<F>{Op::Flush, [](In i) -> F { return math::flush_tiny(i.x[0]); }},
      FloatRow<F>{Op::Sqrt, [](In i) -> F { return math::sqrt(i.x[0]); }},
      FloatRow<F>{Op::Exp, [](In i) -> F { return math::exp(i.x[0]); }},
      FloatRow<F>{Op::Expm1, [](In i) -> F { return math::expm1(i.x[0]); }},
      FloatRow<F>{Op::Log, [](In i) -> F { return math::log(i.x[0]); }},
      FloatRow<F>{Op::Log1p, [](In i) -> F { return math::log1p(i.x[0]); }},
      FloatRow<F>{Op::Sin, [](In i) -> F { return math::sin(i.x[0]); }},
      FloatRow<F>{Op::Cos, [](In i) -> F { return math::cos(i.x[0]); }},
      FloatRow<F>{Op::Tan, [](In i) -> F { return math::sin(i.x[0]) / math::cos(i.x[0]); }},
      FloatRow<F>{Op::Atan2, [](In i) -> F { return math::atan2(i.x[0], i.x[1]); }},
      FloatRow<F>{Op::Tanh, [](In i) -> F { return math::tanh(i.x[0]); }},
      FloatRow<F>{Op::Sigmoid, [](In i) -> F { return math::sigmoid(i.x[0]); }},
      FloatRow<F>{Op::Linoid, [](In i) -> F { return math::linoid(i.x[0]); }},
      FloatRow<F>{Op::Phi, [](In i) -> F { return math::phi(i.x[0]); }},
      FloatRow<F>{Op::Pow, [](In i) -> F { return math::pow(i.x[0], i.x[1]); }},
      FloatRow<F>{Op::PowInt, [](In i) -> F { return math::pow_int(i.x[0], exponent_of(i.n)); }},
      FloatRow<F>{Op::PowHalf, [](In i) -> F { return math::pow_half(i.x[0], exponent_of(i.n)); }},
  };
}

struct WholeRow {
  Op op;
  WholeFunction function;
};

using Unsigned = std::uint64_t;

std::int64_t wrapped(Unsigned value) {
  return static_cast<std::int64_t>(value);
}

/// Towards zero; x/0 is 0, and the smallest over -1 is itself: its negation wraps.
std::int64_t quotient(const WholeOperands& i) {
  if (i.b == 0) return 0;
  return i.b == -1 ? wrapped(Unsigned{0} - static_cast<Unsigned>(i.a)) : i.a / i.b;
}

/// Has the sign of b; 0 when b is 0.
std::int64_t modulus(const WholeOperands& i) {
  if (i.b == 0 || i.b == -1) return 0;
  const std::int64_t rest = i.a % i.b;
  return rest != 0 && (rest < 0) != (i.b < 0) ? rest + i.b : rest;
}

constexpr std::array kWholeRows{
    WholeRow{Op::Add,
             [](const WholeOperands& i) {
               return wrapped(static_cast<Unsigned>(i.a) + static_cast<Unsigned>(i.b));
             }},
    WholeRow{Op::Sub,
             [](const WholeOperands& i) {
               return wrapped(static_cast<Unsigned>(i.a) - static_cast<Unsigned>(i.b));
             }},
    WholeRow{Op::Mul,
             [](const WholeOperands& i) {
               return wrapped(static_cast<Unsigned>(i.a) * static_cast<Unsigned>(i.b));
             }},
    WholeRow{Op::Div, quotient},
    WholeRow{Op::Mod, modulus},
    WholeRow{
        Op::Neg,
        [](const WholeOperands& i) { return wrapped(Unsigned{0} - static_cast<Unsigned>(i.a)); }},
    WholeRow{Op::Min, [](const WholeOperands& i) { return std::min(i.a, i.b); }},
    WholeRow{Op::Max, [](const WholeOperands& i) { return std::max(i.a, i.b); }},
    WholeRow{Op::Abs,
             [](const WholeOperands& i) {
               return i.a < 0 ? wrapped(Unsigned{0} - static_cast<Unsigned>(i.a)) : i.a;
             }},
};

/// The rows of a table by op; null where there is none.
template <typename Function, typename Rows>
constexpr auto by_op(const Rows& rows) {
  std::array<Function, 256> found{};
  for (const auto& row : rows)
    found[static_cast<std::size_t>(row.op)] = row.function;
  return found;
}

template <math::Real F>
constexpr auto kFloatFunctions = by_op<FloatFunction<F>>(float_rows<F>());
constexpr auto kWholeFunctions = by_op<WholeFunction>(kWholeRows);

}  // namespace

template <math::Real F>
FloatFunction<F> float_function(Op op) {
  return kFloatFunctions<F>[static_cast<std::size_t>(op)];
}
template FloatFunction<double> float_function<double>(Op op);
template FloatFunction<float> float_function<float>(Op op);

WholeFunction whole_function(Op op) {
  return kWholeFunctions[static_cast<std::size_t>(op)];
}

}  // namespace snn::ir
