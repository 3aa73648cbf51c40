#pragma once
// What is said of a network that cannot be built, or can but costs too much. Families: C
// connectivity, X experiments. What the checker says in the same words is in model/limits.h.

#include "compiler/diag/diagnostic.h"

#include <string_view>
#include <vector>

namespace snn::network {

using diag::DiagDef;
using diag::Severity;
using Text = std::string_view;

inline constexpr DiagDef<Text, Text> kSynapses{Severity::Note, "C511", "{} synapses, {}"};
inline constexpr DiagDef<Text, Text> kTooLarge{
    Severity::Error, "C518", "this network needs about {} of memory; {} may be used"};
inline constexpr DiagDef<Text> kDiffersBetweenCells{
    Severity::Error, "C519", "`{}` differs from cell to cell, and one value is needed here"};
inline constexpr DiagDef<Text, Text> kLayout{Severity::Error, "C520", "the layout of `{}` {}"};
inline constexpr DiagDef<Text, Text> kDataFile{Severity::Error, "X607", "`{}` {}"};
inline constexpr DiagDef<Text, Text> kDataShape{Severity::Error, "X608", "`{}` {}"};

/// Every message of this room, for the test that proves each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::network
