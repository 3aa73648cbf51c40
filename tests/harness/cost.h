#pragma once
// What one run of a program costs: its time from start to end, its share of the processor, and the
// memory it held at most.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace snn::golden {

using Milliseconds = std::chrono::duration<double, std::milli>;

struct Cost {
  /// As the shell counts: 128 + n when signal n ended the program.
  int exit = 0;
  Milliseconds time{};
  /// Does not grow because others use the machine too.
  Milliseconds processor_time{};
  std::size_t peak_bytes = 0;
};

/// Runs a program, without a shell and without its output. It is ended when it has used the
/// processor for longer than the limit.
[[nodiscard]] Cost cost_of(const std::vector<std::string>& command, std::chrono::seconds limit);

}  // namespace snn::golden
