#pragma once
// One function a command; each returns the exit code.

#include "compiler/cli/options.h"

namespace snn::cli {

/// The word that takes the place of a code in `snn explain solver FILE`.
inline constexpr const char* kSolverTopic = "solver";

[[nodiscard]] int run_check(const CheckOptions& options);
[[nodiscard]] int run_fmt(const FmtOptions& options);
[[nodiscard]] int run_build(const BuildOptions& options);
[[nodiscard]] int run_run(const RunOptions& options);
[[nodiscard]] int run_doc(const DocOptions& options);
[[nodiscard]] int run_dump(const DumpOptions& options);
[[nodiscard]] int run_opt(const OptOptions& options);
[[nodiscard]] int run_explain(const ExplainOptions& options);

}  // namespace snn::cli
