// Files of results: what stands in them, row by row.

#include "tests/unit/runtime/host/clockwork.h"
#include "tests/unit/runtime/writers/folder.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <limits>

namespace snn::host {
namespace {

using blueprint::Launch;
using blueprint::MeasureKind;
using blueprint::Record;
using blueprint::Unit;

std::string rows_of(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == '#')
    at = text.find('\n', at) + 1;
  return text.substr(at);
}

TEST_CASE("record: spikes from where it stands to the end") {
  const Folder folder("spikes");
  Clockwork model;
  const auto spikes = model.measure("spikes(net.E)", MeasureKind::Spikes);
  model.run_for(15);
  model.add(Record{.what = {spikes}, .every = {}, .file = "a/raster.csv"});
  model.run_for(10);
  model.run_for(10);
  CHECK(model.run({.directory = folder / "out"}).status.is_ok());
  CHECK(rows_of(folder.text_of("out/a/raster.csv")) == "time_ms,cell\n20,0\n20,1\n30,0\n30,2\n");
}

TEST_CASE("record: states at multiples of T, none at 0; without a name the measure's") {
  const Folder folder("states");
  Clockwork model;
  const auto x = model.measure("net.E.x", MeasureKind::Value, {"mV", 1});
  model.add(Record{.what = {x}, .every = model.constant(0.5), .file = ""});
  model.run_for(1.2);
  const Report report = model.run({.directory = folder / "out"});
  CHECK(report.files == std::vector<std::string>{"net.E.x.csv"});
  const std::string text = folder.text_of("out/net.E.x.csv");
  CHECK(text.find("# seed: 42\n# dt: 0.1 ms\n") != std::string::npos);
  CHECK(text.find("# units: ms,mV,mV,mV,mV\n") != std::string::npos);
  CHECK(rows_of(text) ==
        "time_ms,net.E.x[0],net.E.x[1],net.E.x[2],net.E.x[3]\n"
        "0.5,5,1005,2005,3005\n1,10,1010,2010,3010\n");
}

TEST_CASE("record: a measure has a row for each window, or for each run") {
  const Folder folder("windows");
  Clockwork model;
  const auto count = model.measure("spike_count(net.E)", MeasureKind::SpikeCount);
  model.add(Record{.what = {count}, .every = model.constant(10), .file = "windows.csv"});
  model.add(Record{.what = {count}, .every = {}, .file = "runs.csv"});
  model.run_for(25);
  model.run_for(20);
  CHECK(model.run({.directory = folder / "out"}).status.is_ok());
  // 10 ms: cell 0; 20: 0, 1; 30: 0, 2; 40: 0, 1, 3.
  CHECK(rows_of(folder.text_of("out/windows.csv")) ==
        "time_ms,spike_count(net.E)\n10,1\n20,2\n30,2\n40,3\n");
  CHECK(rows_of(folder.text_of("out/runs.csv")) == "time_ms,spike_count(net.E)\n25,3\n45,5\n");
}

TEST_CASE("record: the populations of a group are told apart") {
  const Folder folder("group");
  Clockwork model;
  const auto other = model.net.population("net.I", 2);
  const auto emit = model.net.emitter(
      other, [](std::int64_t step, std::uint64_t cell) { return step == 5 && cell == 1; });
  model.net.plan.schedule.step.insert(model.net.plan.schedule.step.begin(), Launch{emit});
  model.net.plan.schedule.step.push_back(blueprint::Route{other});
  const auto spikes = model.measure("spikes(net.all)", MeasureKind::Spikes);
  model.net.plan.measures[spikes].of.push_back({.population = other, .slice = {}});
  model.add(Record{.what = {spikes}, .every = {}, .file = "s.csv"});
  model.run_for(12);
  CHECK(model.run({.directory = folder / "out"}).status.is_ok());
  CHECK(rows_of(folder.text_of("out/s.csv")) ==
        "time_ms,population,cell\n0.6,net.I,1\n10,net.E,0\n");
}

TEST_CASE("record: what the user stops is written as far as it came") {
  const Folder folder("stopped");
  Clockwork model;
  std::atomic<bool> stop = false;
  model.net.plan.schedule.step.push_back(
      Launch{model.net.once("stop", [&](const snn_kernel_args& args) { stop = args.step > 120; })});
  const auto spikes = model.measure("spikes(net.E)", MeasureKind::Spikes);
  model.add(Record{.what = {spikes}, .every = {}, .file = "s.csv"});
  model.run_for(100);
  CHECK(model.run({.directory = folder / "out", .stop = &stop}).status.code ==
        status::Code::Interrupted);
  CHECK(rows_of(folder.text_of("out/s.csv")) == "time_ms,cell\n10,0\n");
}

TEST_CASE("record: a run that fails leaves no file that looks whole") {
  const Folder folder("failed");
  Clockwork model;
  model.net.plan.schedule.step.push_back(Launch{model.net.over_cells(
      "blow up", blueprint::Domain::EachCell, model.e, [&model](const snn_kernel_args& args) {
        for (std::uint64_t c = args.begin; c < args.end; ++c) {
          if (args.step == 120)
            exec::column<double>(args, model.x)[c] = std::numeric_limits<double>::quiet_NaN();
        }
      })});
  const auto spikes = model.measure("spikes(net.E)", MeasureKind::Spikes);
  model.add(Record{.what = {spikes}, .every = {}, .file = "s.csv"});
  model.run_for(100);
  const Report report = model.run({.directory = folder / "out"});
  CHECK(report.status.code == status::Code::Numerical);
  CHECK(report.status.text.find("net.E") != std::string::npos);
  CHECK(!folder.has("out/s.csv"));
  CHECK(folder.has("out/s.csv.part"));
  CHECK(report.files == std::vector<std::string>{"s.csv.part"});
}

TEST_CASE("record: files that cannot be") {
  const auto refused = [](const std::string& first, const std::string& second) {
    const Folder folder("refused");
    Clockwork model;
    const auto spikes = model.measure("spikes(net.E)", MeasureKind::Spikes);
    const auto rate = model.measure("rate(net.E)", MeasureKind::Rate);
    model.add(Record{.what = {spikes}, .every = {}, .file = first});
    model.add(Record{.what = {rate}, .every = {}, .file = second});
    model.run_for(1);
    const Report report = model.run({.directory = folder / "out"});
    CHECK(report.status.code == status::Code::Input);
    CHECK(!report.status.place.empty());
    return report.status.text;
  };
  CHECK(refused("a.csv", "a.csv") == "two recordings go to `a.csv`");
  CHECK(refused("../a.csv", "b.csv") == "`../a.csv` lies outside the directory of the results");
  CHECK(refused("/tmp/a.csv", "b.csv") == "`/tmp/a.csv` lies outside the directory of the results");
  CHECK(refused("a.h5", "b.csv").starts_with("cannot tell the format of `a.h5`"));
}

TEST_CASE("record: spikes and rates do not share a file") {
  const Folder folder("mixed");
  Clockwork model;
  const auto spikes = model.measure("spikes(net.E)", MeasureKind::Spikes);
  const auto rate = model.measure("rate(net.E)", MeasureKind::Rate);
  model.add(Record{.what = {spikes, rate}, .every = {}, .file = "a.csv"});
  model.run_for(1);
  CHECK(model.run({.directory = folder / "out"}).status.code == status::Code::Input);
}

TEST_CASE("record: without a directory nothing is written") {
  Clockwork model;
  const auto rate = model.measure("rate(net.E)", MeasureKind::Rate);
  model.add(Record{.what = {rate}, .every = {}, .file = "a.csv"});
  model.run_for(1);
  const Report report = model.run();
  CHECK(report.status.is_ok());
  CHECK(report.files.empty());
}

}  // namespace
}  // namespace snn::host
