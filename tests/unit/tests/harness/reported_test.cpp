#include "tests/harness/reported.h"

#include <doctest/doctest.h>

using snn::golden::read_reported;
using snn::golden::Reported;

TEST_CASE("reported: one diagnostic a line, everything else is output") {
  const auto output = read_reported(R"({"severity":"error","code":"U101","message":"no"}
an ordinary line
{"not": "a diagnostic"}
)");
  CHECK(output.diagnostics.size() == 1);
  CHECK(output.other_lines.size() == 2);
}

TEST_CASE("reported: every part of a diagnostic is read") {
  const auto output = read_reported(
      R"({"severity":"error","code":"U102","message":"no","file":"a.snn","label":"mV",)"
      R"("span":{"line":1,"column":2,"end_line":3,"end_column":4},)"
      R"("related":[{"file":"b.snn","span":{"line":5,"column":6,"end_line":5,"end_column":7},)"
      R"("message":"ms"}],"notes":["why"],"help":["how"],)"
      R"("fixes":[{"title":"write","edits":[{"span":{"line":1,"column":2,"end_line":1,)"
      R"("end_column":3},"replacement":"x"}]}]})");
  REQUIRE(output.diagnostics.size() == 1);
  const Reported& diagnostic = output.diagnostics.front();
  REQUIRE(diagnostic.place.has_value());
  CHECK(diagnostic.place->end_line == 3);
  CHECK(diagnostic.label == "mV");
  REQUIRE(diagnostic.related.size() == 1);
  CHECK(diagnostic.related[0].file == "b.snn");
  CHECK(diagnostic.related[0].place.column == 6);
  CHECK(diagnostic.notes == std::vector<std::string>{"why"});
  CHECK(diagnostic.help == std::vector<std::string>{"how"});
  REQUIRE(diagnostic.fixes.size() == 1);
  REQUIRE(diagnostic.fixes[0].edits.size() == 1);
  CHECK(diagnostic.fixes[0].edits[0].file == "a.snn");
  CHECK(diagnostic.fixes[0].edits[0].text == "x");
}

TEST_CASE("reported: a diagnostic about a whole file has no place") {
  const auto output = read_reported(
      R"({"severity":"error","code":"I901","message":"no","file":"a.snn","span":null})");
  REQUIRE(output.diagnostics.size() == 1);
  CHECK_FALSE(output.diagnostics[0].place.has_value());
}
