#pragma once
// Where blanks and line ends decide how neighbouring words are read.

#include <string_view>

namespace snn::format {

/// Whether what begins at `rest` says that the word before it is a name, although a number stands
/// before that: `4  m = 1`, `4  m += 1`, `4  m: mV`, `4  m[3]`, `4  m.x`. Otherwise `4 m` is 4
/// metres.
[[nodiscard]] bool makes_name(std::string_view rest);

/// Whether `before/behind` without blanks is the derivative of something, as in `delay/dt`.
[[nodiscard]] bool is_read_as_derivative(std::string_view before, std::string_view behind);

}  // namespace snn::format
