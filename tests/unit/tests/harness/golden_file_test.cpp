#include "tests/harness/golden_file.h"

#include <doctest/doctest.h>

using snn::golden::GoldenFile;
using snn::golden::Match;
using snn::golden::parse_golden_file;

TEST_CASE("golden file: the commands stand in the comments that open it") {
  const GoldenFile file = parse_golden_file("a.snn",
                                            "# run: snn check %s\n# exit: 1\n# run: snn fmt %s\n"
                                            "neuron A {}\n# run: not a command\n");
  REQUIRE(file.mistake.empty());
  REQUIRE(file.runs.size() == 2);
  CHECK(file.runs[0].command == "snn check %s");
  CHECK(file.runs[0].exit == 1);
  CHECK(file.runs[1].exit == 0);
}

TEST_CASE("golden file: the program is what remains without expectations") {
  const GoldenFile file =
      parse_golden_file("a.snn", "# run: snn check %s\nx\n#~ ^ error: no\ny\n#| out\n#|\n");
  CHECK(file.sections.front().text() == "# run: snn check %s\nx\ny\n");
  CHECK(file.expected_output == std::vector<std::string>{"out", ""});
}

TEST_CASE("golden file: a line with a name starts a second program") {
  const GoldenFile file =
      parse_golden_file("a.snn", "# run: snn check %s\nimport b\n# --- b.snn\nneuron B {}\n");
  REQUIRE(file.sections.size() == 2);
  CHECK(file.sections[1].name == "b.snn");
  CHECK(file.sections[1].text() == "neuron B {}\n");
}

TEST_CASE("golden file: a missing newline at the end is kept, for it may be what is tested") {
  CHECK(parse_golden_file("a.snn", "# run: snn check %s\nx").sections[0].text().ends_with("x"));
  CHECK(parse_golden_file("a.snn", "# run: snn check %s\nx\n").sections[0].text().ends_with("x\n"));
}

TEST_CASE("golden file: a byte order mark and carriage returns do not hide the commands") {
  const GoldenFile file =
      parse_golden_file("a.snn", "\xEF\xBB\xBF# run: snn check %s\r\n# exit: 1\r\n");
  REQUIRE(file.runs.size() == 1);
  CHECK(file.runs[0].command == "snn check %s");
  CHECK(file.runs[0].exit == 1);
}

TEST_CASE("golden file: what a test cannot mean is a mistake of the test") {
  CHECK_FALSE(parse_golden_file("a.snn", "neuron A {}\n").mistake.empty());
  CHECK_FALSE(parse_golden_file("a.snn", "# exit: 1\n").mistake.empty());
  CHECK_FALSE(parse_golden_file("a.snn", "# run: snn check %s\n# exit: no\n").mistake.empty());
  CHECK_FALSE(parse_golden_file("a.snn", "# run: snn check %s\n# match: most\n").mistake.empty());
}

TEST_CASE("golden file: a code that a fix may leave comes with a reason") {
  const GoldenFile with_reason = parse_golden_file(
      "a.snn", "# run: snn check %s\n# fix: leaves U105, because there are two of them\n");
  CHECK(with_reason.mistake.empty());
  CHECK(with_reason.fix_leaves.contains("U105"));
  CHECK_FALSE(
      parse_golden_file("a.snn", "# run: snn check %s\n# fix: leaves U105\n").mistake.empty());
}

TEST_CASE("golden file: only some lines are compared when it says so") {
  CHECK(parse_golden_file("a.snn", "# run: snn check %s\n# match: some\n").match == Match::Some);
}
