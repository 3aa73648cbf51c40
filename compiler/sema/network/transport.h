#pragma once
// What a synapse sends and what its rules change, against the ports and cells of one connection.

#include "compiler/sema/network/connection_values.h"
#include "compiler/sema/network/ports.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {

/// What goes to the target before any port is looked at.
struct Sent {
  Traffic traffic = Traffic::Spikes;
  /// Every `deliver` and `inject` says `to port`.
  bool names_ports = false;
  std::string first_port;
};
/// `exc.s` as words behind a population's name.
[[nodiscard]] std::vector<ast::RefPart> words_of(std::string_view path, SourceSpan span);

[[nodiscard]] Sent what_is_sent(const Context& ctx, SymbolId synapse, bool has_inject);

/// A connection whose parts are known.
struct ConnectionUse {
  const model::ProjectionDef& projection;
  SourceSpan synapse;  // where it is named, or the ends of the connection
  const std::vector<UsedRule>& rules;
  const Ends& ends;
  const std::vector<Port>& ports;
};

/// S406, S409, S410, U106 for what the synapse and the rules ask of the two ends.
[[nodiscard]] bool check_transport(Context& ctx, const Env& env, const ConnectionUse& use);

/// C503 and C504: the sign and size of what is delivered (weights.cpp).
void check_weights(Context& ctx, const ConnectionUse& use);

}  // namespace snn::sema
