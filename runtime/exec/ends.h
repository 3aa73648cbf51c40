#pragma once
// A projection as `runtime/connect` sees it: a rule between two rows of cells that are counted from
// 0, and how these lie in their populations.

#include "runtime/connect/edges.h"
#include "runtime/connect/rule.h"
#include "runtime/exec/listed_pairs.h"
#include "runtime/exec/network.h"
#include "runtime/exec/stride.h"
#include "runtime/status/status.h"

namespace snn::exec {

struct Joined {
  Stride from;
  Stride to;
  PairList listed;  // of a list or a matrix
  connect::Rule rule;
  connect::Draws draws;
};
[[nodiscard]] status::Result<Joined> joined_by(const Network& network, blueprint::ProjectionId id);

/// The rule and the ends for one thread, whose kernels of pairs are called with `worker`'s
/// arguments.
struct PairCalls {
  connect::Rule rule;
  connect::Ends ends;
};
[[nodiscard]] PairCalls pair_calls(const Network& network, blueprint::ProjectionId id,
                                   const Joined& joined, Worker& worker);

}  // namespace snn::exec
