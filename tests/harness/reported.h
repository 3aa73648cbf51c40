#pragma once
// Diagnostics as the program reports them with `--json`: one object a line, columns in characters.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::golden {

/// From `column` of `line` up to, not including, `end_column` of `end_line`; all count from 1.
struct Place {
  int line = 1;
  int column = 1;
  int end_line = 1;
  int end_column = 1;
};

struct Related {
  std::string file;
  Place place;
  std::string message;
};

struct Edit {
  std::string file;
  Place place;
  std::string text;
};

struct Fix {
  std::string title;
  std::vector<Edit> edits;
};

struct Reported {
  std::string severity;
  std::string code;
  std::string message;
  std::string file;
  /// Absent when the message is about a file as a whole.
  std::optional<Place> place;
  std::string label;
  std::vector<Related> related;
  std::vector<std::string> notes;
  std::vector<std::string> help;
  std::vector<Fix> fixes;
};

struct ReportedOutput {
  std::vector<Reported> diagnostics;
  /// Lines that are no JSON object: output of the command itself.
  std::vector<std::string> other_lines;
};

[[nodiscard]] ReportedOutput read_reported(std::string_view json_lines);

}  // namespace snn::golden
