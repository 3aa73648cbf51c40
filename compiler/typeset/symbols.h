#pragma once
// Names as mathematics writes them: `tau_m` is a tau with the subscript m.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::typeset {

/// `A2_plus` has the base `A` and the subscripts `2` and `plus`.
struct Symbol {
  std::string_view base;
  std::vector<std::string_view> subscripts;
};

[[nodiscard]] Symbol symbol_of(std::string_view name);

/// A letter of the Greek alphabet, as a sign and as a command of LaTeX.
struct GreekLetter {
  std::string_view name;
  std::string_view sign;
  std::string_view command;
};

/// By its English name, `tau`.
[[nodiscard]] const GreekLetter* greek_by_name(std::string_view name);
/// By its sign, `τ`, at the begin of a text.
[[nodiscard]] const GreekLetter* greek_by_sign(std::string_view text);

}  // namespace snn::typeset
