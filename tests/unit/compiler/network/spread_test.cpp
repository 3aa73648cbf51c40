// Over what a setting differs follows from what it reads.

#include "compiler/network/spread.h"

#include "planned.h"

namespace snn {
namespace {

using network::Spread;
using tests::Planned;
using tests::with_cell;

Spread weight(const std::string& value, const std::string& of_source = "",
              const std::string& of_target = "") {
  const Planned planned(with_cell("network N {\n population A[3] : Cell { " + of_source +
                                  " }\n population B[3] : Cell { " + of_target +
                                  " }\n place A on ring(1 [mm])\n place B on ring(1 [mm])\n"
                                  " connect A -> B.s as ab { pairs all w " +
                                  value + " }\n}"));
  CHECK_FALSE(planned.session.diagnostics().has_errors());
  return planned.setting(planned.projection("ab").settings, "w").spread;
}

TEST_CASE("spread: one value, a value of the source, of the target, of both") {
  CHECK(weight("= 1 mV") == Spread::Shared);
  CHECK(weight("= 1 mV*i") == Spread::PerPre);
  CHECK(weight("= 1 mV*j") == Spread::PerPost);
  CHECK(weight("= 1 mV*(i - j)") == Spread::PerEdge);
  CHECK(weight("= 1 mV*distance(pre, post)/1 [mm]") == Spread::PerEdge);
  CHECK(weight("~ normal(1 mV, 0.1 mV)") == Spread::PerEdge);
}

TEST_CASE("spread: a parameter that all cells share is shared by their edges") {
  CHECK(weight("= 1 mV*pre.tau/(1 ms)") == Spread::Shared);
  CHECK(weight("= 1 mV*pre.tau/(1 ms)", "tau = 1 ms + 1 ms*i") == Spread::PerPre);
  CHECK(weight("= post.theta", "", "theta ~ uniform(1 mV, 2 mV)") == Spread::PerPost);
  CHECK(weight("= pre.theta*post.tau/pre.tau", "tau = 1 ms + 1 ms*i", "tau = 2 ms + 1 ms*i") ==
        Spread::PerEdge);
}

TEST_CASE("spread: what is joined differs over both") {
  CHECK(network::join(Spread::Shared, Spread::PerCell) == Spread::PerCell);
  CHECK(network::join(Spread::PerPre, Spread::Shared) == Spread::PerPre);
  CHECK(network::join(Spread::PerPre, Spread::PerPre) == Spread::PerPre);
  CHECK(network::join(Spread::PerPre, Spread::PerPost) == Spread::PerEdge);
  CHECK(network::join(Spread::PerEdge, Spread::PerPost) == Spread::PerEdge);
}

TEST_CASE("spread: defaults follow what they read, lets included") {
  const Planned planned(R"(
  neuron Chain {
    param a = 1 mV, b = 2*a, c = 3 mV
    let twice = 2*b
    input s: spike mV
    state V = twice, W = c
    dV/dt = -V/(1 ms) + s
    dW/dt = (V - W)/(1 ms)
    spike when W >= 10 mV + a { V = 0 mV }
  }
  network N {
    population same[2] : Chain
    population other[2] : Chain { a = 1 mV + 1 mV*i }
    connect same -> other.s { pairs all w = 1 mV }
  })");
  for (const char* name : {"a", "b", "c", "V", "W"})
    CHECK(planned.setting(planned.population("same").settings, name).spread == Spread::Shared);
  const auto& settings = planned.population("other").settings;
  CHECK(planned.setting(settings, "b").spread == Spread::PerCell);
  CHECK(planned.setting(settings, "V").spread == Spread::PerCell);
  CHECK(planned.setting(settings, "c").spread == Spread::Shared);
  CHECK(planned.setting(settings, "W").spread == Spread::Shared);
  CHECK(planned.setting(planned.population("same").settings, "V").value.known == 4);
}

TEST_CASE("spread: a parameter that a rule changes is kept by every edge") {
  const Planned planned("import std.plasticity.{PairSTDP}\n" + with_cell(R"(
  network N {
    population A[3] : Cell
    connect A -> A.s via Static with PairSTDP(w_max = 2 mV) as learning { pairs all   w = 1 mV }
  })"));
  const network::Projection& row = planned.projection("learning");
  CHECK(planned.setting(row.settings, "w").is_plastic);
  REQUIRE(row.rules.size() == 1);
  CHECK(planned.setting(row.rules[0].settings, "w_max").value.known == 2);
}

}  // namespace
}  // namespace snn
