#pragma once
// Who spiked in each of the last steps, for the longest delay: cells in ascending order, each
// part's for itself. The parts of one group stand one behind another, so that readers of everybody
// have few lists to go through.

#include "runtime/state/buffer.h"
#include "runtime/state/partition.h"

#include <cstdint>
#include <span>
#include <vector>

namespace snn::events {

class SpikeLog {
 public:
  SpikeLog() = default;
  /// Keeps `n_steps` steps, the present one included. As many parts in every group.
  SpikeLog(std::uint64_t n_cells, std::size_t n_parts, std::size_t n_groups, std::uint64_t n_steps);

  [[nodiscard]] static std::uint64_t bytes_for(std::uint64_t n_cells, std::uint64_t n_steps);
  [[nodiscard]] bool is_made() const { return ids_.data() != nullptr || n_cells_ == 0; }
  [[nodiscard]] std::uint64_t n_steps() const { return n_steps_; }

  /// The marked cells of a part become its spikes of step number `step`: part after part within a
  /// group.
  void collect(std::int64_t step, std::size_t part, const std::uint8_t* marks);
  /// Nothing before the start; meaningless for a step that is kept no longer.
  [[nodiscard]] std::span<const std::uint32_t> of(std::int64_t step, std::size_t part) const {
    if (step < 0) return {};
    const std::uint64_t slot = static_cast<std::uint64_t>(step) % n_steps_;
    const Stretch& here = parts_[part].stretches[slot];
    return {row(slot) + here.begin, here.end - here.begin};
  }
  /// Of all parts of a group.
  [[nodiscard]] std::span<const std::uint32_t> of_group(std::int64_t step,
                                                        std::size_t group) const {
    if (step < 0) return {};
    const std::uint64_t slot = static_cast<std::uint64_t>(step) % n_steps_;
    const std::uint32_t begin = parts_[group * n_in_group_].stretches[slot].begin;
    const std::uint32_t end = parts_[(group + 1) * n_in_group_ - 1].stretches[slot].end;
    return {row(slot) + begin, end - begin};
  }
  [[nodiscard]] std::size_t n_groups() const { return parts_.size() / n_in_group_; }
  /// Takes over what `older` kept; this log keeps at least as many steps. `last` ended last.
  void continue_from(const SpikeLog& older, std::int64_t last);

 private:
  // Positions in the ids of a slot.
  struct Stretch {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  // A part writes its own stretches only: they share no line with another's.
  struct alignas(64) Part {
    state::CellRange cells;
    std::vector<Stretch> stretches;  // by slot
  };

  [[nodiscard]] std::uint32_t* row(std::uint64_t slot) const {
    return ids_.as<std::uint32_t>() + slot * stride_;
  }

  std::uint64_t n_cells_ = 0;
  std::uint64_t stride_ = 0;
  std::uint64_t n_steps_ = 1;
  std::size_t n_in_group_ = 1;
  std::vector<Part> parts_;
  state::Buffer ids_;
};

/// The positions in [begin, end) whose mark is not 0, ascending, to `ids`; how many.
std::uint32_t gather_marked(const std::uint8_t* marks, std::uint64_t begin, std::uint64_t end,
                            std::uint32_t* ids);

}  // namespace snn::events
