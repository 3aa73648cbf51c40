#pragma once
// A unit's text taken apart, to be written as mathematics writes units.

#include <optional>
#include <string_view>
#include <vector>

namespace snn::typeset {

/// `ms^-2`; the exponent is a fraction, mostly over 1.
struct UnitTerm {
  std::string_view name;
  int power = 1;
  int root = 1;
};

/// The factors of `uF/cm^2`, `per ms`, `1/(mV*ms)`; the number 1 is no factor. None when the text
/// is something else.
[[nodiscard]] std::optional<std::vector<UnitTerm>> unit_terms(std::string_view text);

/// A prefix that is written with another sign than it is typed: `u` for `µ`.
[[nodiscard]] bool has_micro_prefix(std::string_view name);

}  // namespace snn::typeset
