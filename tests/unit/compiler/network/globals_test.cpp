// Whose parameters are which, in which order they can be computed, and what they come to.

#include "planned.h"

#include <algorithm>

namespace snn {
namespace {

using tests::Planned;
using tests::with_cell;

std::string path_of(const Planned& planned, const network::Global& global) {
  const std::string& owner = planned.plan.instances[global.instance].path;
  return (owner.empty() ? "" : owner + ".") + planned.checked.model[global.symbol].name;
}

std::size_t place_of(const Planned& planned, std::string_view path) {
  for (std::size_t k = 0; k < planned.plan.globals.size(); ++k) {
    if (path_of(planned, planned.plan.globals[k]) == path) return k;
  }
  FAIL("no global ", path);
  return 0;
}

const network::Global& global(const Planned& planned, std::string_view path) {
  return planned.plan.globals[place_of(planned, path)];
}

constexpr std::string_view kTwice = R"(
network N(n = 10, k = 2) {
  let all = first*k
  let first = n*E.tau/(1 ms)
  population E[n] : Cell { tau = scale*1 ms }
  let scale = k + 1
}
experiment x {
  let many = 30
  network a = N(n = many)
  network b = N(k = 3)
  dt = 0.2 ms
  run 1 ms
  expect rate(a.E) >= rate(b.E)
})";

TEST_CASE("globals: a network put to use twice has its parameters twice") {
  const Planned planned(with_cell(kTwice));
  CHECK(global(planned, "a.n").value.known == 30);
  CHECK(global(planned, "b.n").value.known == 10);
  CHECK(global(planned, "a.n").is_argument);
  CHECK_FALSE(global(planned, "b.n").is_argument);
  CHECK(planned.population("a.E").n_cells == 30);
  CHECK(planned.population("b.E").n_cells == 10);
  // n * (k + 1) * k
  CHECK(global(planned, "a.all").value.known == 30 * 3 * 2);
  CHECK(global(planned, "b.all").value.known == 10 * 4 * 3);
  CHECK(planned.plan.dt.known == doctest::Approx(0.2));
}

TEST_CASE("globals: each comes after those that it reads, through populations too") {
  const Planned planned(with_cell(kTwice));
  CHECK(place_of(planned, "many") < place_of(planned, "a.n"));
  for (const std::string instance : {"a.", "b."}) {
    CHECK(place_of(planned, instance + "scale") < place_of(planned, instance + "first"));
    CHECK(place_of(planned, instance + "first") < place_of(planned, instance + "all"));
  }
}

TEST_CASE("globals: an argument is read in the script, a default in its network") {
  const Planned planned(with_cell(kTwice));
  CHECK(planned.plan.instances[global(planned, "a.n").value.in].path.empty());
  CHECK(planned.plan.instances[global(planned, "b.n").value.in].path == "b");
}

TEST_CASE("globals: a sweep stands at its first point; two blocks may use one name") {
  const Planned planned(with_cell(R"(
  network N(n = 10) { population E[n] : Cell  drive E.s ~ poisson(rate = 1 kHz, w = 1 mV) }
  experiment x {
    sweep m in 4..8 step 2 { network net = N(n = m)  run 1 ms  expect rate(net.E) >= 0 Hz }
    sweep m in [7, 9] { network net = N(n = m)  run 1 ms  expect rate(net.E) >= 0 Hz }
  })"));
  CHECK(planned.population("net.E").n_cells == 4);
  CHECK(planned.population("net#2.E").n_cells == 7);
}

TEST_CASE("globals: what is measured has no value before the run") {
  const Planned planned(with_cell(R"(
  experiment x {
    population E[3] : Cell
    drive E.s ~ poisson(rate = 1 kHz, w = 1 mV)
    let wanted = 5 Hz
    let found = rate(E)
    let twice = 2*found
    run 1 ms
    expect twice >= wanted
  })"));
  REQUIRE(planned.plan.globals.size() == 1);
  CHECK(path_of(planned, planned.plan.globals.front()) == "wanted");
}

TEST_CASE("streams: a declaration has its own, whatever stands around it") {
  const Planned alone(
      with_cell("network N { population E[3] : Cell { V ~ uniform(0 mV, 1 mV) } "
                "connect E -> E.s as e { w = 1 mV } }"));
  const Planned among(
      with_cell("network N { population A[3] : Cell { V ~ uniform(0 mV, 1 mV) } "
                "connect A -> E.s as ae { w = 1 mV } "
                "population E[3] : Cell { V ~ uniform(0 mV, 1 mV) } "
                "connect E -> E.s as e { w = 1 mV } }"));
  const auto stream_of = [](const Planned& planned) {
    return planned.setting(planned.population("E").settings, "V").stream->number;
  };
  CHECK(stream_of(alone) == stream_of(among));
  CHECK(stream_of(alone) == random::hash_of("E.V"));
  CHECK(alone.projection("e").stream.number == among.projection("e").stream.number);
}

}  // namespace
}  // namespace snn
