#pragma once
// The cells at one end of a projection: of a population, or of a part of it.

#include "runtime/blueprint/blueprint.h"
#include "runtime/state/globals.h"
#include "runtime/status/status.h"

#include <cstdint>
#include <optional>
#include <string>

namespace snn::exec {

/// Cells first, first + step, … of a population. Of a sheet these are rows, each `row_length` cells
/// long, and the same columns of each row are meant.
struct Stride {
  std::uint64_t first = 0;
  std::uint64_t step = 1;
  std::uint64_t n = 0;           // cells in all
  std::uint64_t row_length = 0;  // 0: no sheet
  std::uint64_t first_column = 0;
  std::uint64_t column_step = 1;
  std::uint64_t n_columns = 1;

  /// Which cell of the population cell i of these is.
  [[nodiscard]] std::uint32_t operator[](std::uint32_t i) const {
    if (row_length == 0) return static_cast<std::uint32_t>(first + i * step);
    const std::uint64_t row = first + i / n_columns * step;
    const std::uint64_t column = first_column + i % n_columns * column_step;
    return static_cast<std::uint32_t>(row * row_length + column);
  }
  /// The reverse; none: the cell is not among these.
  [[nodiscard]] std::optional<std::uint32_t> place_of(std::uint64_t cell) const;

  friend bool operator==(const Stride&, const Stride&) = default;
};

/// Fails when there are no such cells in a population of `n_cells`.
[[nodiscard]] status::Result<Stride> stride_of(const state::Globals& globals,
                                               const blueprint::Slice& slice, std::uint64_t n_cells,
                                               const std::string& population);

}  // namespace snn::exec
