#include "compiler/ir/op.h"

#include <array>

namespace snn::ir {
namespace {

// The names that ops.def uses for traits.
constexpr Traits None = 0;
constexpr Traits Pure = kPure;
constexpr Traits Commutative = kCommutative;
constexpr Traits Float = kFloat;
constexpr Traits Truth = kTruth;
constexpr Traits Numeric = kNumeric;
constexpr Traits Reads = kReads;
constexpr Traits Writes = kWrites;
constexpr Traits Random = kRandom;
constexpr Traits Region = kRegion;
constexpr Traits Setup = kSetup;
constexpr Traits Ends = kEnds;

constexpr std::array kOps{
#define SNN_OP(enumerator, name, arity, result, attribute, traits, meaning) \
  OpInfo{name, arity, ResultRule::result, AttributeKind::attribute, traits, meaning},
#include "compiler/ir/ops.def"
#undef SNN_OP
};

}  // namespace

const OpInfo& info(Op op) {
  return kOps[static_cast<std::size_t>(op)];
}

std::optional<Op> op_named(std::string_view name) {
  for (std::size_t i = 0; i < kOps.size(); ++i) {
    if (kOps[i].name == name) return static_cast<Op>(i);
  }
  return std::nullopt;
}

int n_ops() {
  return static_cast<int>(kOps.size());
}

}  // namespace snn::ir
