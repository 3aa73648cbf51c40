#pragma once
// A program in text through passes, and back to text: what `snn opt` does.

#include "compiler/driver/session.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::driver {

struct OptimiseOptions {
  std::vector<std::string> passes;  // by name, in order
  std::string effort;               // "0", "1" or "2": this pipeline instead
  std::string precision = "f64";    // for the pass `machine`
  std::string print_after;          // a pass: the program as it leaves it, before the last one
  bool verifies_each = false;
};

[[nodiscard]] std::vector<std::string> pass_names();

/// Nothing when the file cannot be had or read; why is among the messages.
[[nodiscard]] std::optional<std::string> optimise(Session& session, const std::string& path,
                                                  const OptimiseOptions& options);

}  // namespace snn::driver
