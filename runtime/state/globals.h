#pragma once
// The numbers of the whole run, each in a slot of 8 bytes as kernels see it.

#include "runtime/blueprint/blueprint.h"

#include <cstdint>
#include <string>
#include <vector>

namespace snn::state {

class Globals {
 public:
  /// Parameters have their declared values, the others are 0.
  explicit Globals(const blueprint::Table<blueprint::GlobalId, blueprint::Global>& declared);

  [[nodiscard]] double get(blueprint::GlobalId id) const;
  void set(blueprint::GlobalId id, double value);
  /// To the nearest integer; `otherwise` when there is no such global.
  [[nodiscard]] std::int64_t whole(blueprint::GlobalId id, std::int64_t otherwise = 0) const;
  /// All 64 bits of an I64, which a double may not hold.
  [[nodiscard]] std::uint64_t bits(blueprint::GlobalId id) const;
  [[nodiscard]] void* memory() { return slots_.data(); }

 private:
  std::vector<blueprint::Scalar> types_;
  std::vector<std::uint64_t> slots_;
};

}  // namespace snn::state
