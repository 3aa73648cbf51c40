#include "tests/harness/golden_file.h"

#include <charconv>
#include <optional>

namespace snn::golden {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The value of a line `# key: value`.
std::optional<std::string_view> directive(std::string_view line, std::string_view key) {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  if (!line.starts_with("# ")) return std::nullopt;
  line.remove_prefix(2);
  if (!line.starts_with(key)) return std::nullopt;
  line.remove_prefix(key.size());
  if (!line.starts_with(":")) return std::nullopt;
  return trim(line.substr(1));
}

bool is_comment(std::string_view line) {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  return line.starts_with("#");
}

void read_exit(GoldenFile& file, std::string_view value, std::size_t line) {
  if (file.runs.empty()) {
    file.mistake = "`# exit:` stands before any `# run:`";
    return;
  }
  Run& run = file.runs.back();
  run.exit_line = line;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), run.exit);
  if (error != std::errc{} || end != value.data() + value.size()) {
    file.mistake = "`# exit:` needs a number";
  }
}

void read_fix(GoldenFile& file, std::string_view value) {
  constexpr std::string_view kLeaves = "leaves ";
  if (!value.starts_with(kLeaves)) {
    file.mistake = "`# fix:` is written `# fix: leaves CODE, because …`";
    return;
  }
  value.remove_prefix(kLeaves.size());
  const auto end = value.find_first_of(" ,");
  if (end == std::string_view::npos) {
    file.mistake = "`# fix: leaves CODE` needs a reason behind it";
    return;
  }
  file.fix_leaves.emplace(value.substr(0, end));
}

/// The directives stand in the comment lines that open the file.
void read_header(GoldenFile& file) {
  const std::vector<std::string>& lines = file.sections.front().lines;
  for (std::size_t i = 0; i < lines.size() && is_comment(lines[i]); ++i) {
    if (const auto command = directive(lines[i], "run")) {
      file.runs.push_back(Run{.command = std::string(*command), .run_line = i});
    } else if (const auto code = directive(lines[i], "exit")) {
      read_exit(file, *code, i);
    } else if (const auto fix = directive(lines[i], "fix")) {
      read_fix(file, *fix);
    } else if (const auto match = directive(lines[i], "match")) {
      if (*match == "some") {
        file.match = Match::Some;
      } else {
        file.mistake = "`# match:` knows only `some`";
      }
    }
  }
  if (file.runs.empty() && file.mistake.empty()) {
    file.mistake = "no `# run:` line in the comments that open the file";
  }
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return lines;
}

std::string Section::text() const {
  std::string joined;
  for (const std::string& line : lines) {
    joined += line;
    joined += '\n';
  }
  if (!ends_with_newline && !joined.empty()) joined.pop_back();
  return joined;
}

GoldenFile parse_golden_file(std::string_view name, std::string_view text) {
  constexpr std::string_view kSectionMark = "# --- ";
  GoldenFile file{.text = std::string(text)};
  file.sections.push_back(Section{.name = std::string(name)});
  bool last_is_program = true;
  for (const std::string& line : split_lines(text)) {
    last_is_program = false;
    if (line.starts_with("#|")) {
      file.expected_output.push_back(line.substr(line.starts_with("#| ") ? 3 : 2));
    } else if (line.starts_with(kSectionMark)) {
      file.sections.push_back(
          Section{.name = std::string(trim(std::string_view(line).substr(kSectionMark.size())))});
    } else if (!line.starts_with("#~")) {
      file.sections.back().lines.push_back(line);
      last_is_program = true;
    }
  }
  file.sections.back().ends_with_newline = !last_is_program || text.ends_with('\n');
  read_header(file);
  return file;
}

}  // namespace snn::golden
