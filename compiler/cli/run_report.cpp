#include "compiler/cli/run_report.h"

#include "compiler/cli/report.h"
#include "runtime/host/text.h"

#include <fmt/format.h>

#include <cstdio>

namespace snn::cli {

void show_progress(const host::Progress& progress) {
  fmt::print(stderr, "\r\033[K{}", host::progress_text(progress));
  std::fflush(stderr);
}

void clear_progress() {
  fmt::print(stderr, "\r\033[K");
}

void print_result(const host::Report& report) {
  print(host::report_text(report));
  std::fflush(stdout);
  if (report.status.is_ok() || report.status.code == status::Code::Expectation) return;
  const std::string place = report.status.place.empty() ? "" : report.status.place + ": ";
  fmt::print(stderr, "snn: {}{}\n", place, report.status.text);
}

}  // namespace snn::cli
