#pragma once
// Runs `snn` over an example or a model of the library and says what is not as promised.

#include "tests/manual/examples.h"

#include <filesystem>
#include <string>

namespace snn::manual {

struct Program {
  std::filesystem::path snn;
};

/// Empty when the example keeps its promise.
[[nodiscard]] std::string judge_example(const Example& example, const Program& program);

/// Empty when the file checks without a message and `snn fmt` would leave it as it is.
[[nodiscard]] std::string judge_model(const std::filesystem::path& file, const Program& program);

}  // namespace snn::manual
