#pragma once
// Inputs of populations, as connections, drives and feeds name them.

#include "compiler/sema/context.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace snn::sema {

struct Port {
  model::EndpointRef ref;
  SourceSpan span;   // of its name, as the user wrote it
  std::string name;  // `E.exc`
  Type type;         // of one spike's weight, or of the value
  bool is_spike = false;
};

/// What is sent decides which of several inputs is meant.
enum class Traffic { Spikes, Values, Either };

/// Some cells of one population: the path that leads to them.
struct Cells {
  std::vector<model::PathStep> steps;
  SymbolId population;
  std::string name;
};

/// The words after a population's name, and where they stand.
struct PortWords {
  std::span<const ast::RefPart> parts;
  SourceSpan span;
};

/// The input that the words lead to; reports C505, C513 or C515. Without words it is the only input
/// that takes what is sent, if `may_be_implied`, else C513.
[[nodiscard]] std::optional<Port> find_port(Context& ctx, const Env& env, const Cells& cells,
                                            const PortWords& words, Traffic traffic,
                                            bool may_be_implied = false);

/// "exc, inh, shunt": what may stand after the population's name.
[[nodiscard]] std::vector<std::string> port_names(const Context& ctx, SymbolId population,
                                                  Traffic traffic);

[[nodiscard]] const model::Variable& variable_of(const Context& ctx, const Port& port);

/// "nS per spike", "pA", "a plain number per spike"
[[nodiscard]] std::string what_it_takes(const Context& ctx, const Port& port);

/// Reports U106 for a value that cannot enter the port; `span` is where it stands.
diag::DiagBuilder report_port_mismatch(Context& ctx, SourceSpan span, std::string_view value,
                                       const Type& type, const Port& port);

}  // namespace snn::sema
