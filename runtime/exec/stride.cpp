#include "runtime/exec/stride.h"

namespace snn::exec {

using blueprint::GlobalId;
using status::Code;
using status::Result;

namespace {

struct Run {
  std::uint64_t first = 0;
  std::uint64_t step = 1;
  std::uint64_t n = 0;

  [[nodiscard]] std::optional<std::uint64_t> place_of(std::uint64_t position) const {
    if (position < first || (position - first) % step != 0) return std::nullopt;
    const std::uint64_t place = (position - first) / step;
    return place < n ? std::optional(place) : std::nullopt;
  }
};

struct Bounds {
  GlobalId begin;
  GlobalId end;
  GlobalId step;
};

Result<Run> run_of(const state::Globals& globals, const Bounds& bounds, std::uint64_t size,
                   std::string_view what, const std::string& population) {
  const std::int64_t begin = globals.whole(bounds.begin, 0);
  const std::int64_t end = globals.whole(bounds.end, static_cast<std::int64_t>(size));
  const std::int64_t step = globals.whole(bounds.step, 1);
  if (begin < 0 || end > static_cast<std::int64_t>(size) || step < 1) {
    return status::failure(Code::Input, std::string(what) + " " + std::to_string(begin) + " to " +
                                            std::to_string(end) + " of `" + population +
                                            "` do not exist: it has " + std::to_string(size));
  }
  const std::int64_t n = begin < end ? (end - begin + step - 1) / step : 0;
  return Run{static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(step),
             static_cast<std::uint64_t>(n)};
}

}  // namespace

std::optional<std::uint32_t> Stride::place_of(std::uint64_t cell) const {
  if (row_length == 0) {
    const auto place = Run{first, step, n}.place_of(cell);
    return place ? std::optional(static_cast<std::uint32_t>(*place)) : std::nullopt;
  }
  const auto row = Run{first, step, n / n_columns}.place_of(cell / row_length);
  const auto column = Run{first_column, column_step, n_columns}.place_of(cell % row_length);
  if (!row || !column) return std::nullopt;
  return static_cast<std::uint32_t>(*row * n_columns + *column);
}

Result<Stride> stride_of(const state::Globals& globals, const blueprint::Slice& slice,
                         std::uint64_t n_cells, const std::string& population) {
  const Bounds all{slice.begin, slice.end, slice.step};
  if (!exists(slice.row_length)) {
    const auto cells = run_of(globals, all, n_cells, "cells", population);
    if (!cells) return cells.status();
    return Stride{.first = cells->first, .step = cells->step, .n = cells->n};
  }
  const auto row_length = static_cast<std::uint64_t>(globals.whole(slice.row_length, 1));
  const auto rows = run_of(globals, all, n_cells / row_length, "rows", population);
  if (!rows) return rows.status();
  const Bounds of_row{slice.column_begin, slice.column_end, slice.column_step};
  const auto columns = run_of(globals, of_row, row_length, "columns", population);
  if (!columns) return columns.status();
  if (columns->n == 0) return Stride{};
  return Stride{.first = rows->first,
                .step = rows->step,
                .n = rows->n * columns->n,
                .row_length = row_length,
                .first_column = columns->first,
                .column_step = columns->step,
                .n_columns = columns->n};
}

}  // namespace snn::exec
