// snn explain CODE, snn explain --list: what a message means, with a wrong and a right example.
// snn explain solver|schedule|storage FILE: how its equations will be integrated and why, in which
// order a step does things, where every value lives.
#include "compiler/explain/explain.h"

#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/driver/run_reports.h"
#include "compiler/driver/solver_report.h"
#include "compiler/support/edit_distance.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace snn::cli {
namespace {

/// One line a code and nothing else, so that other programs can read the first word.
int list_codes() {
  std::string text;
  for (const diag::DiagInfo& info : all_diagnostics()) {
    const auto page = explain::page_of(info.code);
    text += fmt::format("{}  {:<7}  {}\n", info.code, diag::name_of(info.severity),
                        page ? explain::title_of(*page) : info.sentence);
  }
  print(text);
  return kOk;
}

int complain_about(const std::string& code) {
  std::vector<std::string_view> codes;
  for (const EmbeddedFile& page : explain::pages())
    codes.push_back(explain::code_of(page));
  fmt::print(stderr, "snn: there is no code `{}`", code);
  if (const auto near = nearest_name(code, codes))
    fmt::print(stderr, "; did you mean `{}`?", *near);
  fmt::print(stderr, "\n`snn explain --list` shows all of them\n");
  return kUsage;
}

int explain_topic(const ExplainOptions& options) {
  const source::DiskFileSystem disk;
  driver::Session session(disk, session_options(options.read));
  auto checked = check_input(session, options.read.files.front());
  if (checked && checked->is_sound) {
    if (options.code == "solver") print(driver::solver_report(session, *checked));
    if (options.code == "schedule")
      print(driver::schedule_report(session, *checked, options.experiment));
    if (options.code == "storage")
      print(driver::storage_report(session, *checked, options.experiment));
  }
  return report(session, options.report);
}

}  // namespace

int run_explain(const ExplainOptions& options) {
  if (std::ranges::find(kTopics, options.code) != kTopics.end()) return explain_topic(options);
  if (options.lists_all) return list_codes();
  const auto page = explain::page_of(options.code);
  if (!page) return complain_about(options.code);
  print(explain::render(*page, is_coloured(options.report.colour, STDOUT_FILENO)));
  return kOk;
}

}  // namespace snn::cli
