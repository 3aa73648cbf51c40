// What is expected, what is summed up, and the hash of a result.

#include "tests/unit/runtime/host/clockwork.h"

#include <doctest/doctest.h>

#include <cmath>

namespace snn::host {
namespace {

using blueprint::Expect;
using blueprint::MeasureKind;
using blueprint::Reduction;
using blueprint::Unit;

const Unit kHertz{"Hz", 0.001};

TEST_CASE("expect: values of measures since the last run began, in the user's unit") {
  Clockwork model;
  model.run_for(55);
  model.run_for(100);
  const auto rate = model.measure("rate(net.E)", MeasureKind::Rate, kHertz);
  const auto count = model.measure("spike_count(net.E)", MeasureKind::SpikeCount);
  const auto mean = model.measure("mean(net.E.x)", MeasureKind::Value, {"mV", 1}, Reduction::Mean);
  model.add(Expect{.text = "rate(net.E) in [50 Hz, 60 Hz]",
                   .place = "m.snn:9:10",
                   .value = model.reading(rate),
                   .low = model.constant(0.05),
                   .high = model.constant(0.06)});
  model.add(Expect{.text = "spike_count(net.E) == 20",
                   .place = "",
                   .value = model.reading(count),
                   .low = model.constant(20),
                   .high = model.constant(20)});
  model.add(Expect{.text = "mean(net.E.x) == 3050 mV",
                   .place = "",
                   .value = model.reading(mean),
                   .low = model.constant(3050),
                   .high = model.constant(3050)});
  const Report report = model.run();
  CHECK(report.status.code == status::Code::Expectation);
  REQUIRE(report.outcomes.size() == 3);
  // In (55, 155] ms: every 10 ms ten spikes, every 20 ms five (60 … 140), every 30 ms four
  // (60 … 150), every 40 ms two (80, 120).
  CHECK(report.outcomes[0].value == doctest::Approx(21 / (4 * 0.1)).epsilon(1e-12));
  CHECK(report.outcomes[0].low == doctest::Approx(50));
  CHECK(report.outcomes[0].unit == "Hz");
  CHECK(report.outcomes[0].place == "m.snn:9:10");
  CHECK(report.outcomes[0].holds);
  CHECK(report.outcomes[1].value == 21);
  CHECK(!report.outcomes[1].holds);
  // 1550 steps, plus the mean of 0, 1000, 2000, 3000.
  CHECK(report.outcomes[2].value == 1550 + 1500);
  CHECK(report.outcomes[2].holds);
}

TEST_CASE("expect: open and closed bounds, NaN, and what the run ends with") {
  const auto holds = [](double value, double low, bool is_low_open, double high,
                        bool is_high_open) {
    Clockwork model;
    model.run_for(1);
    model.add(Expect{.text = "",
                     .place = "",
                     .value = model.constant(value),
                     .low = model.constant(low),
                     .high = model.constant(high),
                     .is_low_open = is_low_open,
                     .is_high_open = is_high_open});
    const Report report = model.run();
    CHECK((report.status.code == status::Code::Ok) == report.outcomes[0].holds);
    CHECK((report.status.code == status::Code::Expectation) == !report.outcomes[0].holds);
    return report.outcomes[0].holds;
  };
  CHECK(holds(1, 1, false, 2, false));
  CHECK(!holds(1, 1, true, 2, false));
  CHECK(holds(2, 1, true, 2, false));
  CHECK(!holds(2, 1, true, 2, true));
  CHECK(!holds(std::nan(""), -INFINITY, false, INFINITY, false));
}

TEST_CASE("expect: a bound that is not there does not bind") {
  Clockwork model;
  model.run_for(1);
  model.add(Expect{.text = "", .place = "", .value = model.constant(1e300), .low = {}, .high = {}});
  CHECK(model.run().status.is_ok());
}

TEST_CASE("summary: spikes of the whole, rate and CV of the last run, a raster") {
  Clockwork model;
  model.run_for(50);
  model.run_for(1000);
  const Report report = model.run();
  REQUIRE(report.points.size() == 1);
  const Point& point = report.points[0];
  CHECK(point.n_steps == 10500);
  CHECK(point.time == doctest::Approx(1050));
  REQUIRE(point.populations.size() == 1);
  const PopulationSummary& e = point.populations[0];
  CHECK(e.name == "net.E");
  CHECK(e.n_spikes == 105 + 52 + 35 + 26);
  // 100 + 50 + 34 (60 … 1050) + 25 (80 … 1040) in the last second.
  CHECK(e.rate == doctest::Approx((100 + 50 + 34 + 25) / 4.0).epsilon(1e-12));
  CHECK(e.cv == 0);
  REQUIRE(!e.raster.empty());
  CHECK(e.raster[0].size() == 4);
}

TEST_CASE("hash: the same for any number of threads and any recording, another for other spikes") {
  Clockwork model;
  model.run_for(100);
  const std::string hash = model.run().hash;
  CHECK(hash.size() == 32);
  CHECK(model.run({.n_threads = 2}).hash == hash);
  CHECK(model.run({.settings = {{model.period, 101}}}).hash != hash);
  // The same spikes, but other states.
  const std::string longer = model.run({.duration = 100.1}).hash;
  CHECK(longer != hash);
}

}  // namespace
}  // namespace snn::host
