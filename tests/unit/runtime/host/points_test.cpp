// Sweeps and rounds: a fresh state for each, the seed as promised, preparations done again.

#include "tests/unit/runtime/host/clockwork.h"
#include "tests/unit/runtime/writers/folder.h"

#include <doctest/doctest.h>

namespace snn::host {
namespace {

using blueprint::Axis;
using blueprint::Change;
using blueprint::Expect;
using blueprint::MeasureKind;
using blueprint::Record;
using blueprint::Reduction;
using blueprint::Repeat;
using blueprint::Run;
using blueprint::Sweep;

TEST_CASE("sweep: both ends, the last axis fastest, a fresh state each, leading columns") {
  const Folder folder("sweep");
  Clockwork model;
  const auto other = model.net.number("other", 0);
  model.net.plan.globals[model.period].display.unit = {"ms", 10};
  const auto count = model.measure("spike_count(net.E)", MeasureKind::SpikeCount);
  const auto x = model.measure("max(net.E.x)", MeasureKind::Value, {"mV", 1}, Reduction::Max);
  const auto record = model.inner(Record{.what = {count, x}, .every = {}, .file = "points.csv"});
  const auto run = model.inner(Run{model.constant(12)});
  Axis period{.variable = model.period,
              .begin = model.constant(10),
              .end = model.constant(20),
              .step = model.constant(5),
              .values = {}};
  Axis second{.variable = other,
              .begin = {},
              .end = {},
              .step = {},
              .values = {model.constant(7), model.constant(3)}};
  model.add(Sweep{.axes = {period, second}, .steps = {record, run}});
  const Report report = model.run({.directory = folder / "out"});
  CHECK(report.status.is_ok());
  REQUIRE(report.points.size() == 6);
  CHECK(report.points[1].variables == std::vector<Variable>{{"period", 1, "ms"}, {"other", 3, ""}});
  CHECK(report.files == std::vector<std::string>{"points.csv"});
  // 120 steps: multiples of p, 2p, 3p, 4p for p = 10, 15, 20.
  CHECK(folder.text_of("out/points.csv")
            .ends_with("# units: ms,1,ms,1,mV\n"
                       "period,other,time_ms,spike_count(net.E),max(net.E.x)\n"
                       "1,7,12,25,3120\n1,3,12,25,3120\n"
                       "1.5,7,12,16,3120\n1.5,3,12,16,3120\n"
                       "2,7,12,12,3120\n2,3,12,12,3120\n"));
}

TEST_CASE("repeat: round r has seed + r") {
  Clockwork model;
  std::vector<std::uint64_t> seeds;
  const auto noting =
      model.net.once("note", [&seeds](const snn_kernel_args& args) { seeds.push_back(args.seed); });
  const auto change = model.inner(Change{{noting}});
  const auto run = model.inner(Run{model.constant(1)});
  model.add(Repeat{.count = model.constant(3), .steps = {change, run}});
  CHECK(model.run().status.is_ok());
  CHECK(seeds == std::vector<std::uint64_t>{42, 43, 44});
  seeds.clear();
  const Report report = model.run({.seed = 7});
  CHECK(seeds == std::vector<std::uint64_t>{7, 8, 9});
  CHECK(report.points.at(2).variables == std::vector<Variable>{{"round", 2, ""}});
}

TEST_CASE("sweep: what stands before it is done again in each point") {
  Clockwork model;
  int n_changes = 0;
  const auto noting = model.net.once("note", [&](const snn_kernel_args&) { ++n_changes; });
  model.add(Change{{noting}});
  const auto run = model.inner(Run{model.constant(1)});
  Axis axis{.variable = model.period,
            .begin = {},
            .end = {},
            .step = {},
            .values = {model.constant(10), model.constant(20)}};
  model.add(Sweep{.axes = {axis}, .steps = {run}});
  const Report report = model.run();
  CHECK(report.points.size() == 2);
  CHECK(n_changes == 2);
}

TEST_CASE("sweep: several points at a time give the same files, report and hash") {
  const Folder folder("team");
  Clockwork model;
  const auto spikes = model.measure("spikes(net.E)", MeasureKind::Spikes);
  const auto count = model.measure("spike_count(net.E)", MeasureKind::SpikeCount);
  const auto record = model.inner(Record{.what = {spikes}, .every = {}, .file = "s.csv"});
  const auto run = model.inner(Run{model.constant(30)});
  const auto expect = model.inner(Expect{.text = "",
                                         .place = "",
                                         .value = model.reading(count),
                                         .low = model.constant(10),
                                         .high = {}});
  Axis axis{.variable = model.period,
            .begin = model.constant(10),
            .end = model.constant(70),
            .step = model.constant(1),
            .values = {}};
  model.add(Record{.what = {count}, .every = {}, .file = "c.npy"});
  model.add(Sweep{.axes = {axis}, .steps = {record, run, expect}});
  const Report one = model.run({.n_threads = 1, .directory = folder / "one"});
  REQUIRE(one.points.size() == 61);
  for (const std::size_t n_threads : {2U, 3U, 8U}) {
    const std::string name = std::to_string(n_threads);
    const Report many = model.run({.n_threads = n_threads, .directory = folder / name});
    CHECK(many.hash == one.hash);
    CHECK(many.status == one.status);
    for (const std::string file : {"/s.csv", "/c.npy", "/manifest.json"})
      CHECK(folder.text_of(name + file) == folder.text_of("one" + file));
  }
}

TEST_CASE("sweep: the first point that fails ends it, for any number of threads") {
  Clockwork model;
  // Runs of 12 - k ms: the last ones cannot be.
  const auto length = model.net.number("length", 0);
  blueprint::Expression duration;
  duration.result = length;
  const auto run = model.inner(Run{duration});
  Axis axis{.variable = length,
            .begin = model.constant(12),
            .end = model.constant(-12),
            .step = model.constant(-1),
            .values = {}};
  model.add(Sweep{.axes = {axis}, .steps = {run}});
  for (const std::size_t n_threads : {1U, 2U, 5U}) {
    const Report report = model.run({.n_threads = n_threads});
    CHECK(report.status.text == "a time must be longer than zero; this is 0 ms");
    CHECK(report.points.size() == 13);
  }
}

TEST_CASE("sweep: a step that leads nowhere") {
  Clockwork model;
  Axis axis{.variable = model.period,
            .begin = model.constant(10),
            .end = model.constant(20),
            .step = model.constant(-1),
            .values = {}};
  model.add(Sweep{.axes = {axis}, .steps = {}});
  const Report report = model.run();
  CHECK(report.status.code == status::Code::Input);
  CHECK(report.status.text.starts_with("the range of `period` has no end"));
}

}  // namespace
}  // namespace snn::host
