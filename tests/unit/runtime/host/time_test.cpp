// Durations, appointments, what the user stops, and what cannot be run.

#include "tests/unit/runtime/host/clockwork.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>

namespace snn::host {
namespace {

using blueprint::At;
using blueprint::Broadcast;
using blueprint::Change;
using blueprint::Expect;
using blueprint::Launch;
using blueprint::MeasureKind;
using blueprint::Run;
using blueprint::RunUntil;

TEST_CASE("run: durations round to the nearest step, halves up") {
  for (const auto& [ms, steps] : {std::pair{1.25, 13}, {1.24, 12}, {0.05, 1}, {100.0, 1000}}) {
    Clockwork model;
    model.run_for(ms);
    CHECK(model.run().points.at(0).n_steps == steps);
  }
}

TEST_CASE("run: a duration of zero or less is an error with its place") {
  for (const auto& [ms, text] : {std::pair{0.0, "a time must be longer than zero; this is 0 ms"},
                                 {-5.0, "a time must be longer than zero; this is -5 ms"},
                                 {0.04, "0.04 ms is less than half a step of 0.1 ms"}}) {
    Clockwork model;
    model.run_for(ms);
    const Report report = model.run();
    CHECK(report.status.code == status::Code::Input);
    CHECK(report.status.text == text);
    CHECK(report.status.place == "m.snn:1:3");
  }
}

TEST_CASE("run: `--duration` replaces the last one") {
  Clockwork model;
  model.run_for(5);
  model.run_for(10);
  CHECK(model.run({.duration = 20.0}).points.at(0).n_steps == 250);
  CHECK(model.run({.duration = 0.0}).status.code == status::Code::Input);
}

TEST_CASE("run until: ends with the first step after which the condition holds") {
  Clockwork model;
  const auto count = model.measure("spike_count(net.E)", MeasureKind::SpikeCount);
  blueprint::Expression condition = model.reading(count);
  model.run_for(15);
  model.add(RunUntil{condition});
  // The next spike after 15 ms is at 20 ms.
  CHECK(model.run().points.at(0).n_steps == 200);
}

TEST_CASE("at: acts between the step that ends then and the next, in the order of the script") {
  Clockwork model;
  std::vector<std::pair<std::int64_t, int>> log;
  const auto noting = [&](int what) {
    return model.net.once(
        "note", [&log, what](const snn_kernel_args& args) { log.emplace_back(args.step, what); });
  };
  const auto second = model.inner(Change{{noting(2)}});
  const auto first = model.inner(Broadcast{.event = "e", .value = {}, .handlers = {noting(1)}});
  const auto third = model.inner(Change{{noting(3)}});
  model.add(At{.time = model.constant(2), .steps = {second}});
  model.add(At{.time = model.constant(1), .steps = {first}});
  model.add(At{.time = model.constant(2), .steps = {third}});
  model.run_for(1.5);
  model.add(Change{{noting(4)}});
  model.run_for(1);
  CHECK(model.run().status.is_ok());
  CHECK(log == std::vector<std::pair<std::int64_t, int>>{{10, 1}, {15, 4}, {20, 2}, {20, 3}});
}

TEST_CASE("at: a time that has passed") {
  Clockwork model;
  model.run_for(3);
  model.add(At{.time = model.constant(2), .steps = {}});
  const Report report = model.run();
  CHECK(report.status.code == status::Code::Input);
  CHECK(report.status.text.find("3 ms have been run") != std::string::npos);
  CHECK(report.status.place == "m.snn:2:3");
}

TEST_CASE("stop: the step is finished, the rest is left out") {
  Clockwork model;
  std::atomic<bool> stop = false;
  const auto stopping = model.net.once("stop", [&stop](const snn_kernel_args& args) {
    if (args.step == 41) stop = true;
  });
  model.net.plan.schedule.step.push_back(Launch{stopping});
  model.run_for(100);
  model.add(Expect{.text = "", .place = "", .value = model.constant(0), .low = {}, .high = {}});
  const Report report = model.run({.stop = &stop});
  CHECK(report.status.code == status::Code::Interrupted);
  REQUIRE(report.points.size() == 1);
  CHECK(report.points[0].n_steps == 42);
  CHECK(report.outcomes.empty());
}

TEST_CASE("cells that are not there are named") {
  Clockwork model;
  blueprint::Expression value;
  value.result = model.net.number("value", 0);
  value.cells = {{.field = model.x, .cell = model.net.number("index", 7), .result = value.result}};
  model.run_for(1);
  model.add(Expect{.text = "", .place = "", .value = value, .low = {}, .high = {}});
  const Report report = model.run();
  CHECK(report.status.text == "`net.E.x` has no cell 7; it has 4 cells, from 0");
  CHECK(report.status.place == "m.snn:2:3");
}

TEST_CASE("a slice beyond its population is named") {
  Clockwork model;
  const auto id = model.measure("rate(net.E[0..9])", MeasureKind::Rate);
  model.net.plan.measures[id].of[0].slice = {.begin = model.net.number("begin", 0),
                                             .end = model.net.number("end", 9)};
  model.run_for(1);
  model.add(Expect{.text = "", .place = "", .value = model.reading(id), .low = {}, .high = {}});
  const Report report = model.run();
  CHECK(report.status.code == status::Code::Input);
  CHECK(report.status.text == "`net.E[0..9]` reaches beyond the population, which has 4 cells");
}

TEST_CASE("progress: tells the present run's end") {
  Clockwork model;
  std::vector<Progress> told;
  // A step that takes longer than the time between two lines.
  const auto slow = model.net.once("slow", [](const snn_kernel_args& args) {
    if (args.step != 20) return;
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(510)) {
    }
  });
  model.net.plan.schedule.step.push_back(Launch{slow});
  model.run_for(1);
  model.run_for(4);
  CHECK(model.run({.progress = [&](const Progress& progress) { told.push_back(progress); }})
            .status.is_ok());
  REQUIRE(told.size() == 1);
  CHECK(told[0].time == doctest::Approx(2.1));
  CHECK(told[0].began == doctest::Approx(1));
  CHECK(told[0].end == doctest::Approx(5));
  CHECK(told[0].slowness > 100);
  CHECK(told[0].seconds_left > 0.5);
}

}  // namespace
}  // namespace snn::host
