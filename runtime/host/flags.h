#pragma once
// The command line of a compiled simulator: its parameters are its flags.

#include "runtime/host/run.h"
#include "runtime/status/status.h"

#include <span>
#include <string>
#include <string_view>

namespace snn::host {

struct Flags {
  RunOptions run;
  std::string experiment;  // empty: the first
  bool is_quiet = false;
  bool is_help = false;
  bool is_version = false;
};

/// `--set NAME=VALUE`, `--NAME VALUE [UNIT]`, `--NAME=VALUE`, and the flags of every simulator.
/// `arguments` are those behind the name of the program.
status::Result<Flags> read_flags(const blueprint::Blueprint& blueprint,
                                 std::span<const std::string> arguments);

/// What `--help` prints: parameters with units and defaults, then the flags of every simulator.
[[nodiscard]] std::string help_text(const blueprint::Blueprint& blueprint,
                                    std::string_view program);

}  // namespace snn::host
