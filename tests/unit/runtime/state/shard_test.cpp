// Rows of a shard: by target as they are made, by delay once delays are known, and by target again.

#include "runtime/state/shard.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace snn::state {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

bool is_in(CellRange here, std::uint32_t target) {
  return target >= here.begin && target < here.end;
}

Shard shard_of(std::uint64_t n_sources, CellRange here, const std::vector<Pair>& pairs) {
  ShardBuilder builder(n_sources, here);
  for (const auto& [source, target] : pairs) {
    if (is_in(here, target)) builder.count(source);
  }
  REQUIRE(builder.start_placing());
  for (const auto& [source, target] : pairs) {
    if (is_in(here, target)) builder.place(source, target);
  }
  REQUIRE(builder.finish());
  return builder.take();
}

std::vector<std::uint32_t> targets_in(const Shard& shard, EdgeRange edges) {
  std::vector<std::uint32_t> targets;
  for (std::uint64_t edge = edges.first; edge < edges.second; ++edge)
    targets.push_back(shard.target(edge));
  return targets;
}

const std::vector<Pair> kPairs{{2, 70}, {0, 65}, {2, 64}, {2, 70}, {2, 3}, {0, 127}, {2, 66}};

TEST_CASE("shard: has the edges of its own targets, by source and target") {
  const Shard shard = shard_of(3, {64, 128}, kPairs);
  CHECK(shard.n_edges == 6);
  CHECK(targets_in(shard, shard.row(0)) == std::vector<std::uint32_t>{65, 127});
  CHECK(targets_in(shard, shard.row(1)).empty());
  CHECK(targets_in(shard, shard.row(2)) == std::vector<std::uint32_t>{64, 66, 70, 70});
  const auto* multiplicities = shard.multiplicities.as<std::uint32_t>();
  CHECK(multiplicities[shard.row(2).first + 2] == 0);
  CHECK(multiplicities[shard.row(2).first + 3] == 1);
}

TEST_CASE("shard: without equal pairs there is no column of multiplicities") {
  CHECK(shard_of(3, {0, 64}, kPairs).multiplicities.data() == nullptr);
}

TEST_CASE("shard: sorted by delay, its columns go along") {
  Shard shard = shard_of(3, {64, 128}, kPairs);
  shard.columns.push_back(make_column(Scalar::I32, shard.n_edges, 1, 0));
  shard.columns.push_back(make_column(Scalar::F64, shard.n_edges, 2, 0));
  // Row 2 is edges 2 to 5: targets 64, 66, 70, 70 with the delays 9, 4, 9, 4.
  const std::vector<double> delays{4, 9, 9, 4, 9, 4};
  for (std::uint64_t edge = 0; edge < shard.n_edges; ++edge) {
    shard.columns[0].set(edge, delays[edge]);
    shard.columns[1].set(edge, 10 + static_cast<double>(edge), 0);
    shard.columns[1].set(edge, 20 + static_cast<double>(edge), 1);
  }
  const std::vector<std::int32_t> occurring{4, 6, 9};
  REQUIRE(sort_by_delay(shard, occurring, 0));
  CHECK(targets_in(shard, shard.segment(2, 0, 3)) == std::vector<std::uint32_t>{66, 70});
  CHECK(targets_in(shard, shard.segment(2, 1, 3)).empty());
  CHECK(targets_in(shard, shard.segment(2, 2, 3)) == std::vector<std::uint32_t>{64, 70});
  const auto [begin, end] = shard.segment(2, 0, 3);
  CHECK(shard.columns[0].get(begin) == 4);
  CHECK(shard.columns[1].get(begin, 0) == 13);
  CHECK(shard.columns[1].get(begin, 1) == 23);
  CHECK(shard.columns[1].get(end - 1, 0) == 15);
  CHECK(shard.multiplicities.as<std::uint32_t>()[end - 1] == 1);

  // Once more, with one delay for all: the order of targets and multiplicities is back.
  for (std::uint64_t edge = 0; edge < shard.n_edges; ++edge)
    shard.columns[0].set(edge, 6);
  REQUIRE(sort_by_delay(shard, occurring, 0));
  CHECK(targets_in(shard, shard.segment(2, 1, 3)) == std::vector<std::uint32_t>{64, 66, 70, 70});
  CHECK(shard.multiplicities.as<std::uint32_t>()[shard.row(2).second - 1] == 1);
  CHECK(shard.columns[1].get(shard.row(2).first + 1, 0) == 13);
}

TEST_CASE("shard: the edges into a target, by source") {
  Shard shard = shard_of(3, {64, 128}, {{2, 70}, {0, 70}, {1, 65}, {1, 70}});
  REQUIRE(index_by_target(shard));
  const auto* begins = shard.target_begins.as<std::uint64_t>();
  const auto* edges = shard.by_target.as<std::uint64_t>();
  std::vector<std::uint32_t> sources;
  for (std::uint64_t at = begins[70 - 64]; at < begins[71 - 64]; ++at) {
    CHECK(shard.target(edges[at]) == 70);
    sources.push_back(shard.sources.as<std::uint32_t>()[edges[at]]);
  }
  CHECK(sources == std::vector<std::uint32_t>{0, 1, 2});
}

}  // namespace
}  // namespace snn::state
