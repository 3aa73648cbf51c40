#include "compiler/cli/inputs.h"

#include "compiler/cli/crash_report.h"
#include "compiler/driver/diagnostics.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

namespace snn::cli {
namespace {

/// Up to one byte more than may be read, so that too much is noticed.
Result<std::string> read_standard_input() {
  std::string text;
  std::string chunk(std::size_t{1} << 16U, '\0');
  for (std::size_t n = 1; n > 0 && text.size() <= source::kLargestFile;) {
    n = std::fread(chunk.data(), 1, chunk.size(), stdin);
    text.append(chunk, 0, n);
  }
  if (std::ferror(stdin) != 0) return Failure{"cannot be read"};
  if (text.size() > source::kLargestFile)
    return Failure{"is larger than 16 MiB, the largest model file that is read"};
  return text;
}

std::optional<std::string> standard_input(driver::Session& session) {
  Result<std::string> text = read_standard_input();
  if (text) return std::move(*text);
  session.diagnostics().emit(driver::kUnreadable, {}, kNameOfStandardInput, text.error());
  return std::nullopt;
}

}  // namespace

driver::SessionOptions session_options(const ReadOptions& options) {
  return {.library_directory = options.library_directory,
          .readable_directories = options.readable_directories};
}

std::optional<driver::Checked> check_input(driver::Session& session, const std::string& file) {
  set_crash_input(file);
  if (file != kStandardInput) return session.check(file);
  std::optional<std::string> text = standard_input(session);
  if (!text) return std::nullopt;
  return session.check_text(kNameOfStandardInput, std::move(*text));
}

std::optional<ast::File> parse_input(driver::Session& session, const std::string& file) {
  set_crash_input(file);
  if (file != kStandardInput) return session.parse(file);
  std::optional<std::string> text = standard_input(session);
  if (!text) return std::nullopt;
  return session.parse_text(kNameOfStandardInput, std::move(*text));
}

bool write_file(driver::Session& session, const std::string& path, std::string_view text) {
  errno = 0;
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.close();
  if (stream) return true;
  const char* why = errno != 0 ? std::strerror(errno) : "the disk may be full";
  session.diagnostics().emit(driver::kUnwritable, {}, path, why);
  return false;
}

}  // namespace snn::cli
