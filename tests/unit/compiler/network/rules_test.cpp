// How many edges rules make, delays in steps, files that give pairs: against counting by hand.

#include "planned.h"

#include <cmath>

namespace snn {
namespace {

using tests::Planned;
using tests::with_cell;

constexpr std::string_view kRules = R"(network N {
  population A[10] : Cell
  population B[4] : Cell
  connect A -> B.s as all_pairs { pairs all   w = 1 mV }
  connect A -> A.s as no_self { pairs all except self   w = 1 mV }
  connect A[0..6] -> A[4..10].s as overlapping { pairs all except self   w = 1 mV }
  connect A[0..4] -> B.s as one { pairs one_to_one   w = 1 mV }
  connect A -> B.s as inward { pairs fixed_in(3)   w = 1 mV }
  connect A -> B.s as outward { pairs fixed_out(2)   w = 1 mV }
  connect A -> B.s as total { pairs fixed_total(17)   w = 1 mV }
  connect A -> A.s as chance { pairs prob(0.2) except self   w = 1 mV }
  connect A -> A.s as triangle { pairs where i < j   w = 1 mV }
  connect A -> A.s as sparse_triangle { pairs where i < j prob 0.5   w = 1 mV }
})";

TEST_CASE("edges: as many as the rule says") {
  const Planned planned(with_cell(kRules));
  const auto n = [&](std::string_view path) { return planned.projection(path).n_edges->mean; };
  CHECK(n("all_pairs") == 40);
  CHECK(n("no_self") == 90);
  CHECK(n("overlapping") == 36 - 2);  // cells 4 and 5 are on both sides
  CHECK(n("one") == 4);
  CHECK(n("inward") == 12);
  CHECK(n("outward") == 20);
  CHECK(n("total") == 17);
  CHECK(n("triangle") == 45);
  CHECK(n("sparse_triangle") == doctest::Approx(22.5));
}

TEST_CASE("edges: a probability gives a binomial number of them") {
  const Planned planned(with_cell(kRules));
  const network::EdgeCount& count = *planned.projection("chance").n_edges;
  CHECK(count.mean == doctest::Approx(0.2 * 90));
  CHECK(count.sd == doctest::Approx(std::sqrt(90 * 0.2 * 0.8)));
}

TEST_CASE("delays: steps are rounded to the nearest, halves up; 1 ms when none is given") {
  const Planned planned(with_cell(R"(network N {
    population A[3] : Cell
    connect A -> A.s as implied { w = 1 mV }
    connect A -> A.s as half { w = 1 mV   delay = 1.25 ms }
    connect A -> A.s as by_source { w = 1 mV   delay = 1 ms + 0.5 ms*i }
    connect A -> A.s as drawn { w = 1 mV   delay ~ uniform(0.3 ms, 2 ms) }
    connect A -> A.s as unbounded { w = 1 mV   delay ~ exponential(2 ms) }
  })"));
  const auto delay = [&](std::string_view path) { return planned.projection(path).delay; };
  CHECK(delay("implied").least == 10);
  CHECK(delay("half").most == 13);
  CHECK(delay("by_source").spread == network::Spread::PerPre);
  CHECK(delay("by_source").least == 10);
  CHECK(delay("by_source").most == 20);
  CHECK(delay("drawn").least == 3);
  CHECK(delay("drawn").most == 20);
  CHECK_FALSE(delay("unbounded").most.has_value());
}

TEST_CASE("files: a list gives weights and delays, a matrix the pairs that are not 0") {
  const Planned planned(
      with_cell(R"(network N {
    population A[3] : Cell
    population B[2] : Cell
    connect A -> B.s as listed { pairs list("pairs.csv") }
    connect A -> B.s as given { pairs matrix("w.csv") }
  })"),
      {{"pairs.csv", "i,j,w,delay\n0,0,1,1\n0,1,1,2\n2,1,1,3\n"}, {"w.csv", "1,0\n0,2\n3,4\n"}});
  const network::Projection& listed = planned.projection("listed");
  CHECK(listed.n_edges->mean == 3);
  CHECK(listed.delay.spread == network::Spread::PerEdge);
  CHECK(listed.delay.least == 10);
  CHECK(listed.delay.most == 30);
  CHECK(planned.setting(listed.settings, "w").spread == network::Spread::PerEdge);
  CHECK(planned.projection("given").n_edges->mean == 4);
}

TEST_CASE("files: columns with names may leave the weight out") {
  const Planned planned(with_cell(R"(network N {
    population A[3] : Cell
    connect A -> A.s as listed { pairs list("pairs.csv")   w = 1 mV }
  })"),
                        {{"pairs.csv", "i,j,delay\n0,0,4\n1,2,2\n"}});
  const network::Projection& listed = planned.projection("listed");
  CHECK(listed.delay.least == 20);
  CHECK(listed.delay.most == 40);
  CHECK(planned.setting(listed.settings, "w").spread == network::Spread::Shared);
}

TEST_CASE("files: an index may not lead outside") {
  const std::string text = with_cell(R"(network N(n = 3) {
    let Q = matrix("q.csv")
    population A[n] : Cell { theta = Q[i, 1]*1 mV }
    connect A -> A.s { pairs all   w = Q[i, j]*1 mV }
  })");
  CHECK_FALSE(Planned(text, {{"q.csv", "1,2,3\n4,5,6\n7,8,9\n"}}).was_said("X608"));
  CHECK(Planned(text, {{"q.csv", "1,2,3\n4,5,6\n"}}).was_said("X608"));
  CHECK(Planned(text, {{"q.csv", "1,2\n4,5\n7,8\n"}}).was_said("X608"));
  CHECK(Planned(text, {}).was_said("X607"));
}

}  // namespace
}  // namespace snn
