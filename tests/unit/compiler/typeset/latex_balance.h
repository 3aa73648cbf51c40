#pragma once
// What a LaTeX compiler would stumble over, found without one.

#include <string>
#include <string_view>

namespace snn::typeset {

/// The first place where braces, environments, `\left` and `\right` or dollar signs do not match,
/// or where the rows of a table differ in length; empty when all is well.
[[nodiscard]] std::string latex_fault(std::string_view text);

}  // namespace snn::typeset
