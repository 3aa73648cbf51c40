#pragma once
// States of synapses and rules that are left alone until something happens to them: between events
// they follow a closed form, and a number of the step in which they were settled last says how far.

#include "compiler/lower/edges.h"
#include "compiler/lower/expressions.h"
#include "compiler/lower/workspace.h"

#include <map>
#include <vector>

namespace snn::lower {

/// The lazy states of one slot, by place. Left out, and moved on in every step, are those
/// - without a closed form, or which an equation, an `inject` or a condition reads at all times;
/// - of cells, when the other end's spikes look at them: every edge would compute what one cell
/// can.
[[nodiscard]] std::vector<LazyGroup> lazy_groups(
    Workspace& work, const Slot& slot, const std::map<StateVariable, blueprint::Place>& places);

/// Steps that passed since the group was settled.
[[nodiscard]] ValueId steps_since(Expressions& here, const FieldRef& last, bool is_at_end);
/// The number of steps behind which a settled state is valid.
[[nodiscard]] ValueId steps_now(ir::Builder& builder, bool is_at_end);

}  // namespace snn::lower
