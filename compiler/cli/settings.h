#pragma once
// Numbers that the command line gives to a program: `--set net.g=4.5`, `--set "net.J=0.2 mV"`,
// `--duration "2 s"`.

#include "compiler/cli/options.h"
#include "compiler/support/result.h"
#include "runtime/blueprint/blueprint.h"
#include "runtime/host/run.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::cli {

struct GivenNumbers {
  std::vector<host::Setting> settings;
  std::optional<double> duration;  // in ms
};

/// Or a sentence about what cannot be understood, with what there is instead.
[[nodiscard]] Result<GivenNumbers> settings_of(const blueprint::Blueprint& blueprint,
                                               const RunOptions& options);

}  // namespace snn::cli
