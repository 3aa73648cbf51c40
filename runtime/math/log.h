#pragma once
// Natural logarithms.

namespace snn::math {

/// ln x; -infinity at 0, NaN below.
[[nodiscard]] double log(double x);
[[nodiscard]] float log(float x);

/// ln(1 + x), accurate near 0 too; -infinity at -1, NaN below.
[[nodiscard]] double log1p(double x);
[[nodiscard]] float log1p(float x);

}  // namespace snn::math
