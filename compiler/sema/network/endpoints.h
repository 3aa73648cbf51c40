#pragma once
// The two ends of a connection, the targets of drives: which populations they name, and which of
// their inputs.

#include "compiler/sema/network/ports.h"

namespace snn::sema {

/// The populations that a reference leads to (a group has several), and how many of its names were
/// needed for that.
struct NamedCells {
  std::vector<Cells> members;
  std::size_t n_parts = 0;
};

/// None after a report, or when the name is of something that was reported.
[[nodiscard]] std::optional<NamedCells> find_cells(Context& ctx, const Env& env,
                                                   const ast::Ref& ref);

/// `E`, `E[0..50]`, `(E, I)`, a group: where a connection comes from. Empty after a report.
[[nodiscard]] std::vector<model::EndpointRef> check_sources(Context& ctx, const Env& env,
                                                            const ast::Endpoint& endpoint);

/// `E.exc`, `(E, I).s`, `all.I`: where it leads to. Empty after a report.
[[nodiscard]] std::vector<Port> check_targets(Context& ctx, const Env& env,
                                              const ast::Endpoint& endpoint, Traffic traffic,
                                              bool may_be_implied = false);

/// The cells of an endpoint without ports.
[[nodiscard]] std::vector<Cells> check_cells(Context& ctx, const Env& env,
                                             const ast::Endpoint& endpoint);

}  // namespace snn::sema
