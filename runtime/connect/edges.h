#pragma once
// The edges that a rule makes: the same for a seed and a stream, whatever the number of threads and
// whatever the target.

#include "runtime/connect/rule.h"
#include "runtime/random/streams.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace snn::connect {

struct Edge {
  Cell source = 0;
  Cell target = 0;
  /// The number of earlier edges between the same two cells.
  std::uint32_t multiplicity = 0;

  friend bool operator==(const Edge&, const Edge&) = default;
};

/// What the draws of a projection are keyed by.
struct Draws {
  random::Key key;
  random::Stream stream = 0;
};

/// Cells [begin, end): the part of the work that one worker does.
struct Range {
  Cell begin = 0;
  Cell end = 0;
};

/// Which end's cells are independent of one another under a rule, so that the work may be cut
/// there.
enum class Axis { BySource, ByTarget };
[[nodiscard]] Axis axis_of(const Rule& rule);

/// Numbers that must be known for all cells before any of them makes its edges: the row counts of
/// `fixed_total`. Empty for every other rule.
using RowCounts = std::vector<std::uint64_t>;
[[nodiscard]] RowCounts row_counts(const Rule& rule, const Ends& ends, const Draws& draws);

/// The edges of the cells in `range` along the rule's axis, in no promised order.
[[nodiscard]] std::vector<Edge> edges_of(const Rule& rule, const Ends& ends, const Draws& draws,
                                         const RowCounts& counts, Range range);

/// All edges in canonical order: by source, target, multiplicity. `n_parts` workers' parts are
/// made one after another and joined: the result does not depend on it.
[[nodiscard]] std::vector<Edge> connect(const Rule& rule, const Ends& ends, const Draws& draws,
                                        std::size_t n_parts = 1);

/// Rows of a canonical list: row i begins at `begins[i]` and ends at `begins[i + 1]`.
[[nodiscard]] std::vector<std::uint64_t> row_begins(std::span<const Edge> edges, Cell n_sources);

/// Why a rule cannot be kept between these ends; empty when it can.
[[nodiscard]] std::string why_impossible(const Rule& rule, const Ends& ends);

}  // namespace snn::connect
