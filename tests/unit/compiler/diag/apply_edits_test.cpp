#include "compiler/diag/apply_edits.h"

#include "tests/unit/compiler/diag/program.h"

namespace snn::diag {
namespace {

TEST_CASE("edits: replacing, inserting and deleting in any order") {
  TestProgram program("one two three");
  const std::vector<Edit> edits = {
      {program.span("three"), ""}, {program.span("one"), "1"}, {{program.file, 4, 4}, "and "}};
  CHECK(apply_edits(program.sources.file(program.file).text(), edits) == "1 and two ");
}

TEST_CASE("edits: the first fix of each message is applied, overlapping ones once") {
  TestProgram program("a b c");
  program.diags.emit(kTestError, program.span("a"))
      .fix("x", program.span("a"), "x")
      .fix("never", program.span("b"), "never");
  program.diags.emit(kTestWarning, program.span("a")).fix("y", program.span("a"), "y");
  program.diags.emit(kTestError, program.span("c")).fix("z", program.span("c"), "z");
  program.diags.emit(kTestError, program.span("b"));
  const FixedFiles fixed = apply_fixes(program.diags.sorted(), program.sources);
  CHECK(fixed.texts.at(program.file) == "x b z");
  CHECK(fixed.n_applied == 2);
  CHECK(fixed.n_left_out == 1);
}

TEST_CASE("edits: without a fix no file changes") {
  TestProgram program("a");
  program.diags.emit(kTestError, program.span("a"));
  CHECK(apply_fixes(program.diags.sorted(), program.sources).texts.empty());
}

}  // namespace
}  // namespace snn::diag
