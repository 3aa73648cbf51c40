#pragma once
// What is in scope and could mend a mistake: the capacitance that was forgotten, the slope factor
// to divide by, the resting potential to start from.

#include "compiler/sema/context.h"

namespace snn::sema {

/// A parameter whose dimension is `wanted`; none when there is none.
[[nodiscard]] SymbolId parameter_of(const Context& ctx, ScopeId scope,
                                    const model::DimTerm& wanted);

/// The smallest positive parameter of the dimension of `type` that `used` does not name already:
/// what one divides by to get a plain number.
[[nodiscard]] SymbolId scale_of(const Context& ctx, ScopeId scope, const Type& type,
                                SourceSpan used);

/// Adds to a report of U103 how `value` becomes a plain number, when a scale is in scope.
void suggest_scale(Context& ctx, diag::DiagBuilder& report, ScopeId scope, ExprId value);

/// Says where a unit was left out when a variable meets a quantity: U107 for a parameter that was
/// given a bare number and U114 for a state that starts at `steady`, where the unit belongs. The
/// variable is silent from then on. False when `value` is neither.
bool report_unit_left_out(Context& ctx, ExprId value, const Type& wanted);
/// The same for the state of an equation.
bool report_unit_left_out(Context& ctx, SymbolId variable, const Type& wanted, SourceSpan use);

}  // namespace snn::sema
