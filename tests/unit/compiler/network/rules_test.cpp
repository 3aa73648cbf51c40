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

TEST_CASE("files: a header gives units, and parameters of the synapse by name") {
  const Planned planned(with_cell(R"(synapse Two {
    param w: target
    param tau = 5 ms
    on pre { deliver w*tau/(1 ms) }
  }
  network N {
    population A[3] : Cell
    connect A -> A.s via Two as listed { pairs list("pairs.csv") }
  })"),
                        {{"pairs.csv",
                          "tau [s],target,source,weight [uV],delay [us]\n"
                          "0.01,0,1,500,1500\n0.02,2,1,250,700\n"}});
  const network::Projection& listed = planned.projection("listed");
  const auto& rule = std::get<network::ListedPairs>(listed.pairs.rule);
  CHECK(rule.source == 2);
  CHECK(rule.target == 1);
  CHECK(listed.delay.least == 7);
  CHECK(listed.delay.most == 15);
  CHECK(rule.values.size() == 2);
  for (const auto& [variable, column] : rule.values) {
    const bool is_weight = column.index == 3;
    CHECK(column.factor == doctest::Approx(is_weight ? 1e-3 : 1000));
  }
  CHECK(planned.setting(listed.settings, "tau").spread == network::Spread::PerEdge);
}

TEST_CASE("files: a list that cannot be is refused, with the row") {
  const std::string text = with_cell(R"(network N {
    population A[3] : Cell
    connect A[0..2] -> A.s { pairs list("pairs.csv") }
  })");
  const auto is_refused = [&](const std::string& rows) {
    return Planned(text, {{"pairs.csv", rows}}).was_said("X608");
  };
  CHECK_FALSE(is_refused("0,1,1\n1,1,1\n"));
  CHECK(is_refused("0,1,1\n0,1,2\n"));           // twice the same pair
  CHECK(is_refused("0,3,1\n"));                  // no such cell
  CHECK(is_refused("2,0,1\n"));                  // outside the slice
  CHECK(is_refused("0.5,0,1\n"));                // no whole number
  CHECK(is_refused("0,1,nan\n"));                // no number
  CHECK(is_refused("0,1,inf\n"));                // no end
  CHECK(is_refused("0\n1\n"));                   // no targets
  CHECK(is_refused("0,1,1,1,1\n"));              // five columns without names
  CHECK(is_refused("0,1\n"));                    // nobody gives w
  CHECK(is_refused("i,k,w\n0,1,1\n"));           // no column j
  CHECK(is_refused("i,j,w,colour\n0,1,1,1\n"));  // no such parameter
  CHECK(is_refused("i,j,w [pA]\n0,1,1\n"));      // a current, and mV is needed
  CHECK(is_refused("i,j,w [furlong]\n0,1,1\n"));
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
