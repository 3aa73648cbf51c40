#include "compiler/diag/selection.h"

#include "tests/unit/compiler/diag/program.h"

namespace snn::diag {
namespace {

TEST_CASE("selection: messages stand in the order of the text, each once") {
  TestProgram program("a b\n");
  program.diags.emit(kTestError, program.span("b"));
  program.diags.emit(kTestWarning, program.span("a"));
  program.diags.emit(kTestError, program.span("b"));
  const Selection selection = select(program.diags, program.sources, {});
  REQUIRE(selection.shown.size() == 2);
  CHECK(selection.shown[0].code == "D201");
  CHECK(selection.shown[1].code == "U102");
}

TEST_CASE("selection: notes appear on request") {
  TestProgram program("a\n");
  program.diags.emit(kTestNote, program.span("a"));
  CHECK(select(program.diags, program.sources, {}).shown.empty());
  CHECK(select(program.diags, program.sources, {.with_notes = true}).n_notes == 1);
}

TEST_CASE("selection: a comment on the line allows warnings and hints, never errors") {
  TestProgram program("a  # allow(D201, U110)\nb  # allow(U102)\n");
  program.diags.emit(kTestWarning, program.span("a"));
  program.diags.emit(kTestHint, program.span("a"));
  program.diags.emit(kTestError, program.span("b"));
  const Selection selection = select(program.diags, program.sources, {});
  REQUIRE(selection.shown.size() == 1);
  CHECK(selection.shown[0].code == "U102");
  CHECK(selection.n_warnings == 0);
}

TEST_CASE("selection: only the listed codes, in a comment, on the line itself") {
  TestProgram program("a  # allow(D20)\n\"# allow(D201)\" b\nc\n# allow(D201)\nd # allow(D201\n");
  for (const char* part : {"a  ", "b\n", "c\n", "d #"})
    program.diags.emit(kTestWarning, program.span(part));
  CHECK(select(program.diags, program.sources, {}).shown.size() == 4);
}

TEST_CASE("selection: when there are too many, errors are kept") {
  TestProgram program("a b c\n");
  program.diags.emit(kTestWarning, program.span("a"));
  program.diags.emit(kTestWarning, program.span("b"));
  program.diags.emit(kTestError, program.span("c"));
  const Selection selection = select(program.diags, program.sources, {.most_shown = 2});
  REQUIRE(selection.shown.size() == 2);
  CHECK(selection.shown[0].span == program.span("a"));
  CHECK(selection.shown[1].code == "U102");
  CHECK(selection.n_left_out == 1);
  CHECK(selection.n_warnings == 2);
}

}  // namespace
}  // namespace snn::diag
