#include "compiler/cli/report.h"

#include "compiler/cli/exit_code.h"
#include "compiler/diag/render_json.h"
#include "compiler/diag/render_text.h"
#include "compiler/driver/diagnostics.h"
#include "compiler/explain/explain.h"
#include "compiler/lower/diagnostics.h"
#include "compiler/network/diagnostics.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/syntax/diagnostics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace snn::cli {
namespace {

constexpr std::size_t kMostShown = 50;

std::string describe(std::string_view code) {
  const auto page = explain::page_of(code);
  return std::string(page ? explain::title_of(*page) : code);
}

/// A file that the command names and nobody can open is a mistake of the command.
bool is_about_command(const diag::Diagnostic& diagnostic) {
  return !diagnostic.span.is_valid() && diagnostic.code.starts_with('I');
}

int exit_code(const diag::Selection& selection, const ReportOptions& options) {
  if (std::ranges::any_of(selection.shown, is_about_command)) return kUsage;
  const bool warnings_count = options.warnings_fail && selection.n_warnings > 0;
  return selection.n_errors > 0 || warnings_count ? kModel : kOk;
}

}  // namespace

std::string_view version() {
  return SNN_VERSION;
}

std::vector<diag::DiagInfo> all_diagnostics() {
  std::vector<diag::DiagInfo> all;
  for (const auto& room :
       {syntax::all_diagnostics(), sema::all_diagnostics(), network::all_diagnostics(),
        lower::all_diagnostics(), driver::all_diagnostics()})
    all.insert(all.end(), room.begin(), room.end());
  std::ranges::stable_sort(all, {}, &diag::DiagInfo::code);
  return all;
}

int report(driver::Session& session, const ReportOptions& options) {
  diag::SelectionOptions selected{.with_notes = options.with_notes};
  if (options.format == Format::Text) selected.most_shown = kMostShown;
  const diag::Selection selection =
      diag::select(session.diagnostics(), session.sources(), selected);
  switch (options.format) {
    case Format::Text: {
      const diag::TextOptions text{.is_coloured = is_coloured(options.colour, STDERR_FILENO)};
      const std::string rendered = diag::render_text(selection, session.sources(), text);
      std::fwrite(rendered.data(), 1, rendered.size(), stderr);
      break;
    }
    case Format::Json: print(diag::render_json(selection, session.sources())); break;
    case Format::Sarif:
      print(diag::render_sarif(selection, session.sources(),
                               {.version = version(), .describe = describe}));
      break;
  }
  return exit_code(selection, options);
}

bool is_coloured(Colour wanted, int file_descriptor) {
  switch (wanted) {
    case Colour::Always: return true;
    case Colour::Never: return false;
    case Colour::Auto: break;
  }
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_unwanted = no_colour != nullptr && *no_colour != '\0';
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return !is_unwanted && !is_dumb && ::isatty(file_descriptor) == 1;
}

void print_stage_times(const driver::Session& session) {
  for (const driver::StageTime& time : session.times()) {
    const std::chrono::duration<double, std::milli> spent = time.spent;
    fmt::print(stderr, "{:<16}{:>8.1f} ms\n", time.stage, spent.count());
  }
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace snn::cli
