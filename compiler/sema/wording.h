#pragma once
// Types and places in the user's own words and units.

#include "compiler/sema/context.h"

#include <string>
#include <string_view>

namespace snn::sema {

/// "a voltage (mV)", "a plain number", "a quantity of the port (target)", "a condition"
[[nodiscard]] std::string with_article(const Context& ctx, const Type& type);
/// "voltage (mV)"
[[nodiscard]] std::string quantity_and_unit(const Context& ctx, const Type& type);
/// The unit alone: "mV", "target/ms", "1"
[[nodiscard]] std::string unit_of(const Context& ctx, const Type& type);
/// What the user wrote there, on one line and not too long.
[[nodiscard]] std::string excerpt(const Context& ctx, SourceSpan span);
/// `[0, inf)` of bounds that are written `in [0, inf)`.
[[nodiscard]] std::string_view interval_text(const Context& ctx, SourceSpan bounds);
/// The file and line of a place, when it is not in `near`'s file; else "line 12".
[[nodiscard]] std::string place_of(const Context& ctx, SourceSpan span, SourceSpan near);
/// A value with its unit: "-61.5 mV"
[[nodiscard]] std::string value_text(const Context& ctx, double value, const Type& type);
/// Adds what white noise is and how it is scaled.
void explain_noise(diag::DiagBuilder& report);
/// "a, b and c" in backticks
[[nodiscard]] std::string list_of(const std::vector<std::string>& names);

}  // namespace snn::sema
