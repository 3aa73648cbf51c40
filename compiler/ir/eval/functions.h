#pragma once
// The numeric ops as functions of machine numbers, one row each.

#include "compiler/ir/op.h"
#include "runtime/math/real.h"

#include <array>
#include <cstdint>

namespace snn::ir {

/// Up to three operands, and the whole number behind the op where it has one.
template <math::Real F>
struct FloatOperands {
  std::array<F, 3> x{};
  std::int64_t n = 0;
};
template <math::Real F>
using FloatFunction = F (*)(const FloatOperands<F>&);

struct WholeOperands {
  std::int64_t a = 0;
  std::int64_t b = 0;
};
/// Of an i32 the low 32 bits of the result count.
using WholeFunction = std::int64_t (*)(const WholeOperands&);

/// Null for an op that is no function of floats to a float.
template <math::Real F>
[[nodiscard]] FloatFunction<F> float_function(Op op);
/// Null for an op that is no function of integers to an integer.
[[nodiscard]] WholeFunction whole_function(Op op);

}  // namespace snn::ir
