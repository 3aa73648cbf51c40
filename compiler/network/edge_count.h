#pragma once
// How many edges a projection will have, before any is made.

#include "compiler/network/builder.h"

#include <functional>
#include <optional>

namespace snn::network {

/// The pairs that a rule may choose among, at the declared values.
struct AllowedPairs {
  double n_sources = 0;
  double n_targets = 0;
  double n_pairs = 0;
  bool is_at_most = false;  // conditions were not counted out
  /// Of one source (or target): the fewest that any cell of the other side has.
  double fewest_sources = 0;
  double fewest_targets = 0;
};
/// None when a size is not known.
[[nodiscard]] std::optional<AllowedPairs> allowed_pairs(const Builder& builder,
                                                        const Projection& projection);

[[nodiscard]] std::optional<EdgeCount> count_edges(const Builder& builder,
                                                   const Projection& projection);

}  // namespace snn::network
