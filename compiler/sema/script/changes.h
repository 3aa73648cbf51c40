#pragma once
// What an experiment does to a running network: `set` and `broadcast`.

#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

[[nodiscard]] std::optional<model::SetStep> check_set(Context& ctx, const Env& env,
                                                      const ast::Set& item);
[[nodiscard]] std::optional<model::BroadcastStep> check_broadcast(Context& ctx, const Env& env,
                                                                  const ast::Broadcast& item);

}  // namespace snn::sema
