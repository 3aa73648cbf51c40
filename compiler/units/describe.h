#pragma once
// Dimensions in the user's words: "a voltage", "mV", "voltage per time".

#include "compiler/units/dimension.h"
#include "compiler/units/unit.h"

#include <optional>
#include <string>
#include <string_view>

namespace snn::units {

/// "voltage", "current", "conductance per area", "plain number"; none when it has no name.
[[nodiscard]] std::optional<std::string_view> quantity_name(const Dimension& dimension);

/// The spelling a modeller would choose when none was written: `mV`, `pA`, `nS`, `pF`, `Hz`,
/// `mV/ms`, `uF/cm^2`; falls back to a product such as `pA*mV^2/ms`. A plain number is `1`.
[[nodiscard]] std::string preferred_unit(const Dimension& dimension);

/// "a voltage (mV)", "a plain number", "a quantity in mV*nS". `spelling` is the user's own unit and
/// wins over the preferred one when it is not empty.
[[nodiscard]] std::string with_article(const Dimension& dimension, std::string_view spelling);
/// "voltage (mV)", for labels.
[[nodiscard]] std::string quantity_and_unit(const Dimension& dimension, std::string_view spelling);

/// An internal value as a modeller would write it, in the unit `spelling` or, when that is empty or
/// of another dimension, in the preferred one: "-61.5 mV", "0.04 [1/(mV*ms)]", "0.5". Rounded to
/// 12 significant digits, so that noise of the arithmetic never shows.
[[nodiscard]] std::string quantity_text(double internal, const Dimension& dimension,
                                        std::string_view spelling, const UnitTable& table);

}  // namespace snn::units
