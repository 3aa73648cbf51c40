#pragma once
// What is said about files and imports. Families: N names, I files and the tool itself.

#include "compiler/diag/diagnostic.h"

#include <string_view>
#include <vector>

namespace snn::driver {

using diag::DiagDef;
using diag::Severity;
using Text = std::string_view;

// ---- imports
// --------------------------------------------------------------------------------------
inline constexpr DiagDef<Text> kNoSuchModule{Severity::Error, "N005", "there is no {}"};
inline constexpr DiagDef<Text> kImportCycle{Severity::Error, "N006",
                                            "this import closes a circle: {}"};
inline constexpr DiagDef<Text, Text> kNoSuchImport{Severity::Error, "N007",
                                                   "`{}` declares no `{}`"};

// ---- files
// ----------------------------------------------------------------------------------------
inline constexpr DiagDef<Text> kMissingFile{Severity::Error, "I901", "`{}` does not exist"};
inline constexpr DiagDef<Text> kDirectory{Severity::Error, "I902",
                                          "`{}` is a directory; a model is a file"};
inline constexpr DiagDef<Text, Text> kUnreadable{Severity::Error, "I903", "`{}` {}"};
inline constexpr DiagDef<Text> kOutside{Severity::Error, "I904",
                                        "`{}` lies outside the directory of the model"};
inline constexpr DiagDef<Text> kDeclaresNothing{Severity::Error, "I905", "`{}` declares nothing"};
inline constexpr DiagDef<Text, Text> kUnwritable{Severity::Error, "I906",
                                                 "`{}` cannot be written: {}"};
inline constexpr DiagDef<Text, Text> kNoLibrary{Severity::Error, "I907",
                                                "`{}` is no library of models: {}"};
inline constexpr DiagDef<Text> kNoExperiment{Severity::Error, "I908",
                                             "there is no experiment or test `{}`"};
inline constexpr DiagDef<> kNothingToRun{Severity::Error, "I909",
                                         "there is no experiment, test or network to run"};

// ---- running
// --------------------------------------------------------------------------------------
inline constexpr DiagDef<Text, Text> kNotIntegrated{Severity::Error, "I921",
                                                    "`{}` cannot be integrated: {}"};

inline constexpr DiagDef<Text, Text, Text> kSolverRefused{Severity::Error, "I922",
                                                          "`solver = {}` does not suit `{}`: {}"};

inline constexpr DiagDef<Text, Text> kKernelStays{Severity::Error, "E315", "the kernel `{}` {}"};

/// Every message of this room and of the programs in text that it reads, for the test that proves
/// each one is produced.
[[nodiscard]] std::vector<diag::DiagInfo> all_diagnostics();

}  // namespace snn::driver
