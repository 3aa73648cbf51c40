#pragma once
// The cells that a measure is about, from one or several populations, numbered one after another.

#include "runtime/blueprint/ids.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace snn::measure {

/// Number of a watched cell: its place among all cells of the measure.
using Position = std::uint32_t;

/// Cells begin, begin + step, … below end of a population.
struct Part {
  blueprint::PopulationId population = blueprint::PopulationId::none;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t step = 1;

  [[nodiscard]] std::uint64_t size() const {
    return end > begin ? (end - begin + step - 1) / step : 0;
  }
};

class CellSet {
 public:
  CellSet() = default;
  explicit CellSet(std::vector<Part> parts);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  /// The part and the cell at a position.
  [[nodiscard]] std::pair<const Part*, std::uint64_t> cell(Position position) const;

  /// Appends the positions of those cells of `fired` that part number `part` holds; `fired`
  /// ascends, and so does what is appended.
  void select(std::size_t part, std::span<const std::uint32_t> fired,
              std::vector<Position>& positions) const;

 private:
  std::vector<Part> parts_;
  std::vector<Position> first_;
  std::size_t size_ = 0;
};

/// Pairs of positions of one and the same cell in two sets.
[[nodiscard]] std::vector<std::pair<Position, Position>> shared_cells(const CellSet& first,
                                                                      const CellSet& second);

}  // namespace snn::measure
