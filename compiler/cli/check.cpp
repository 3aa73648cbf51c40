// snn check FILE…: reads, checks and says what is wrong; with --fix also repairs.
#include "compiler/cli/commands.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/diag/apply_edits.h"
#include "compiler/diag/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace snn::cli {
namespace {

void check_all(driver::Session& session, const CheckOptions& options) {
  for (const std::string& file : options.read.files) {
    if (options.last_stage == "syntax") {
      (void)parse_input(session, file);
    } else {
      (void)check_input(session, file);
    }
  }
}

/// Writes the repaired files, only the user's own; whether that was possible.
bool apply_fixes(driver::Session& session) {
  diag::Selection selection = diag::select(session.diagnostics(), session.sources(), {});
  std::erase_if(selection.shown, [&](const diag::Diagnostic& diagnostic) {
    return !diagnostic.span.is_valid() || !session.is_users(diagnostic.span.file);
  });
  const diag::FixedFiles fixed = diag::apply_fixes(selection.shown, session.sources());
  for (const auto& [file, text] : fixed.texts) {
    const std::string& path = session.sources().file(file).name();
    if (!write_file(session, path, text)) return false;
    fmt::print(stderr, "fixed {}\n", path);
  }
  return true;
}

}  // namespace

int run_check(const CheckOptions& options) {
  const source::DiskFileSystem disk;
  if (options.with_fixes) {
    driver::Session session(disk, session_options(options.read));
    check_all(session, options);
    if (!apply_fixes(session)) return report(session, options.report);
  }
  driver::Session session(disk, session_options(options.read));
  check_all(session, options);
  const int exit = report(session, options.report);
  if (options.with_times) print_stage_times(session);
  return exit;
}

}  // namespace snn::cli
