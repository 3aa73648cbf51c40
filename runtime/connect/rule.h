#pragma once
// Who is joined to whom, before any edge exists: the rules of `pairs`, as values.

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <variant>

namespace snn::connect {

using Cell = std::uint32_t;

/// Every allowed pair.
struct All {};
/// Cell k of the source with cell k of the target.
struct OneToOne {};
/// Each allowed pair with the same probability.
struct Probability {
  double p = 0;
};
/// Each allowed pair with a probability of its own.
struct PairProbability {
  std::function<double(Cell source, Cell target)> p;
};
/// Each target receives from exactly `count` allowed sources; with `is_multi` one may come again.
struct FixedIn {
  std::uint64_t count = 0;
  bool is_multi = false;
};
/// Each source sends to exactly `count` allowed targets.
struct FixedOut {
  std::uint64_t count = 0;
  bool is_multi = false;
};
/// Exactly `count` edges in all, every allowed pair equally likely.
struct FixedTotal {
  std::uint64_t count = 0;
  bool is_multi = false;
};
/// These pairs, in this order.
struct List {
  std::span<const std::pair<Cell, Cell>> pairs;  // not owned
};

using Rule =
    std::variant<All, OneToOne, Probability, PairProbability, FixedIn, FixedOut, FixedTotal, List>;

/// The two ends: their sizes, and which pairs may be joined at all.
struct Ends {
  Cell n_sources = 0;
  Cell n_targets = 0;
  /// Both ends are one population and a cell is not joined to itself.
  bool excludes_self = false;
  /// `where` and `except` of the model; empty: every pair.
  std::function<bool(Cell source, Cell target)> allows = {};

  [[nodiscard]] bool is_allowed(Cell source, Cell target) const {
    if (excludes_self && source == target) return false;
    return !allows || allows(source, target);
  }
};

}  // namespace snn::connect
