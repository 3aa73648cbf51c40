#pragma once
// A golden test as it is written: the programs in it, the commands to run, and what is expected.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace snn::golden {

/// One `# run:` line with the `# exit:` line that follows it, if any.
struct Run {
  std::string command;
  int exit = 0;
  /// Where these stand among the lines of the first section; `exit_line` is 0 when it is not
  /// written.
  std::size_t run_line = 0;
  std::size_t exit_line = 0;
};

/// One program of the test: the file itself, or what follows a `# --- name` line.
struct Section {
  std::string name;
  /// Without line ends and without the expectations between them.
  std::vector<std::string> lines;
  bool ends_with_newline = true;

  [[nodiscard]] std::string text() const;
};

enum class Match { Whole, Some };

struct GoldenFile {
  std::string text;
  std::vector<Section> sections;
  std::vector<Run> runs;
  Match match = Match::Whole;
  /// Codes that may remain after a suggested fix is applied, from `# fix: leaves CODE` lines.
  std::set<std::string> fix_leaves;
  /// The `#|` lines, without the marker.
  std::vector<std::string> expected_output;
  /// What is wrong with the test file itself; empty when it is well formed.
  std::string mistake;
};

[[nodiscard]] GoldenFile parse_golden_file(std::string_view name, std::string_view text);

/// `a\nb\n` and `a\nb` are both two lines.
[[nodiscard]] std::vector<std::string> split_lines(std::string_view text);

}  // namespace snn::golden
