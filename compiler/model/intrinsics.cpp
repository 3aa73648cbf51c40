#include "compiler/model/intrinsics.h"

#include <array>
#include <cstddef>

namespace snn::model {
namespace {

constexpr auto kTable = std::to_array<IntrinsicInfo>({
#define SNN_INTRINSIC(id, name, group, signature, summary) \
  {Intrinsic::id, name, IntrinsicGroup::group, signature, summary},
#include "compiler/model/intrinsics.def"
#undef SNN_INTRINSIC
});

}  // namespace

std::span<const IntrinsicInfo> all_intrinsics() {
  return kTable;
}

const IntrinsicInfo& info_of(Intrinsic intrinsic) {
  return kTable[static_cast<std::size_t>(intrinsic)];
}

}  // namespace snn::model
