#include "runtime/state/globals.h"

#include "runtime/math/convert.h"
#include "runtime/state/scalar.h"

#include <cmath>

namespace snn::state {

using blueprint::index_of;

Globals::Globals(const blueprint::Table<blueprint::GlobalId, blueprint::Global>& declared)
    : slots_(declared.size()) {
  for (const blueprint::Global& global : declared) {
    types_.push_back(global.type);
    if (global.role == blueprint::GlobalRole::Param) {
      write_scalar(global.type, &slots_[types_.size() - 1], 0, global.value);
    }
  }
}

double Globals::get(blueprint::GlobalId id) const {
  return read_scalar(types_[index_of(id)], &slots_[index_of(id)], 0);
}

void Globals::set(blueprint::GlobalId id, double value) {
  write_scalar(types_[index_of(id)], &slots_[index_of(id)], 0, value);
}

std::int64_t Globals::whole(blueprint::GlobalId id, std::int64_t otherwise) const {
  return exists(id) ? math::to_i64(std::floor(get(id) + 0.5)) : otherwise;
}

std::uint64_t Globals::bits(blueprint::GlobalId id) const {
  if (!exists(id)) return 0;
  if (types_[index_of(id)] == blueprint::Scalar::I64) return slots_[index_of(id)];
  return static_cast<std::uint64_t>(whole(id));
}

}  // namespace snn::state
