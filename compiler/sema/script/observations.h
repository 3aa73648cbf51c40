#pragma once
// What an experiment looks at: `record` and `expect`.

#include "compiler/sema/context.h"

#include <map>
#include <string>

namespace snn::sema {

/// Where each file is written.
using RecordedFiles = std::map<std::string, SourceSpan>;

[[nodiscard]] model::RecordStep check_record(Context& ctx, const Env& env, const ast::Record& item,
                                             RecordedFiles& files);
[[nodiscard]] model::ExpectStep check_expect(Context& ctx, const Env& env, const ast::Expect& item);

/// Remembers what the expression reads of cells and synapses: it is not without use.
void observe(Context& ctx, ExprId expr);

}  // namespace snn::sema
