#include "compiler/diag/render_json.h"

#include "tests/unit/compiler/diag/program.h"

#include <nlohmann/json.hpp>

namespace snn::diag {
namespace {

using nlohmann::json;

Selection all_of(const TestProgram& program) {
  return select(program.diags, program.sources, {});
}

TEST_CASE("json: one line a message, with columns in characters and bytes beside them") {
  TestProgram program("τ = x\n");
  program.diags.emit(kTestError, program.span("x"))
      .at("here")
      .label(program.span("τ"), "there")
      .note("why")
      .help("what to do")
      .fix("write y", program.span("x"), "y");
  const std::string line = render_json(all_of(program), program.sources);
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  const json place = {{"line", 1},       {"column", 5}, {"end_line", 1},
                      {"end_column", 6}, {"begin", 5},  {"end", 6}};
  const json other = {{"line", 1},       {"column", 1}, {"end_line", 1},
                      {"end_column", 2}, {"begin", 0},  {"end", 2}};
  const json edit = {{"file", "lif.snn"}, {"span", place}, {"replacement", "y"}};
  CHECK(json::parse(line) ==
        json({{"severity", "error"},
              {"code", "U102"},
              {"message", "cannot add"},
              {"file", "lif.snn"},
              {"span", place},
              {"label", "here"},
              {"related", {{{"file", "lif.snn"}, {"span", other}, {"message", "there"}}}},
              {"notes", {"why"}},
              {"help", {"what to do"}},
              {"fixes", {{{"title", "write y"}, {"edits", {edit}}}}}}));
}

TEST_CASE("json: any text is a valid string") {
  TestProgram program("x\n");
  program.diags.emit(kTestError, program.span("x"))
      .note("quote \" backslash \\ tab \t line \n bell \a")
      .note("broken \xff\xc3");
  const json message = json::parse(render_json(all_of(program), program.sources));
  CHECK(message["notes"][0] == "quote \" backslash \\ tab \t line \n bell \a");
  CHECK(message["notes"][1] == "broken \uFFFD\uFFFD");
}

TEST_CASE("json: a message about no place has a null span") {
  TestProgram program("");
  program.diags.emit(kTestError, {});
  CHECK(json::parse(render_json(all_of(program), program.sources))["span"].is_null());
}

TEST_CASE("sarif: a log with a rule for each code and a result for each message") {
  TestProgram program("a b\n", "my model.snn");
  program.diags.emit(kTestError, program.span("a"))
      .label(program.span("b"), "there")
      .note("why")
      .fix("write y", program.span("a"), "y");
  program.diags.emit(kTestHint, program.span("b"));
  const auto describe = [](std::string_view code) { return "about " + std::string(code); };
  const json log = json::parse(
      render_sarif(all_of(program), program.sources, {.version = "1.2", .describe = describe}));
  CHECK(log["version"] == "2.1.0");
  const json& run = log["runs"][0];
  CHECK(run["tool"]["driver"]["name"] == "snn");
  CHECK(run["tool"]["driver"]["version"] == "1.2");
  CHECK(run["tool"]["driver"]["rules"][0]["id"] == "U102");
  CHECK(run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "about U102");
  CHECK(run["columnKind"] == "unicodeCodePoints");
  const json& first = run["results"][0];
  CHECK(first["ruleId"] == "U102");
  CHECK(first["level"] == "error");
  CHECK(first["message"]["text"] == "cannot add\nnote: why");
  const json& location = first["locations"][0]["physicalLocation"];
  CHECK(location["artifactLocation"]["uri"] == "my%20model.snn");
  CHECK(location["region"]["endColumn"] == 2);
  CHECK(first["relatedLocations"][0]["message"]["text"] == "there");
  const json& change = first["fixes"][0]["artifactChanges"][0];
  CHECK(change["replacements"][0]["insertedContent"]["text"] == "y");
  CHECK(run["results"][1]["level"] == "note");
}

TEST_CASE("sarif: a clean program gives an empty list of results") {
  TestProgram program("a\n");
  const json log = json::parse(render_sarif(all_of(program), program.sources, {.version = "1"}));
  CHECK(log["runs"][0]["results"] == json::array());
}

}  // namespace
}  // namespace snn::diag
