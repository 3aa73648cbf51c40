// Numbers that users give, and the flags of a simulator.

#include "runtime/host/flags.h"

#include "runtime/host/settings.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace snn::host {
namespace {

using blueprint::Blueprint;
using blueprint::GlobalId;
using blueprint::GlobalRole;
using blueprint::Scalar;

Blueprint sample() {
  Blueprint plan;
  plan.name = "balanced";
  plan.globals.add({.name = "net.g",
                    .type = Scalar::F64,
                    .value = 4.5,
                    .display = {.doc = "inhibition over excitation"}});
  plan.globals.add(
      {.name = "net.J",
       .type = Scalar::F64,
       .value = 100,
       .display = {.doc = "weight", .unit = {"V", 1000}, .accepted = {{"mV", 1}, {"uV", 1e-3}}}});
  plan.globals.add(
      {.name = "net.E.tau", .type = Scalar::F64, .value = 20, .display = {.unit = {"ms", 1}}});
  plan.globals.add(
      {.name = "net.I.tau", .type = Scalar::F64, .value = 10, .display = {.unit = {"ms", 1}}});
  plan.globals.add({.name = "net.N", .type = Scalar::I64, .value = 100});
  plan.globals.add({.name = "net.C", .type = Scalar::F64, .role = GlobalRole::Derived});
  plan.globals.add({.name = "net.g is given", .type = Scalar::F64});
  return plan;
}

std::string error_of(const std::string& text) {
  std::vector<Setting> settings;
  const status::Status status = set_parameter(sample(), text, settings);
  CHECK(status.code == status::Code::Input);
  return status.text;
}

TEST_CASE("settings: in the declared unit, in another of its kind, with or without a space") {
  for (const auto& [text, value] : {std::pair{"net.J=0.2", 200.0},
                                    {"net.J = 0.2 V", 200.0},
                                    {"net.J=5mV", 5.0},
                                    {"J=-7 uV", -7e-3},
                                    {"J=+1e-3", 1.0}}) {
    std::vector<Setting> settings;
    CAPTURE(text);
    REQUIRE(set_parameter(sample(), text, settings).is_ok());
    REQUIRE(settings.size() == 1);
    CHECK(settings[0].global == static_cast<GlobalId>(1));
    CHECK(settings[0].value == doctest::Approx(value).epsilon(1e-15));
  }
}

TEST_CASE("settings: what has a default that is computed is told that it is given") {
  std::vector<Setting> settings;
  REQUIRE(set_parameter(sample(), "g=5", settings).is_ok());
  REQUIRE(settings.size() == 2);
  CHECK(settings[1].global == static_cast<GlobalId>(6));
  CHECK(settings[1].value == 1);
}

TEST_CASE("settings: what cannot be set, and what was meant") {
  CHECK(error_of("g") == "`--set` needs a name and a value, as in `--set g=4.5`");
  CHECK(error_of("net.K=1") == "there is no parameter `net.K`; did you mean `net.g`?");
  CHECK(error_of("completely.else=1") ==
        "there is no parameter `completely.else`; there are `net.g`, `net.J`, `net.E.tau`, "
        "`net.I.tau`, `net.N`");
  CHECK(error_of("tau=1") == "`tau` could be `net.E.tau` or `net.I.tau`");
  CHECK(error_of("net.C=1") == "`net.C` is computed and cannot be set");
  CHECK(error_of("net.J=much") == "`much` is no number for `net.J`, which is in `V`");
  CHECK(error_of("net.J=nan") == "`nan` is no number for `net.J`, which is in `V`");
  CHECK(error_of("net.J=1 pA") == "`net.J` takes `V`, `mV`, `uV`; `pA` is none of these");
  CHECK(error_of("net.g=1 mV") ==
        "`net.g` is a plain number, without a unit; `mV` is none of these");
  CHECK(error_of("net.N=10.5") == "`net.N` is a whole number; `10.5` is not");
}

TEST_CASE("durations: with units, in ms without") {
  CHECK(*read_duration("200") == 200);
  CHECK(*read_duration("1.5s") == 1500);
  CHECK(*read_duration(" 2 minute ") == 120000);
  CHECK(read_duration("200 mV").status().text ==
        "`200 mV` is no duration; write one as in `200 ms`");
  CHECK(!read_duration("").is_ok());
}

Flags flags_of(const std::vector<std::string>& arguments) {
  const Blueprint plan = sample();
  auto flags = read_flags(plan, arguments);
  REQUIRE(flags.is_ok());
  return *flags;
}

TEST_CASE("flags: parameters by name, units as a word of their own, and the common ones") {
  const Flags flags =
      flags_of({"--J", "5", "mV", "--net.E.tau=30", "--threads", "2", "--seed", "7", "--out", "dir",
                "--duration", "2", "s", "--experiment", "fast", "--quiet", "--set", "N=12"});
  REQUIRE(flags.run.settings.size() == 3);
  CHECK(flags.run.settings[0].value == 5);
  CHECK(flags.run.settings[1].value == 30);
  CHECK(flags.run.settings[2].value == 12);
  CHECK(flags.run.n_threads == 2);
  CHECK(flags.run.seed == 7);
  CHECK(flags.run.directory == "dir");
  CHECK(flags.run.duration == 2000);
  CHECK(flags.experiment == "fast");
  CHECK(flags.is_quiet);
  CHECK(!flags.is_help);
  CHECK(flags_of({"-h"}).is_help);
  CHECK(flags_of({"--J", "-0.5"}).run.settings[0].value == -500);
}

TEST_CASE("flags: what cannot be understood") {
  const auto error = [](const std::vector<std::string>& arguments) {
    const Blueprint plan = sample();
    const auto flags = read_flags(plan, arguments);
    CHECK(!flags.is_ok());
    return flags.status().text;
  };
  CHECK(error({"fast"}) == "`fast` is no flag; `--help` lists those there are");
  CHECK(error({"--tread", "2"}).starts_with("there is no parameter `tread`"));
  CHECK(error({"--g"}) == "`--g` needs a value");
  CHECK(error({"--g", "--quiet"}) == "`--g` needs a value");
  CHECK(error({"--threads", "0"}) == "`--threads` takes a whole number of at least 1; `0` is none");
  CHECK(error({"--seed", "1.5"}) == "`--seed` takes a whole number; `1.5` is none");
  CHECK(error({"--quiet=yes"}) == "`--quiet` takes no value");
}

TEST_CASE("help: parameters with units and defaults, then the flags of every simulator") {
  const std::string text = help_text(sample(), "sim");
  CHECK(text.starts_with("usage: sim [FLAGS]\n\nRuns `balanced`.\n\nParameters"));
  CHECK(text.find("  --net.g      4.5    inhibition over excitation\n"
                  "  --net.J      0.1 V  weight\n"
                  "  --net.E.tau  20 ms\n"
                  "  --net.I.tau  10 ms\n"
                  "  --net.N      100\n") != std::string::npos);
  CHECK(text.find("net.C") == std::string::npos);
  CHECK(text.find("is given") == std::string::npos);
  CHECK(text.find("\nFlags:\n  --set NAME=VALUE   sets a parameter") != std::string::npos);
}

}  // namespace
}  // namespace snn::host
