#include "targets/cpu/math/functions.h"

#include "compiler/support/check.h"
#include "runtime/math/atan2_formula.h"
#include "runtime/math/exp_formula.h"
#include "runtime/math/linoid_formula.h"
#include "runtime/math/log_formula.h"
#include "runtime/math/pow_formula.h"
#include "runtime/math/powers_formula.h"
#include "runtime/math/sigmoid_formula.h"
#include "runtime/math/trig_formula.h"
#include "targets/cpu/math/lanes.h"

#include <algorithm>
#include <array>
#include <limits>

namespace snn::cpu {
namespace {

using ir::Op;

template <class S>
struct Operands {
  Lanes<S> a;
  Lanes<S> b;
  std::int32_t n = 0;
};

template <class S>
struct Row {
  Op op;
  Lanes<S> (*function)(const Operands<S>&);
};

/// The formula is one of doubles.
template <class S>
Lanes<S> angle_of(Lanes<S> y, Lanes<S> x) {
  if constexpr (std::same_as<S, double>) {
    return math::atan2_of(y, x);
  } else {
    return Lanes<S>(math::atan2_of(Lanes<double>(y), Lanes<double>(x)));
  }
}

template <class S>
constexpr auto rows() {
  using In = const Operands<S>&;
  return std::array{
      Row<S>{Op::Sqrt, [](In i) { return sqrt(i.a); }},
      Row<S>{Op::Exp, [](In i) { return math::exp_of(i.a); }},
      Row<S>{Op::Expm1, [](In i) { return math::expm1_of(i.a); }},
      Row<S>{Op::Log, [](In i) { return math::log_of(i.a); }},
      Row<S>{Op::Log1p, [](In i) { return math::log1p_of(i.a); }},
      Row<S>{Op::Sin, [](In i) { return math::sin_of(i.a); }},
      Row<S>{Op::Cos, [](In i) { return math::cos_of(i.a); }},
      Row<S>{Op::Tan, [](In i) { return math::sin_of(i.a) / math::cos_of(i.a); }},
      Row<S>{Op::Atan2, [](In i) { return angle_of(i.a, i.b); }},
      Row<S>{Op::Tanh, [](In i) { return math::tanh_of(i.a); }},
      Row<S>{Op::Sigmoid, [](In i) { return math::sigmoid_of(i.a); }},
      Row<S>{Op::Linoid, [](In i) { return math::linoid_of(i.a); }},
      Row<S>{Op::Phi, [](In i) { return math::phi_of(i.a); }},
      Row<S>{Op::Pow, [](In i) { return math::pow_of(i.a, i.b); }},
      Row<S>{Op::PowInt, [](In i) { return math::pow_int_of(i.a, i.n); }},
      Row<S>{Op::PowHalf, [](In i) { return math::pow_half_of(i.a, i.n); }},
  };
}

template <class S>
const Row<S>* row_of(Op op) {
  static constexpr auto kRows = rows<S>();
  const auto* found = std::ranges::find(kRows, op, &Row<S>::op);
  return found == kRows.end() ? nullptr : found;
}

template <class S>
llvm::Value* computed(Op op, std::span<llvm::Value* const> args, std::int64_t n) {
  const Row<S>* row = row_of<S>(op);
  SNN_CHECK(row != nullptr, "`{}` is no function", ir::info(op).name);
  Operands<S> operands;
  operands.a = Lanes<S>::of(args[0]);
  if (args.size() > 1) operands.b = Lanes<S>::of(args[1]);
  // Powers beyond these are 0, 1 or infinite like those at the ends.
  operands.n = static_cast<std::int32_t>(std::clamp<std::int64_t>(
      n, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
  return row->function(operands).value();
}

}  // namespace

bool is_function(ir::Op op) {
  return row_of<double>(op) != nullptr;
}

llvm::Value* function(ir::Op op, bool is_double, std::span<llvm::Value* const> args,
                      std::int64_t n) {
  return is_double ? computed<double>(op, args, n) : computed<float>(op, args, n);
}

}  // namespace snn::cpu
