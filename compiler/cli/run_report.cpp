#include "compiler/cli/run_report.h"

#include "compiler/cli/report.h"

#include <fmt/format.h>

#include <cstdio>

namespace snn::cli {
namespace {

std::string text_of(const host::Point& point) {
  std::string text;
  for (const host::Variable& variable : point.variables)
    text += fmt::format("{} = {:g} {}  ", variable.name, variable.value, variable.unit);
  if (!text.empty()) text += '\n';
  for (const host::PopulationSummary& population : point.populations) {
    text += fmt::format("  {:<16} {:>8} cells  {:>10.2f} Hz  ", population.name, population.n_cells,
                        population.rate);
    text += population.cv == population.cv ? fmt::format("CV {:.2f}\n", population.cv) : "CV -\n";
  }
  return text;
}

std::string text_of(const host::Outcome& outcome) {
  return fmt::format("  {} {}: {:g} {}\n", outcome.holds ? "ok    " : "failed", outcome.text,
                     outcome.value, outcome.unit);
}

/// The sentence of a requirement that did not hold is in the kernel that asked.
std::string reason(const ir::Program& program, const host::Report& report) {
  static_cast<void>(program);
  return report.status.text;
}

}  // namespace

void show_progress(const host::Progress& progress) {
  fmt::print(stderr,
             "\r\033[K{:.1f} of {:.1f} ms  {:.2f} times real time  {:.1f} Hz  {:.0f} s left",
             progress.time, progress.end, progress.slowness, progress.rate, progress.seconds_left);
  std::fflush(stderr);
}

void clear_progress() {
  fmt::print(stderr, "\r\033[K");
}

void print_result(const ir::Program& program, const host::Report& report) {
  std::string text = program.blueprint.name + '\n';
  for (const host::Point& point : report.points)
    text += text_of(point);
  for (const host::Outcome& outcome : report.outcomes)
    text += text_of(outcome);
  if (!report.directory.empty()) text += fmt::format("  results in {}\n", report.directory);
  text += fmt::format("  hash {}\n", report.hash);
  print(text);
  if (!report.status.is_ok())
    fmt::print(stderr, "snn: {}{}{}\n", report.status.place,
               report.status.place.empty() ? "" : ": ", reason(program, report));
}

}  // namespace snn::cli
