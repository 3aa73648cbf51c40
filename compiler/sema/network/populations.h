#pragma once
// Populations, groups of them, and where their cells lie.

#include "compiler/sema/network/draft.h"

namespace snn::sema {

void declare_population(Context& ctx, const Draft& draft, const ast::Population& item);
/// Sizes and settings of what was declared.
void check_population(Context& ctx, const Draft& draft, const ast::Population& item);

void declare_group(Context& ctx, const Draft& draft, const ast::Group& item);
void check_place(Context& ctx, const Draft& draft, const ast::Place& item);

}  // namespace snn::sema
