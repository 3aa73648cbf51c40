#pragma once
// What the functions are measured against: the C library's binary128 functions, and the distance of
// a result from them in units in the last place.

#include "runtime/math/real.h"

#include <cfloat>
#include <cmath>
#include <limits>

namespace snn::math::oracle {

#if LDBL_MANT_DIG == 113
using Quad = long double;
#else
// `using` has no place for __extension__, which keeps -Wpedantic quiet.
__extension__ typedef __float128 Quad;  // NOLINT(modernize-use-using)
#endif

[[nodiscard]] Quad exp(Quad x);
[[nodiscard]] Quad expm1(Quad x);
[[nodiscard]] Quad log(Quad x);
[[nodiscard]] Quad log1p(Quad x);
[[nodiscard]] Quad sin(Quad x);
[[nodiscard]] Quad cos(Quad x);
[[nodiscard]] Quad tanh(Quad x);
[[nodiscard]] Quad pow(Quad x, Quad y);
[[nodiscard]] Quad atan2(Quad y, Quad x);
[[nodiscard]] Quad sigmoid(Quad x);
[[nodiscard]] Quad linoid(Quad x);
[[nodiscard]] Quad phi(Quad z);

/// floor(log2 |x|) for finite x other than 0.
[[nodiscard]] int exponent_of(Quad x);
[[nodiscard]] Quad power_of_two(int n);

/// |got - exact| in units in the last place of `exact` in F's format. An infinite result counts as
/// the first power of two that does not fit; NaN is right only for NaN, and a zero or infinite
/// exact value wants just that, with its sign.
template <Real F>
[[nodiscard]] double ulp_error(F got, Quad exact) {
  constexpr double kWrong = std::numeric_limits<double>::infinity();
  const bool is_exact_nan = exact != exact;
  if (got != got || is_exact_nan) return got != got && is_exact_nan ? 0 : kWrong;
  const auto rounded = static_cast<F>(exact);
  if (bits_of(got) == bits_of(rounded)) {
    if (exact == 0 || std::isinf(got)) return 0;
  } else if (exact == 0) {
    return kWrong;
  }
  constexpr int kLowest = std::numeric_limits<F>::min_exponent - 1;
  constexpr int kOverflow = std::numeric_limits<F>::max_exponent;
  const bool has_overflowed = exponent_of(exact) >= kOverflow;
  if (has_overflowed && std::isinf(got)) return (got > 0) == (exact > 0) ? 0 : kWrong;
  const int exponent = exponent_of(exact) < kLowest ? kLowest : exponent_of(exact);
  const Quad infinite = got > 0 ? power_of_two(kOverflow) : -power_of_two(kOverflow);
  const Quad value = std::isinf(got) ? infinite : static_cast<Quad>(got);
  const Quad error = value > exact ? value - exact : exact - value;
  return static_cast<double>(error / power_of_two(exponent - Format<F>::kMantissaBits));
}

}  // namespace snn::math::oracle
