#pragma once
// The vocabulary of built-in functions, distributions, measures and layouts, from intrinsics.def.

#include <cstdint>
#include <span>
#include <string_view>

namespace snn::model {

enum class Intrinsic : std::uint8_t {
#define SNN_INTRINSIC(id, name, group, signature, summary) id,
#include "compiler/model/intrinsics.def"
#undef SNN_INTRINSIC
};

enum class IntrinsicGroup : std::uint8_t {
  Function,
  Distribution,
  Process,
  Data,
  Dataset,
  Layout,
  Measure,
  Training,
  Optimizer,
};

struct IntrinsicInfo {
  Intrinsic intrinsic;
  std::string_view name;
  IntrinsicGroup group;
  std::string_view signature;
  std::string_view summary;
};

/// Every row, in the order of the table.
[[nodiscard]] std::span<const IntrinsicInfo> all_intrinsics();
[[nodiscard]] const IntrinsicInfo& info_of(Intrinsic intrinsic);

}  // namespace snn::model
