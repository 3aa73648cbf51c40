#pragma once
// What is said about programs in text.

#include "compiler/diag/diagnostic.h"

#include <string_view>
#include <vector>

namespace snn::ir {

using diag::DiagDef;
using diag::Severity;
using Words = std::string_view;

inline constexpr DiagDef<Words, Words> kUnexpected{Severity::Error, "I940", "{} expected, not {}"};
inline constexpr DiagDef<Words, Words> kUnknown{Severity::Error, "I941",
                                                "there is no {} `{}` here"};
inline constexpr DiagDef<Words> kViolation{Severity::Error, "I942", "{}"};

/// Every message of this room, for the test that proves each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::ir
