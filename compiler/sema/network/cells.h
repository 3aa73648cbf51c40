#pragma once
// How many cells a path leads to, and how many two paths share, as far as it is known.

#include "compiler/model/eval.h"
#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

/// The number of all cells of a population.
[[nodiscard]] std::optional<double> size_of(const Context& ctx, SymbolId population,
                                            const model::Bindings& bindings);
/// The number of cells that a path leads to in this use.
[[nodiscard]] std::optional<double> n_cells(const Context& ctx, const model::Path& path,
                                            const model::Bindings& bindings);
/// The number of cells at both ends of a connection: those that `except self` speaks of.
[[nodiscard]] std::optional<double> n_shared(const Context& ctx, const model::EndpointRef& from,
                                             const model::EndpointRef& to,
                                             const model::Bindings& bindings);

}  // namespace snn::sema
