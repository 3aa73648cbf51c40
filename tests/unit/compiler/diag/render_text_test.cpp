#include "compiler/diag/render_text.h"

#include "tests/unit/compiler/diag/program.h"

namespace snn::diag {
namespace {

std::string only_message(const TestProgram& program, const TextOptions& options = {}) {
  REQUIRE(program.diags.all().size() == 1);
  return render_text(program.diags.all().front(), program.sources, options);
}

TEST_CASE("text: two operands on a line, the right one's words beside the marks") {
  TestProgram program("neuron LIF {\n  v' = (E_L - v + I) / tau\n}\n");
  program.diags.emit(kTestError, program.span("I", 2))
      .at("this is a current (pA)")
      .label(program.span("E_L - v"), "this is a voltage (mV)")
      .help("multiply by a resistance");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:2:19\n"
        "  |\n"
        "2 |   v' = (E_L - v + I) / tau\n"
        "  |         -------   ^ this is a current (pA)\n"
        "  |         |\n"
        "  |         this is a voltage (mV)\n"
        "  = help: multiply by a resistance\n");
}

TEST_CASE("text: words hang from their marks when something lies further right") {
  TestProgram program("let x = V + tau\n");
  program.diags.emit(kTestError, program.span("+"))
      .at("not these")
      .label(program.span("V"), "mV")
      .label(program.span("tau"), "ms");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:1:11\n"
        "  |\n"
        "1 | let x = V + tau\n"
        "  |         - ^ --- ms\n"
        "  |         | |\n"
        "  |         | not these\n"
        "  |         mV\n");
}

TEST_CASE("text: far lines are left out, one line between is shown") {
  TestProgram program("a\nb\nc\nd\ne\nf\n");
  program.diags.emit(kTestError, program.span("a"))
      .label(program.span("c"), "near")
      .label(program.span("f"), "far");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:1:1\n"
        "  |\n"
        "1 | a\n"
        "  | ^\n"
        "2 | b\n"
        "3 | c\n"
        "  | - near\n"
        "...\n"
        "6 | f\n"
        "  | - far\n");
}

TEST_CASE("text: a span over lines is marked where it begins and where it ends") {
  TestProgram program("spike when V > 0 {\n  V = 1\n  w = 2\n}\n");
  program.diags.emit(kTestError, program.span("{\n  V = 1\n  w = 2\n}")).at("this block");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:1:18\n"
        "  |\n"
        "1 | spike when V > 0 {\n"
        "  |                  ^\n"
        "...\n"
        "4 | }\n"
        "  | ^ this block\n");
}

TEST_CASE("text: another file has its own heading") {
  TestProgram program("import \"cells.snn\"\nuse x\n");
  const source::FileId cells = program.sources.add("cells.snn", "neuron x { }\n");
  program.diags.emit(kTestError, program.span("x"))
      .label(program.span_in(cells, "x"), "declared here");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:2:5\n"
        "  |\n"
        "2 | use x\n"
        "  |     ^\n"
        " ::: cells.snn:1:8\n"
        "  |\n"
        "1 | neuron x { }\n"
        "  |        - declared here\n");
}

TEST_CASE("text: a fix is shown as the lines it changes") {
  TestProgram program("neuron LIF {\n  dV/dt = I\n}\n");
  program.diags.emit(kTestError, program.span("dV/dt"))
      .fix("write `C * dV/dt`", {program.file, 15, 15}, "C * ");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:2:3\n"
        "  |\n"
        "2 |   dV/dt = I\n"
        "  |   ^^^^^\n"
        "fix: write `C * dV/dt`\n"
        "  |\n"
        "2 -   dV/dt = I\n"
        "2 +   C * dV/dt = I\n");
}

TEST_CASE("text: a fix that adds a line shows only that line") {
  TestProgram program("neuron LIF {\n  state V\n");
  program.diags.emit(kTestError, program.span("{")).fix("close it", {program.file, 23, 23}, "}\n");
  CHECK(only_message(program).ends_with("fix: close it\n  |\n3 + }\n"));
}

TEST_CASE("text: tabs and wide characters keep the marks in place") {
  TestProgram program("\tτ = 神経 + x\n");
  program.diags.emit(kTestError, program.span("x"));
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:1:11\n"
        "  |\n"
        "1 |     τ = 神経 + x\n"
        "  |                ^\n");
}

TEST_CASE("text: a long line is shown around what it is about") {
  TestProgram program(std::string(500, 'a') + " + b + " + std::string(500, 'c') + "\n");
  program.diags.emit(kTestError, program.span("b"));
  CHECK(only_message(program, {.max_width = 20}) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:1:504\n"
        "  |\n"
        "1 | …aaaaa + b + cccccc…\n"
        "  |          ^\n");
}

TEST_CASE("text: a line of megabytes costs no more than a window") {
  TestProgram program(std::string(4'000'000, 'a') + "b" + std::string(4'000'000, 'c'));
  program.diags.emit(kTestError, program.span("b")).at("here");
  CHECK(only_message(program).size() < 1000);
}

TEST_CASE("text: control characters of the source are shown, not obeyed") {
  TestProgram program(std::string("a\x1b[31m\0b\n", 9));
  program.diags.emit(kTestError, program.span("b"));
  CHECK(only_message(program).find("1 | a␛[31m␀b\n") != std::string::npos);
}

TEST_CASE("text: a message about no place has no snippet") {
  TestProgram program("");
  program.diags.emit(kTestError, {}).note("why");
  CHECK(only_message(program) == "error[U102]: cannot add\n  = note: why\n");
}

TEST_CASE("text: the end of the file can be pointed at") {
  TestProgram program("neuron LIF {\n");
  program.diags.emit(kTestError, {program.file, 13, 13}).at("the file ends here");
  CHECK(only_message(program) ==
        "error[U102]: cannot add\n"
        " --> lif.snn:2:1\n"
        "  |\n"
        "2 |\n"
        "  | ^ the file ends here\n");
}

TEST_CASE("text: colours are codes around the same words") {
  TestProgram program("let x = V + tau\n");
  program.diags.emit(kTestError, program.span("+")).at("not these");
  const std::string coloured = only_message(program, {.is_coloured = true});
  CHECK(coloured.starts_with("\033[1;31merror[U102]\033[0m\033[1m: cannot add\033[0m\n"));
  CHECK(coloured.find("\033[1;31m^\033[0m \033[1;31mnot these\033[0m\n") != std::string::npos);
}

TEST_CASE("text: all messages end with a line that counts them") {
  TestProgram program("a b c\n");
  program.diags.emit(kTestError, program.span("a"));
  program.diags.emit(kTestError, program.span("b"));
  program.diags.emit(kTestWarning, program.span("c"));
  const std::string text = render_text(select(program.diags, program.sources, {}), program.sources);
  CHECK(text.ends_with("\n\n2 errors, 1 warning; `snn explain U102` says more\n"));
  CHECK(render_text(Selection{}, program.sources).empty());
}

TEST_CASE("text: the page that is offered is about the worst message") {
  TestProgram program("a b\n");
  program.diags.emit(kTestWarning, program.span("a"));
  program.diags.emit(kTestError, program.span("b"));
  const std::string text = render_text(select(program.diags, program.sources, {}), program.sources);
  CHECK(text.ends_with("1 error, 1 warning; `snn explain U102` says more\n"));
}

TEST_CASE("text: what is left out is counted") {
  TestProgram program("a b c\n");
  program.diags.emit(kTestWarning, program.span("a"));
  program.diags.emit(kTestWarning, program.span("b"));
  program.diags.emit(kTestError, program.span("c"));
  const Selection selection = select(program.diags, program.sources, {.most_shown = 1});
  CHECK(render_text(selection, program.sources)
            .ends_with("… and 2 more\n1 error, 2 warnings; `snn explain U102` says more\n"));
}

}  // namespace
}  // namespace snn::diag
