// snn fmt FILE…: rewrites models in the one style.
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/format/format.h"

#include <algorithm>

namespace snn::cli {
namespace {

/// The text in the one style and the text as it is; nothing when it cannot be read as a model.
struct Formatted {
  std::string before;
  std::string after;
};

std::optional<Formatted> format_input(driver::Session& session, const std::string& file) {
  const std::size_t n_errors = session.diagnostics().n_errors();
  const std::optional<ast::File> tree = parse_input(session, file);
  if (!tree || session.diagnostics().n_errors() > n_errors) return std::nullopt;
  return Formatted{std::string(session.sources().file(tree->source).text()),
                   format::format(*tree, session.sources())};
}

}  // namespace

int run_fmt(const FmtOptions& options) {
  const source::DiskFileSystem disk;
  driver::Session session(disk, session_options(options.read));
  bool all_formatted = true;
  for (const std::string& file : options.read.files) {
    const std::optional<Formatted> formatted = format_input(session, file);
    if (!formatted) continue;
    const bool is_formatted = formatted->before == formatted->after;
    if (options.only_checks) {
      if (!is_formatted) print(file + "\n");
      all_formatted = all_formatted && is_formatted;
    } else if (options.to_stdout || file == kStandardInput) {
      print(formatted->after);
    } else if (!is_formatted && !write_file(session, file, formatted->after)) {
      break;
    }
  }
  const int exit = report(session, options.report);
  return exit == kOk && !all_formatted ? kModel : exit;
}

}  // namespace snn::cli
