#include "tests/manual/judge.h"

#include "tests/harness/process.h"
#include "tests/harness/reported.h"
#include "tests/harness/temp_dir.h"

#include <fmt/format.h>

#include <fstream>
#include <vector>

namespace snn::manual {
namespace {

golden::Finished run(const std::string& command, const std::filesystem::path& directory,
                     const Program& program) {
  return golden::run_command(command,
                             {.directory = directory, .programs = program.snn.parent_path()});
}

std::string as_text(const golden::Reported& diagnostic) {
  const golden::Place place = diagnostic.place.value_or(golden::Place{});
  return fmt::format("  {}:{}: {}[{}]: {}\n", place.line, place.column, diagnostic.severity,
                     diagnostic.code, diagnostic.message);
}

/// Everything `snn check` says, notes apart: they are given on request only.
std::vector<golden::Reported> messages_of(const golden::Finished& checked) {
  std::vector<golden::Reported> messages;
  for (const std::string* text : {&checked.output, &checked.errors}) {
    for (golden::Reported& diagnostic : golden::read_reported(*text).diagnostics) {
      if (diagnostic.severity != "note") messages.push_back(std::move(diagnostic));
    }
  }
  return messages;
}

std::string as_text(const golden::Finished& checked) {
  std::string text;
  for (const golden::Reported& message : messages_of(checked))
    text += as_text(message);
  return text.empty() ? fmt::format("  exit code {}\n{}", checked.exit, checked.errors) : text;
}

std::string judge_clean(const golden::Finished& checked) {
  if (checked.exit == 0 && messages_of(checked).empty()) return {};
  return "should check without a message:\n" + as_text(checked);
}

std::string judge_mistake(const golden::Finished& checked, const std::string& code) {
  const std::vector<golden::Reported> messages = messages_of(checked);
  if (messages.size() == 1 && messages.front().code == code) return {};
  return fmt::format("should give {} and nothing else:\n", code) + as_text(checked);
}

}  // namespace

std::string judge_example(const Example& example, const Program& program) {
  if (example.promise == Promise::Fragment) return {};
  const golden::TempDir directory;
  std::ofstream(directory.path() / "example.snn", std::ios::binary) << example.text;
  const golden::Finished checked = run("snn check --json example.snn", directory.path(), program);
  return example.promise == Promise::Clean ? judge_clean(checked)
                                           : judge_mistake(checked, example.code);
}

std::string judge_model(const std::filesystem::path& file, const Program& program) {
  const std::string name = file.filename().string();
  const std::filesystem::path directory = file.parent_path();
  std::string complaint = judge_clean(run("snn check --json " + name, directory, program));
  if (run("snn fmt --check " + name, directory, program).exit != 0) {
    complaint += "`snn fmt` would change it\n";
  }
  return complaint;
}

}  // namespace snn::manual
