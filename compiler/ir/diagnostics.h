#pragma once
// What is said about programs in text.

#include "compiler/diag/diagnostic.h"

#include <string_view>
#include <vector>

namespace snn::ir {

using diag::DiagDef;
using diag::Severity;
using Words = std::string_view;

inline constexpr DiagDef<Words, Words> kUnexpected{Severity::Error, "I920", "{} expected, not {}"};
inline constexpr DiagDef<Words, Words> kNoSuchRow{Severity::Error, "I921", "there is no {} `{}`"};
inline constexpr DiagDef<Words> kNoSuchWord{Severity::Error, "I922", "`{}` means nothing here"};
inline constexpr DiagDef<Words> kNoSuchValue{Severity::Error, "I923", "`{}` has no value here"};
inline constexpr DiagDef<Words> kViolation{Severity::Error, "I924", "{}"};

/// Every message of this room, for the test that proves each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::ir
