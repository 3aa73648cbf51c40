#pragma once
// `connect`: who is joined to whom, through which synapse, under which rules.

#include "compiler/sema/network/draft.h"

namespace snn::sema {

/// Declares the name after `as`.
void declare_connect(Context& ctx, const Draft& draft, const ast::Connect& item);
void check_connect(Context& ctx, const Draft& draft, SourceSpan span, const ast::Connect& item);

}  // namespace snn::sema
