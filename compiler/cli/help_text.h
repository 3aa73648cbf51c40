#pragma once
// What `--help` prints, written by hand so that it fits a screen and reads well.

#include <string>
#include <string_view>

namespace snn::cli {

/// The help of a command, or of `snn` itself for the empty name.
[[nodiscard]] std::string_view help_text(std::string_view command);

}  // namespace snn::cli
