#pragma once
// The memory that instructions of a kernel read and write, place by place.

#include "compiler/ir/access.h"
#include "compiler/ir/program.h"

#include <compare>
#include <cstdint>
#include <optional>

namespace snn::passes {

/// A field of a frame, an element of an array, or a global.
struct Place {
  bool is_global = false;
  std::uint32_t row = 0;  // the field or the global
  ir::Frame frame = ir::Frame::Self;
  ir::ValueId index;  // of an array; none: the whole field

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Whether a change of one may be seen in the other: elements of one array may be one, and so may
/// the cells of two frames.
[[nodiscard]] inline bool may_alias(const Place& a, const Place& b) {
  return a.is_global == b.is_global && a.row == b.row;
}

class Places {
 public:
  Places(const blueprint::Blueprint& blueprint, const blueprint::KernelInfo& kernel)
      : blueprint_(blueprint), kernel_(kernel) {}

  /// Of a load, not of the past.
  [[nodiscard]] std::optional<Place> read_by(const ir::Inst& inst) const {
    if (inst.op == ir::Op::Load) return of_field(inst);
    if (inst.op == ir::Op::LoadAt) return of_field(inst, inst.args[0]);
    if (inst.op == ir::Op::LoadGlobal) return of_global(inst);
    if (inst.op == ir::Op::Fired) return of_mark(std::get<ir::Frame>(inst.attribute));
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Place> written_by(const ir::Inst& inst) const {
    if (inst.op == ir::Op::Store || inst.op == ir::Op::Accumulate) return of_field(inst);
    if (inst.op == ir::Op::StoreAt) return of_field(inst, inst.args[0]);
    if (inst.op == ir::Op::StoreGlobal) return of_global(inst);
    if (inst.op == ir::Op::Emit) return of_mark(ir::Frame::Self);
    return std::nullopt;
  }

 private:
  [[nodiscard]] static Place of_field(const ir::Inst& inst, ir::ValueId index = {}) {
    const auto field = std::get<ir::FieldRef>(inst.attribute);
    return {.row = static_cast<std::uint32_t>(field.field), .frame = field.frame, .index = index};
  }
  [[nodiscard]] static Place of_global(const ir::Inst& inst) {
    return {.is_global = true,
            .row = static_cast<std::uint32_t>(std::get<ir::GlobalId>(inst.attribute))};
  }
  [[nodiscard]] Place of_mark(ir::Frame frame) const {
    const ir::PopulationId population = ir::population_of(blueprint_, kernel_, frame);
    return {.row = static_cast<std::uint32_t>(blueprint_.populations[population].fired),
            .frame = frame};
  }

  const blueprint::Blueprint& blueprint_;
  const blueprint::KernelInfo& kernel_;
};

}  // namespace snn::passes
