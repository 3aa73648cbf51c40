#include "compiler/ir/builder.h"
#include "compiler/ir/text/parse.h"
#include "compiler/ir/text/print.h"
#include "compiler/ir/verify.h"
#include "tests/unit/compiler/ir/random_program.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace snn::ir {
namespace {

struct Parsed {
  source::SourceManager sources;
  diag::Diagnostics diags;
  std::optional<Program> program;

  explicit Parsed(const std::string& text) {
    program = parse(sources, sources.add("test.snir", text), diags);
  }
  [[nodiscard]] std::string message() const {
    if (diags.all().empty()) return "";
    const diag::Diagnostic& first = diags.all().front();
    return std::to_string(sources.begin_of(first.span).line) + ": " + first.message;
  }
};

void check_round_trip(const Program& program) {
  const std::string text = print(program);
  const Parsed parsed(text);
  REQUIRE_MESSAGE(parsed.program, parsed.message() << "\n" << text);
  CHECK(parsed.program->blueprint == program.blueprint);
  CHECK(parsed.program->level == program.level);
  CHECK(print(*parsed.program) == text);
}

TEST_CASE("text: random programs read back as they were printed") {
  for (std::uint64_t number = 0; number < 300; ++number) {
    const Program program = random_program(number);
    REQUIRE_MESSAGE(verify(program).empty(), describe(program, verify(program)));
    check_round_trip(program);
  }
}

/// Something of every kind, and names that need quotation marks or numbers.
Program whole_blueprint() {
  using namespace blueprint;
  Program program;
  Blueprint& all = program.blueprint;
  all.name = "a \"net\"\n\x01";
  const GlobalId dt = all.globals.add({.name = "dt", .value = 0.1});
  all.dt = dt;
  const Unit ms{.spelling = "ms", .factor = 1.0 / 3};
  const GlobalId tau = all.globals.add(
      {.name = "tau",
       .value = -std::numeric_limits<double>::infinity(),
       .display = {.doc = "of the membrane", .unit = ms, .accepted = {ms, {"s", 1000}}}});
  const GlobalId same = all.globals.add({.name = "tau", .value = 1e-300});
  const PopulationId cells = all.populations.add({.name = "net.E", .size = same});
  const PopulationId others = all.populations.add({.name = "net.I", .size = same});
  const ProjectionId joined = all.projections.add({.name = "net.E -> net.I"});
  const FieldId v =
      all.fields.add({.name = "net.E.V", .population = cells, .length = 3, .history = tau});
  const FieldId delay = all.fields.add({.name = "delay",
                                        .type = Scalar::I32,
                                        .role = FieldRole::Derived,
                                        .place = blueprint::Place::Edge,
                                        .projection = joined});
  const DataId data =
      all.data.add({.path = "a file.csv", .n_columns = 2, .values = {0, 1, 2, 0.5}});
  const KernelId once = all.kernels.add({.name = "numbers"});
  const KernelId pair =
      all.kernels.add({.name = "allows", .domain = Domain::Pair, .projection = joined});
  program.kernels.add({});
  Builder(program, program.kernels.add({})).yield(std::vector<ValueId>{});
  Builder b(program, pair);
  program.kernels[pair] = {};
  b.yield(std::vector{b.constant_bool(true)});
  all.projections[joined] = {.name = "net.E -> net.I",
                             .source = cells,
                             .target = others,
                             .from = {.begin = tau, .end = same, .step = dt},
                             .pairs = {.rule = Rule::FixedIn,
                                       .number = same,
                                       .is_multi = true,
                                       .allows = pair,
                                       .data = data,
                                       .stream = 77},
                             .edge_delay = delay};
  const MeasureId rate = all.measures.add({.name = "rate(net.E)",
                                           .kind = MeasureKind::Rate,
                                           .reduction = Reduction::Mean,
                                           .of = {{.population = cells}},
                                           .field = v});
  all.schedule.numbers.emplace_back(Launch{once});
  all.schedule.build.emplace_back(Connect{joined});
  all.schedule.step = {Deliver{{pair, once}}, Route{cells}};
  const Expression value{.cells = {{.field = v, .cell = tau, .result = dt}},
                         .measures = {{.measure = rate, .result = dt}},
                         .kernel = once,
                         .result = tau};
  Script& script = all.script;
  script.name = "test";
  script.is_test = true;
  script.steps = {{.place = "a.snn:3:1", .what = Run{value}},
                  {.what = Record{.what = {rate, rate}, .every = Expression{}, .file = "x.csv"}},
                  {.what = Record{.what = {rate}}},
                  {.what = Change{{once}}},
                  {.what = Broadcast{.event = "reward", .value = value, .handlers = {once, pair}}},
                  {.what = At{.time = value, .steps = {1, 2}}},
                  {.what = Sweep{.axes = {{.variable = tau, .values = {value, {}}}}, .steps = {0}}},
                  {.what = blueprint::Repeat{.count = value, .steps = {}}},
                  {.what = Expect{.text = "rate > 5", .value = value, .is_low_open = true}},
                  {.what = RunUntil{value}}};
  script.body = {0, 7, 8};
  return program;
}

TEST_CASE("text: every table of a blueprint reads back as it was printed") {
  check_round_trip(whole_blueprint());
}

constexpr const char* kHead = "program \"p\" machine\n";

std::string message_of(const std::string& rest) {
  return Parsed(kHead + rest).message();
}

TEST_CASE("text: a mistake is told with its place") {
  CHECK(message_of("global tau { }") == "2: a name that begins with `@` expected, not `tau`");
  CHECK(message_of("global @tau { kind f64 }") == "2: there is no word `kind` here");
  CHECK(message_of("dt @dt") == "2: there is no global `@dt` here");
  CHECK(message_of("global @g { value 1..2 }") == "2: a number expected, not `1..2`");
  CHECK(message_of("kernel @k { } {\n  %a = const 1 : f64\n  %b = neg %c\n}") ==
        "4: there is no value `%c` here");
  CHECK(message_of("kernel @k { } {\n  %a = frob 1 : f64\n}") ==
        "3: there is no instruction `frob` here");
  CHECK(message_of("kernel @k { } {\n  %a = const 1.5 : i64\n}") ==
        "3: a whole number expected, not `1.5`");
  CHECK(message_of("kernel @k { } {") == "2: an instruction expected, not the end of the file");
}

TEST_CASE("text: a program that breaks the rules is refused") {
  CHECK(message_of("kernel @k { } {\n  %a = const 1 : f64\n  %b = and %a, %a\n}") ==
        "4: no operand may be of type f64");
  CHECK(message_of("global @g { type real }") == "1: the global `g` is still a `real`");
  CHECK(message_of("kernel @k { domain each_cell } { }") == "2: its population does not exist");
}

}  // namespace
}  // namespace snn::ir
