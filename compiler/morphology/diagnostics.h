#pragma once
// What is said of a cell whose parts make no tree, or of a cable without a shape.

#include "compiler/diag/diagnostic.h"

#include <string_view>
#include <vector>

namespace snn::morphology {

using diag::DiagDef;
using diag::Severity;
using Text = std::string_view;

inline constexpr DiagDef<Text> kNoTree{Severity::Error, "D221", "{}"};
inline constexpr DiagDef<Text, Text> kNoShape{Severity::Error, "D222", "the cable `{}` {}"};

inline constexpr DiagDef<Text, Text> kMorphology{Severity::Error, "D223", "`{}` {}"};

/// Every message of this room, for the test that proves each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::morphology
