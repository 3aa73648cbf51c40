// Rules against what they promise: exact counts where they are exact, theory where they draw, and
// one result for any cutting of the work.

#include "runtime/connect/edges.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <map>
#include <set>

namespace snn::connect {
namespace {

const Draws kDraws{random::key_of(7), 1234};

std::map<Cell, std::uint64_t> in_degrees(const std::vector<Edge>& edges) {
  std::map<Cell, std::uint64_t> degrees;
  for (const Edge& edge : edges)
    ++degrees[edge.target];
  return degrees;
}

std::map<Cell, std::uint64_t> out_degrees(const std::vector<Edge>& edges) {
  std::map<Cell, std::uint64_t> degrees;
  for (const Edge& edge : edges)
    ++degrees[edge.source];
  return degrees;
}

bool has_repeats(const std::vector<Edge>& edges) {
  std::set<std::pair<Cell, Cell>> seen;
  for (const Edge& edge : edges) {
    if (!seen.insert({edge.source, edge.target}).second) return true;
  }
  return false;
}

constexpr std::array<std::pair<Cell, Cell>, 4> kListed{{{3, 4}, {0, 1}, {3, 4}, {2, 2}}};

std::vector<Rule> every_rule() {
  return {All{},
          OneToOne{},
          Probability{0.2},
          PairProbability{[](Cell i, Cell j) { return i < j ? 0.5 : 0.1; }},
          FixedIn{9},
          FixedIn{9, true},
          FixedOut{5},
          FixedOut{5, true},
          FixedTotal{300},
          FixedTotal{300, true},
          List{kListed}};
}

TEST_CASE("connect: the cutting of the work never shows") {
  for (const Rule& rule : every_rule()) {
    CAPTURE(rule.index());
    for (const bool excludes_self : {false, true}) {
      const Ends ends{40, 40, excludes_self};
      const std::vector<Edge> whole = connect(rule, ends, kDraws, 1);
      const bool is_emptied = excludes_self && std::holds_alternative<OneToOne>(rule);
      CHECK(whole.empty() == is_emptied);
      for (const std::size_t n_parts : {2U, 3U, 7U, 40U}) {
        CHECK(connect(rule, ends, kDraws, n_parts) == whole);
      }
    }
  }
}

TEST_CASE("connect: another seed or stream is another network, the same is the same") {
  const Ends ends{50, 50};
  const Rule rule = Probability{0.1};
  const auto edges = connect(rule, ends, kDraws);
  CHECK(connect(rule, ends, kDraws) == edges);
  CHECK(connect(rule, ends, {random::key_of(8), 1234}) != edges);
  CHECK(connect(rule, ends, {random::key_of(7), 1235}) != edges);
}

TEST_CASE("connect: no rule joins what is not allowed") {
  const auto allows = [](Cell i, Cell j) { return (i + j) % 3 != 0; };
  for (const Rule& rule : every_rule()) {
    CAPTURE(rule.index());
    for (const Edge& edge : connect(rule, {30, 30, true, allows}, kDraws)) {
      CHECK(edge.source != edge.target);
      CHECK(allows(edge.source, edge.target));
    }
  }
}

TEST_CASE("connect: a condition that allows all changes nothing") {
  // The list of allowed partners and the range with a gap are two ways to one row.
  const auto allows = [](Cell, Cell) { return true; };
  for (const Rule& rule : every_rule()) {
    CAPTURE(rule.index());
    CHECK(connect(rule, {25, 25, true, allows}, kDraws) == connect(rule, {25, 25, true}, kDraws));
  }
}

TEST_CASE("all, one_to_one: each pair once") {
  CHECK(connect(All{}, {6, 5}, kDraws).size() == 30);
  CHECK(connect(All{}, {6, 6, true}, kDraws).size() == 30);
  const auto diagonal = connect(OneToOne{}, {6, 6}, kDraws);
  CHECK(diagonal.size() == 6);
  for (const Edge& edge : diagonal)
    CHECK(edge.source == edge.target);
}

TEST_CASE("fixed_in, fixed_out: exact degrees, no repeats unless asked for") {
  const Ends ends{60, 45};
  const auto in = connect(FixedIn{12}, ends, kDraws);
  CHECK_FALSE(has_repeats(in));
  for (Cell target = 0; target < 45; ++target)
    CHECK(in_degrees(in)[target] == 12);
  const auto out = connect(FixedOut{7}, ends, kDraws);
  CHECK_FALSE(has_repeats(out));
  for (Cell source = 0; source < 60; ++source)
    CHECK(out_degrees(out)[source] == 7);
  const auto multi = connect(FixedIn{200, true}, ends, kDraws);
  CHECK(has_repeats(multi));
  for (Cell target = 0; target < 45; ++target)
    CHECK(in_degrees(multi)[target] == 200);
}

TEST_CASE("fixed_in: every source is equally likely") {
  // 2000 targets choose 10 of 40: each source is chosen Binomial(2000, 1/4) times.
  const auto edges = connect(FixedIn{10}, {40, 2000}, kDraws);
  double statistic = 0;
  for (const auto& [source, degree] : out_degrees(edges)) {
    const double difference = static_cast<double>(degree) - 500;
    statistic += difference * difference / (500 * 0.75);
  }
  // Chi-square with about 39 degrees of freedom; 80 is p = 1e-4.
  CHECK(statistic < 80);
}

TEST_CASE("prob: the number of edges is binomial, and so is each degree") {
  for (const double p : {0.003, 0.1, 0.7}) {
    CAPTURE(p);
    const auto edges = connect(Probability{p}, {400, 300}, kDraws);
    CHECK_FALSE(has_repeats(edges));
    const double n = 400.0 * 300.0;
    CHECK(std::abs(static_cast<double>(edges.size()) - n * p) < 4 * std::sqrt(n * p * (1 - p)));
    double squares = 0;
    auto degrees = in_degrees(edges);
    for (Cell target = 0; target < 300; ++target) {
      const double difference = static_cast<double>(degrees[target]) - 400 * p;
      squares += difference * difference;
    }
    // The variance of 300 degrees: 4 standard errors of a chi-square are 4*sqrt(2/300) = 0.33.
    CHECK(std::abs(squares / 300 / (400 * p * (1 - p)) - 1) < 0.33);
  }
  CHECK(connect(Probability{0}, {9, 9}, kDraws).empty());
  CHECK(connect(Probability{1}, {9, 9}, kDraws).size() == 81);
  CHECK(connect(Probability{std::nan("")}, {9, 9}, kDraws).empty());
}

TEST_CASE("prob of the pair: each pair by its own") {
  const auto edges =
      connect(PairProbability{[](Cell i, Cell) { return i == 0 ? 1.0 : 0.0; }}, {5, 8}, kDraws);
  CHECK(edges.size() == 8);
  for (const Edge& edge : edges)
    CHECK(edge.source == 0);
}

TEST_CASE("fixed_total: exactly as many, and rows as theory has them") {
  const auto edges = connect(FixedTotal{3000}, {100, 80}, kDraws);
  CHECK(edges.size() == 3000);
  CHECK_FALSE(has_repeats(edges));
  // Row counts are hypergeometric: mean 30, variance 30 * (1 - 80/8000) * (1 - 3000/8000).
  const double variance = 30.0 * (1 - 0.01) * (1 - 0.375);
  double squares = 0;
  auto degrees = out_degrees(edges);
  for (Cell source = 0; source < 100; ++source) {
    const double difference = static_cast<double>(degrees[source]) - 30;
    squares += difference * difference;
  }
  CHECK(std::abs(squares / 100 / variance - 1) < 4 * std::sqrt(2.0 / 100));
  CHECK(connect(FixedTotal{8000}, {100, 80}, kDraws).size() == 8000);
  CHECK(connect(FixedTotal{20000, true}, {100, 80}, kDraws).size() == 20000);
  CHECK(connect(FixedTotal{0}, {100, 80}, kDraws).empty());
}

TEST_CASE("list: repeats are numbered, what lies outside is left out") {
  const std::vector<std::pair<Cell, Cell>> listed{{3, 4}, {0, 1}, {3, 4}, {99, 1}, {1, 99}};
  const List list{listed};
  const std::vector<Edge> expected{{0, 1, 0}, {3, 4, 0}, {3, 4, 1}};
  CHECK(connect(list, {10, 10}, kDraws) == expected);
}

TEST_CASE("rows: begin where the ones before end") {
  const std::vector<Edge> edges{{0, 1, 0}, {0, 2, 0}, {2, 0, 0}};
  CHECK(row_begins(edges, 4) == std::vector<std::uint64_t>{0, 2, 2, 3, 3});
}

TEST_CASE("why_impossible: says the numbers") {
  CHECK(why_impossible(OneToOne{}, {100, 80}) == "one_to_one needs equal sizes: 100 to 80");
  CHECK(why_impossible(FixedIn{800}, {800, 5}).empty());
  CHECK(why_impossible(FixedIn{800}, {800, 800, true}) ==
        "cell 0 needs 800 different partners and has 799");
  CHECK(why_impossible(FixedIn{1000, true}, {800, 800, true}).empty());
  CHECK(why_impossible(FixedOut{6}, {9, 5}) == "cell 0 needs 6 different partners and has 5");
  CHECK(why_impossible(FixedTotal{26}, {5, 5}) == "26 edges do not fit into 25 pairs");
  CHECK(why_impossible(FixedTotal{26, true}, {5, 5}).empty());
  CHECK(why_impossible(All{}, {5, 4}).empty());
}

TEST_CASE("connect: empty ends make no edges") {
  for (const Rule& rule : every_rule()) {
    CAPTURE(rule.index());
    CHECK(connect(rule, {0, 0}, kDraws).empty());
    CHECK(connect(rule, {0, 10}, kDraws).empty());
    CHECK(connect(rule, {10, 0}, kDraws).empty());
  }
}

}  // namespace
}  // namespace snn::connect
