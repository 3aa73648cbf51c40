// snn opt --passes=PASS,… FILE.snir: a program in text through passes.
#include "compiler/cli/commands.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/driver/optimise.h"

namespace snn::cli {

int run_opt(const OptOptions& options) {
  const source::DiskFileSystem disk;
  driver::Session session(disk, session_options(options.read));
  const std::optional<std::string> text =
      driver::optimise(session, options.read.files.front(), options.optimise);
  if (text) print(*text);
  const int exit = report(session, options.report);
  if (options.with_times) print_stage_times(session);
  return exit;
}

}  // namespace snn::cli
