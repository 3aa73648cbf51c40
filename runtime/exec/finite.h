#pragma once
// Whether all states of cells and of the whole run are numbers still; those of edges are looked
// after where they are written: `finite_edges.h`.

#include "runtime/exec/network.h"
#include "runtime/exec/worst_value.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace snn::exec {

/// A value of a cell, or a number of the run.
struct NotFiniteAt {
  blueprint::FieldId field = blueprint::FieldId::none;
  blueprint::GlobalId global = blueprint::GlobalId::none;
  std::uint64_t cell = 0;
  double value = 0;
};

class FiniteCheck {
 public:
  /// As the states are now, before the first step.
  void start(const Network& network);
  /// The first: numbers of the run, then by field and cell.
  [[nodiscard]] std::optional<NotFiniteAt> find(Network& network) const;

 private:
  struct WatchedField {
    blueprint::FieldId field = blueprint::FieldId::none;
    Tolerance tolerance;
  };
  struct WatchedNumber {
    blueprint::GlobalId global = blueprint::GlobalId::none;
    Tolerance tolerance;
  };
  std::vector<WatchedField> fields_;
  std::vector<WatchedNumber> numbers_;
};

}  // namespace snn::exec
