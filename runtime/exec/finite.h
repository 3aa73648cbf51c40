#pragma once
// Whether all states of cells are numbers still.

#include "runtime/exec/network.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace snn::exec {

struct NotFiniteAt {
  blueprint::FieldId field = blueprint::FieldId::none;
  std::uint64_t cell = 0;
  double value = 0;
};

/// Looks after states that were finite when they began; of the others (a spike that was never: at
/// -inf) only NaN is wrong.
class FiniteCheck {
 public:
  /// As the states are now, before the first step.
  void start(const Network& network);
  /// The first by field and cell.
  [[nodiscard]] std::optional<NotFiniteAt> find(Network& network) const;

 private:
  struct Watched {
    blueprint::FieldId field = blueprint::FieldId::none;
    bool may_be_infinite = false;
  };
  std::vector<Watched> watched_;
};

}  // namespace snn::exec
