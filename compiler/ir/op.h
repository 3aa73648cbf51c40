#pragma once
// The vocabulary of the IR, as data: the table is ops.def.

#include <cstdint>
#include <optional>
#include <string_view>

namespace snn::ir {

enum class Op : std::uint8_t {
#define SNN_OP(enumerator, name, arity, result, attribute, traits, meaning) enumerator,
#include "compiler/ir/ops.def"
#undef SNN_OP
};

enum class ResultRule : std::uint8_t { None, Same, Second, Bool, Given, Many };
enum class AttributeKind : std::uint8_t {
  None,
  Number,
  Field,
  Global,
  Frame,
  Population,
  Data,
  Stream,
  Integer,
  Text,
};
inline constexpr int kVariadic = -1;

using Traits = std::uint32_t;
enum Trait : Traits {
  kPure = 1U << 0U,
  kCommutative = 1U << 1U,
  kFloat = 1U << 2U,
  kWhole = 1U << 3U,
  kTruth = 1U << 4U,
  kNumeric = 1U << 5U,
  kReads = 1U << 6U,
  kWrites = 1U << 7U,
  kRandom = 1U << 8U,
  kRegion = 1U << 9U,
  kSetup = 1U << 10U,
  kEnds = 1U << 11U,
};

struct OpInfo {
  std::string_view name;
  int arity = 0;
  ResultRule result = ResultRule::None;
  AttributeKind attribute = AttributeKind::None;
  Traits traits = 0;
  std::string_view meaning;

  [[nodiscard]] bool has(Trait trait) const { return (traits & trait) != 0; }
};

[[nodiscard]] const OpInfo& info(Op op);
[[nodiscard]] std::optional<Op> op_named(std::string_view name);
[[nodiscard]] int n_ops();

}  // namespace snn::ir
