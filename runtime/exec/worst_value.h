#pragma once
// How bad the worst of many numbers is, at the speed of memory.

#include "runtime/blueprint/ids.h"
#include "runtime/state/column.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace snn::exec {

enum class Worst : std::uint8_t { Finite, Infinite, NotANumber };

/// Of elements [begin, end) of a column of floats, its past apart.
[[nodiscard]] Worst worst_of(const state::Column& column, std::uint64_t begin, std::uint64_t end);

/// Whether all are finite: less than `worst_of` tells, in less time.
[[nodiscard]] bool are_finite(const state::Column& column, std::uint64_t begin, std::uint64_t end);
/// Of the elements with these numbers.
[[nodiscard]] bool are_finite(const state::Column& column, std::span<const std::uint64_t> elements);

/// What is wrong in a column: of one that began with an infinity (a spike that was never: at
/// -inf) only NaN is wrong.
struct Tolerance {
  bool may_be_infinite = false;

  [[nodiscard]] bool allows(Worst worst) const {
    return worst == Worst::Finite || (worst == Worst::Infinite && may_be_infinite);
  }
};

/// A column of the states of edges.
struct WatchedColumn {
  blueprint::FieldId field = blueprint::FieldId::none;
  std::size_t column = 0;  // of a shard
  Tolerance tolerance;
};

/// The first number of an element, which may be an array, that is not finite.
[[nodiscard]] double not_finite_of(const state::Column& column, std::uint64_t element);

}  // namespace snn::exec
