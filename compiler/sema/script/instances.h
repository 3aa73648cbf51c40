#pragma once
// `network net = Brunel(g = 5)`: a network in use, with values for its parameters.

#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

/// Declares the name; what may follow it is what the network declares.
void declare_instance(Context& ctx, const Env& env, const ast::NetworkInstance& item);

/// The values, compared with the network's parameters. None when the network is not known.
[[nodiscard]] std::optional<model::InstanceStep> check_instance(Context& ctx, const Env& env,
                                                                const ast::NetworkInstance& item);

}  // namespace snn::sema
