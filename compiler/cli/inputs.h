#pragma once
// The FILE arguments of a command, one after another; `-` is standard input.

#include "compiler/cli/options.h"
#include "compiler/driver/session.h"

#include <optional>
#include <string>

namespace snn::cli {

inline constexpr const char* kStandardInput = "-";
/// How messages name what came from standard input.
inline constexpr const char* kNameOfStandardInput = "<stdin>";

[[nodiscard]] driver::SessionOptions session_options(const ReadOptions& options);

[[nodiscard]] std::optional<driver::Checked> check_input(driver::Session& session,
                                                         const std::string& file);
[[nodiscard]] std::optional<ast::File> parse_input(driver::Session& session,
                                                   const std::string& file);

/// Writes a whole file; a message tells when that is impossible.
[[nodiscard]] bool write_file(driver::Session& session, const std::string& path,
                              std::string_view text);

}  // namespace snn::cli
