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

void print_times(const host::Report& report, const host::Spent& compiled) {
  const auto row = [](std::string_view what, const host::Spent& spent) {
    fmt::print(stderr, "{:<8} {:>10.4f} s {:>10.4f} s of processors\n", what, spent.on_the_clock,
               spent.of_processors);
  };
  row("compile", compiled);
  for (const host::Point& point : report.points) {
    row("set up", point.set_up);
    row("run", point.steps);
  }
}

}  // namespace snn::cli
