#pragma once
// Values given where a model is used: `extends LIF(V_th = 0 mV)`, `use exc = ExpCond(tau = 5 ms)`.

#include "compiler/sema/layer.h"

#include <optional>
#include <string_view>
#include <vector>

namespace snn::sema {

/// The names that may be set where a model is used: of its own body and of its bases.
[[nodiscard]] std::vector<std::string_view> settable_names(const Context& ctx,
                                                           const ModelSource& source);

/// The model whose host variables these are: without any of its own a model has those of its base.
[[nodiscard]] const ModelSource& with_hosts(const Context& ctx, const ModelSource& source);

/// Takes the arguments of a use into `layer`; reports unknown, repeated and unnamed ones.
void add_overrides(Context& ctx, Layer& layer, const Layer& outer,
                   const std::optional<ast::Args>& args, const ModelSource& source, SourceSpan use);

/// Reports parameters that have no default and were not given (N011).
void require_values(Context& ctx, const Layer& layer, const ModelSource& source, SourceSpan use);

}  // namespace snn::sema
