#include "tests/harness/fixes.h"

#include "tests/harness/temp_dir.h"
#include "tests/harness/text_position.h"
#include "tests/harness/write_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <tuple>
#include <utility>

namespace snn::golden {
namespace {

/// How often each message is given. Places are left out: a fix moves what stands behind it.
using Census = std::map<std::pair<std::string, std::string>, int>;

Census census_of(const std::vector<Reported>& diagnostics, bool errors_only) {
  Census census;
  for (const Reported& diagnostic : diagnostics) {
    if (errors_only && diagnostic.severity != "error") continue;
    ++census[{diagnostic.code, diagnostic.message}];
  }
  return census;
}

int count(const Census& census, const Reported& diagnostic) {
  const auto found = census.find({diagnostic.code, diagnostic.message});
  return found == census.end() ? 0 : found->second;
}

std::size_t byte_of(const std::vector<std::string>& lines, int line, int column) {
  std::size_t byte = 0;
  const auto n_before = std::min(lines.size(), static_cast<std::size_t>(line - 1));
  for (std::size_t i = 0; i < n_before; ++i)
    byte += lines[i].size() + 1;
  return n_before < lines.size() ? byte + byte_of_column(lines[n_before], column) : byte;
}

GoldenFile with_fix(const GoldenFile& file, const Fix& fix) {
  GoldenFile fixed = file;
  for (Section& section : fixed.sections) {
    std::vector<Edit> edits;
    std::copy_if(fix.edits.begin(), fix.edits.end(), std::back_inserter(edits),
                 [&](const Edit& edit) { return edit.file == section.name; });
    const std::string text = apply_edits(section.text(), std::move(edits));
    section.lines = split_lines(text);
    section.ends_with_newline = text.ends_with('\n');
  }
  return fixed;
}

std::string what_remains(const GoldenFile& file, const std::vector<Reported>& before,
                         const Reported& diagnostic, const std::vector<Reported>& after) {
  const auto may_remain = [&](const Reported& d) { return file.fix_leaves.contains(d.code); };
  if (count(census_of(after, false), diagnostic) >= count(census_of(before, false), diagnostic) &&
      !may_remain(diagnostic)) {
    return "the diagnostic is still there";
  }
  const Census errors_before = census_of(before, true);
  const Census errors_after = census_of(after, true);
  for (const Reported& error : after) {
    if (count(errors_after, error) > count(errors_before, error) && !may_remain(error)) {
      return fmt::format("it brings a new error[{}] in line {}: {}", error.code,
                         error.place ? error.place->line : 0, error.message);
    }
  }
  return {};
}

}  // namespace

std::string apply_edits(const std::string& text, std::vector<Edit> edits) {
  // From the end of the text to its start, so that what is still to be done does not move.
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  const std::vector<std::string> lines = split_lines(text);
  std::string result = text;
  for (const Edit& edit : std::views::reverse(edits)) {
    const std::size_t begin =
        std::min(text.size(), byte_of(lines, edit.place.line, edit.place.column));
    const std::size_t end =
        std::min(text.size(), byte_of(lines, edit.place.end_line, edit.place.end_column));
    result.replace(begin, std::max(begin, end) - begin, edit.text);
  }
  return result;
}

std::string check_fixes(const GoldenFile& file, const std::vector<Reported>& diagnostics,
                        const Surroundings& surroundings) {
  std::string complaints;
  for (const Reported& diagnostic : diagnostics) {
    for (const Fix& fix : diagnostic.fixes) {
      const TempDir directory;
      const GoldenFile fixed = with_fix(file, fix);
      write_sections(fixed, directory.path());
      Surroundings here = surroundings;
      here.directory = directory.path();
      const Finished finished =
          run_command(fmt::format("snn check --json {}", file.sections.front().name), here);
      const std::string problem =
          what_remains(file, diagnostics, diagnostic, read_reported(finished.output).diagnostics);
      if (problem.empty()) continue;
      complaints += fmt::format("the fix `{}` of {}[{}] does not help: {}\n", fix.title,
                                diagnostic.severity, diagnostic.code, problem);
    }
  }
  return complaints;
}

}  // namespace snn::golden
