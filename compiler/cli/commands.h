#pragma once
// One function a command; each returns the exit code.

#include "compiler/cli/options.h"

#include <array>
#include <string_view>

namespace snn::cli {

/// The words that take the place of a code, as in `snn explain solver FILE`.
inline constexpr std::array<std::string_view, 3> kTopics = {"solver", "schedule", "storage"};

/// In place of a file of `snn test`: the library.
inline constexpr std::string_view kStandardLibrary = "std";
/// In place of a target of `snn test`.
inline constexpr std::string_view kAllTargets = "all";

[[nodiscard]] int run_check(const CheckOptions& options);
[[nodiscard]] int run_fmt(const FmtOptions& options);
[[nodiscard]] int run_build(const BuildOptions& options);
[[nodiscard]] int run_run(const RunOptions& options);
[[nodiscard]] int run_test(const TestOptions& options);
[[nodiscard]] int run_doc(const DocOptions& options);
[[nodiscard]] int run_dump(const DumpOptions& options);
[[nodiscard]] int run_opt(const OptOptions& options);
[[nodiscard]] int run_explain(const ExplainOptions& options);

}  // namespace snn::cli
