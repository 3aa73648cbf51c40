#pragma once
// What is said about programs that are right but cannot be run yet. Family: I, the tool itself.

#include "compiler/diag/diagnostic.h"

#include <string_view>
#include <vector>

namespace snn::lower {

using diag::DiagDef;
using diag::Severity;
using Text = std::string_view;

inline constexpr DiagDef<Text> kNotYet{Severity::Error, "I920", "{} cannot be run yet"};

/// Every message of this room, for the test that proves each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::lower
