#pragma once
// Where the values of a state come from, as its author wrote it: for the message when one of them
// is no number.

#include "compiler/lower/variable.h"
#include "compiler/lower/workspace.h"
#include "compiler/model/component.h"
#include "compiler/network/plan.h"
#include "runtime/blueprint/entities.h"

namespace snn::lower {

/// Of a component's own state.
void tell_origin(Workspace& work, const model::Component& component, SymbolId state,
                 const Home& home);

/// Of a state of a synapse or of a rule, and of the parameter that the rules of a connection
/// change.
void tell_origin(Workspace& work, const network::Projection& projection,
                 const model::Component& component, const network::Setting& setting,
                 const Home& home);

}  // namespace snn::lower
