#include "tests/harness/golden_test.h"

#include "tests/harness/annotate.h"
#include "tests/harness/diff.h"
#include "tests/harness/fixes.h"
#include "tests/harness/golden_file.h"
#include "tests/harness/match_some.h"
#include "tests/harness/reported.h"
#include "tests/harness/temp_dir.h"
#include "tests/harness/write_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <tuple>

namespace snn::golden {
namespace {

struct Observed {
  std::vector<int> exits;
  std::vector<Reported> diagnostics;
  std::string output;
  std::string errors;
  bool timed_out = false;
};

std::string with_name(std::string command, const std::string& name) {
  for (auto at = command.find("%s"); at != std::string::npos; at = command.find("%s", at)) {
    command.replace(at, 2, name);
    at += name.size();
  }
  return command;
}

/// Whether `--json` may be put behind the command: it is `snn` alone, with nothing redirected.
bool can_ask_for_json(const std::string& command) {
  return command.starts_with("snn ") && command.find_first_of("|<>;&") == std::string::npos &&
         command.find("--json") == std::string::npos &&
         command.find("--sarif") == std::string::npos;
}

void add_diagnostics(Observed& observed, const Finished& finished) {
  for (const std::string& text : {finished.output, finished.errors}) {
    for (Reported& diagnostic : read_reported(text).diagnostics) {
      const bool known = std::any_of(
          observed.diagnostics.begin(), observed.diagnostics.end(), [&](const Reported& other) {
            const auto key = [](const Reported& d) {
              const Place place = d.place.value_or(Place{});
              return std::tuple(d.file, place.line, place.column, d.code, d.message);
            };
            return key(other) == key(diagnostic);
          });
      if (!known) observed.diagnostics.push_back(std::move(diagnostic));
    }
  }
}

void observe(Observed& observed, const std::string& command, bool expects_diagnostics,
             const Surroundings& surroundings) {
  const bool is_check = command.starts_with("snn check ") && can_ask_for_json(command);
  const Finished finished = run_command(is_check ? command + " --json" : command, surroundings);
  observed.exits.push_back(finished.exit);
  observed.timed_out = observed.timed_out || finished.timed_out;
  observed.errors += finished.errors;
  if (is_check) {
    add_diagnostics(observed, finished);
    for (const std::string& line : read_reported(finished.output).other_lines) {
      observed.output += line + '\n';
    }
    return;
  }
  observed.output += finished.output;
  if ((finished.exit == 1 || expects_diagnostics) && can_ask_for_json(command)) {
    add_diagnostics(observed, run_command(command + " --json", surroundings));
  }
}

Observed observe_all(const GoldenFile& file, const Settings& settings) {
  const TempDir directory;
  write_sections(file, directory.path());
  const Surroundings surroundings{.directory = directory.path(),
                                  .programs = settings.snn.parent_path(),
                                  .time_limit = settings.time_limit};
  const bool expects_diagnostics = file.text.find("\n#~") != std::string::npos;
  Observed observed;
  for (const Run& run : file.runs) {
    observe(observed, with_name(run.command, file.sections.front().name), expects_diagnostics,
            surroundings);
  }
  return observed;
}

std::string check_exits(const GoldenFile& file, const Observed& observed) {
  if (observed.timed_out) return "the command took too long and was stopped\n";
  std::string complaint;
  for (std::size_t i = 0; i < file.runs.size(); ++i) {
    if (file.runs[i].exit == observed.exits[i]) continue;
    complaint += fmt::format("exit code {}, expected {}: {}\n", observed.exits[i],
                             file.runs[i].exit, file.runs[i].command);
  }
  const bool must_fail = file.sections.front().name.starts_with("fail_");
  if (must_fail &&
      std::find(observed.exits.begin(), observed.exits.end(), 0) != observed.exits.end()) {
    complaint += "the name starts with fail_, and a command succeeds\n";
  }
  return complaint;
}

/// Writes the observed exit codes into the `# exit:` lines; lines are added from the last to the
/// first.
void set_exits(GoldenFile& file, const Observed& observed) {
  std::vector<std::string>& lines = file.sections.front().lines;
  for (std::size_t i = file.runs.size(); i-- > 0;) {
    Run& run = file.runs[i];
    if (run.exit == observed.exits[i]) continue;
    run.exit = observed.exits[i];
    const std::string line = fmt::format("# exit: {}", run.exit);
    if (run.exit_line != 0) {
      lines[run.exit_line] = line;
    } else {
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(run.run_line) + 1, line);
    }
  }
}

/// What a person needs to see the failure again.
std::string how_to_repeat(const std::filesystem::path& path, const GoldenFile& file,
                          const Settings& settings) {
  std::string text;
  for (const Run& run : file.runs) {
    std::string command = with_name(run.command, path.string());
    if (command.starts_with("snn ")) command.replace(0, 3, settings.snn.string());
    text += "  " + command + '\n';
  }
  return text;
}

std::string read_text(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

struct Comparison {
  std::string complaint;
  /// The file as it should be to pass; differs from the file only when it can be updated.
  std::string updated;
};

Comparison compare(const GoldenFile& file, const Observed& observed) {
  const std::string wrong_exit = check_exits(file, observed);
  if (!wrong_exit.empty()) return {.complaint = wrong_exit, .updated = file.text};
  if (file.match == Match::Some) {
    const std::string problem = match_some(file.expected_output, observed.output);
    return {.complaint = problem.empty() ? problem : problem + "\n" + observed.output,
            .updated = file.text};
  }
  std::string updated = annotate(file, observed.diagnostics, observed.output);
  return {.complaint = unified_diff(file.text, updated), .updated = std::move(updated)};
}

}  // namespace

Verdict run_golden_test(const std::filesystem::path& path, const Settings& settings) {
  GoldenFile file = parse_golden_file(path.filename().string(), read_text(path));
  if (!file.mistake.empty()) return {.complaint = file.mistake + '\n'};
  Observed observed = observe_all(file, settings);
  if (settings.update_exit && !observed.timed_out && !check_exits(file, observed).empty()) {
    set_exits(file, observed);
    observed = observe_all(file, settings);  // lines may have moved
  }
  Verdict verdict;
  for (const Reported& diagnostic : observed.diagnostics)
    verdict.codes.insert(diagnostic.code);

  const Comparison comparison = compare(file, observed);
  if (settings.update && comparison.updated != file.text) {
    std::ofstream(path, std::ios::binary) << comparison.updated;
    verdict.updated = true;
  } else {
    verdict.complaint = comparison.complaint;
  }
  verdict.complaint +=
      check_fixes(file, observed.diagnostics,
                  {.programs = settings.snn.parent_path(), .time_limit = settings.time_limit});
  if (!verdict.complaint.empty()) {
    if (!observed.errors.empty()) verdict.complaint += "stderr:\n" + observed.errors;
    verdict.complaint += "to see it again:\n" + how_to_repeat(path, file, settings);
  }
  return verdict;
}

}  // namespace snn::golden
