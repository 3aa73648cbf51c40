// IR.md says what the tables say.

#include "compiler/ir/op_table.h"
#include "compiler/ir/text/parse.h"
#include "compiler/ir/text/print.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace snn::ir {
namespace {

std::string manual() {
  const std::ifstream file(SNN_IR_MANUAL);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("IR.md: its table of ops is that of ops.def") {
  const std::string text = manual();
  const std::size_t begin = text.find("| op |");
  REQUIRE(begin != std::string::npos);
  CHECK_MESSAGE(text.substr(begin) == op_table(), "the table is:\n" << op_table());
}

/// The indented lines behind `## Text`.
std::string example() {
  std::istringstream lines(manual());
  std::string line;
  while (std::getline(lines, line) && line != "## Text") {
  }
  const std::string indent(4, ' ');
  std::string text;
  while (std::getline(lines, line) && !line.starts_with("- ")) {
    if (line.starts_with(indent)) text += line.substr(indent.size()) + "\n";
  }
  return text;
}

TEST_CASE("IR.md: its program is one, and printed as it stands there") {
  source::SourceManager sources;
  diag::Diagnostics diags;
  const std::string text = example();
  const std::optional<Program> program = parse(sources, sources.add("IR.md", text), diags);
  REQUIRE_MESSAGE(program, diags.all().front().message << "\n" << text);
  CHECK(print(*program) == text);
}

}  // namespace
}  // namespace snn::ir
