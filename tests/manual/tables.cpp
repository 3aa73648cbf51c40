#include "tests/manual/tables.h"

#include "tests/harness/golden_file.h"

#include <fmt/format.h>

#include <array>
#include <regex>
#include <vector>

namespace snn::manual {
namespace {

constexpr std::string_view kBegin = "<!-- built-in names: written by snn_manual --update -->\n";
constexpr std::string_view kEnd = "<!-- end of built-in names -->\n";

struct Row {
  std::string name;
  std::string group;
  std::string arguments;
  std::string result;
  std::string summary;
};

std::vector<Row> read_rows(const std::string& definitions) {
  static const std::regex kRow(
      R"re(SNN_INTRINSIC\(\w+, "(\w+)", (\w+), "([^"]*) -> ([^"]*)",\s*"([^"]*)"\))re");
  std::vector<Row> rows;
  for (std::sregex_iterator row(definitions.begin(), definitions.end(), kRow), end; row != end;
       ++row) {
    rows.push_back({.name = (*row)[1],
                    .group = (*row)[2],
                    .arguments = (*row)[3],
                    .result = (*row)[4],
                    .summary = (*row)[5]});
  }
  return rows;
}

struct Heading {
  std::string_view text;
  std::vector<std::string_view> groups;
};

std::string line_of(const Row& row) {
  const bool has_result =
      row.result != "any" && (row.group == "Function" || row.group == "Measure");
  const std::string result = has_result ? fmt::format(": {}", row.result) : std::string();
  return fmt::format("| `{}({}){}` | {} |\n", row.name, row.arguments, result, row.summary);
}

}  // namespace

std::string built_in_names(std::string_view definitions) {
  const std::array<Heading, 7> headings{
      Heading{"Functions", {"Function"}},
      Heading{"Distributions, after `~`", {"Distribution"}},
      Heading{"Processes, after `drive … ~`", {"Process"}},
      Heading{"Data, after `let` and `data`", {"Data", "Dataset"}},
      Heading{"Layouts, after `place … on`", {"Layout"}},
      Heading{"Measures, in experiments and tests", {"Measure"}},
      Heading{"Training", {"Training", "Optimizer"}},
  };
  const std::vector<Row> rows = read_rows(std::string(definitions));
  std::string text;
  for (const Heading& heading : headings) {
    text += fmt::format("\n**{}**\n\n| call | what it is |\n|---|---|\n", heading.text);
    for (const std::string_view group : heading.groups) {
      for (const Row& row : rows) {
        if (row.group == group) text += line_of(row);
      }
    }
  }
  return text + '\n';
}

std::string with_built_in_names(std::string_view manual, std::string_view tables) {
  const std::size_t begin = manual.find(kBegin);
  const std::size_t end = manual.find(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
    return std::string(manual);
  }
  return fmt::format("{}{}{}", manual.substr(0, begin + kBegin.size()), tables, manual.substr(end));
}

}  // namespace snn::manual
