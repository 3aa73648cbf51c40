#pragma once
// Which row of its list each edge was made from.

#include "runtime/exec/ends.h"

namespace snn::exec {

/// Fills the field `Pairs::row` while the edges are in their first order.
void number_rows(Network& network, blueprint::ProjectionId id, const Joined& joined);

}  // namespace snn::exec
