#pragma once
// What stands after `=` and `~` in a declaration: values and draws, and what may not enter them.

#include "compiler/sema/context.h"

#include <string_view>

namespace snn::sema {

/// The value after `=` or `~`; `~` must draw and `=` must not. `name` is what is declared.
[[nodiscard]] ExprId check_initial(Context& ctx, Env env, ast::ExprId value, bool is_draw,
                                   SourceSpan name);

[[nodiscard]] bool is_steady(const ast::File& file, ast::ExprId expr);

/// Reports N010 when the value reads what changes during the run; `what` is fixed before it.
bool require_fixed(Context& ctx, ExprId value, std::string_view what);

/// D203, with the start that suggests itself. `type` is that of the unit, when one is written.
void report_no_start(Context& ctx, const Env& env, const ast::Decl& decl, const Type& type);

}  // namespace snn::sema
