// The program `snn`.
#include "compiler/cli/command_line.h"
#include "compiler/cli/crash_report.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/report.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>

int main(int argc, char** argv) {
  snn::cli::install_crash_report(argc, argv, snn::cli::version());
  int exit = snn::cli::kInternal;
  try {
    exit = snn::cli::run_command_line(argc, argv);
  } catch (const std::exception& exception) {
    snn::cli::crash(exception.what());
  }
  // A full disk behind `>` shows only when the last bytes leave.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    fmt::print(stderr, "snn: standard output cannot be written: {}\n", std::strerror(errno));
    return snn::cli::kUsage;
  }
  return exit;
}
