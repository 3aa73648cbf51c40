#pragma once
// Units in source text: their meaning, and what is said when they have none.

#include "compiler/sema/context.h"

#include <optional>

namespace snn::sema {

struct UnitOfText {
  units::Unit unit;
  model::DimTerm dim;  // with `target` where the text has it
};

/// The meaning of a unit annotation or of a literal's unit; reports U105, U109 or U112.
[[nodiscard]] std::optional<UnitOfText> meaning_of(Context& ctx, const Env& env,
                                                   const ast::UnitText& text);

/// The type of `: mV`, with the user's spelling.
[[nodiscard]] Type type_of_unit(Context& ctx, const Env& env, const ast::UnitText& text);

/// `10 mV` in internal units; reports N004 when its unit could also be a division by a name.
[[nodiscard]] ExprId check_quantity(Context& ctx, const Env& env, SourceSpan span,
                                    const ast::Quantity& quantity);

/// The unknown `target` of a synapse or plasticity rule; made at its first use.
[[nodiscard]] model::DimVarId target_of(Context& ctx, ComponentId component, SourceSpan use);

}  // namespace snn::sema
