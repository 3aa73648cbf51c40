#pragma once
// A network being put together: where its names are, and what it becomes. The populations that an
// experiment or a test declares itself are a network without a name.

#include "compiler/sema/context.h"

#include <vector>

namespace snn::sema {

struct Draft {
  const ast::File* file = nullptr;
  ScopeId scope;
  model::NetworkId network;
  /// What `let` may read: the network's parameters, or also the measures of an experiment.
  Place let_place = Place::Network;

  [[nodiscard]] Env env(Place place) const {
    Env env;
    env.file = file;
    env.scope = scope;
    env.place = place;
    return env;
  }
};

/// Declares populations, groups, `let`s and the names of connections; their types are found on
/// demand.
void declare_network_items(Context& ctx, const Draft& draft, const std::vector<ast::ItemId>& items);

/// Checks the same items. Drives are left to the caller, for whom they are statements in order.
void check_network_items(Context& ctx, const Draft& draft, const std::vector<ast::ItemId>& items);

}  // namespace snn::sema
