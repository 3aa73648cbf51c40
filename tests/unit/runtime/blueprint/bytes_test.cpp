// Blueprints survive the way through bytes; bytes from anywhere do no harm.

#include "runtime/blueprint/bytes.h"

#include "runtime/blueprint/ids_in_range.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::blueprint {
namespace {

Blueprint sample() {
  Blueprint plan;
  plan.name = "balanced";
  plan.dt = plan.globals.add({.name = "dt", .type = Scalar::F64, .value = 0.1});
  plan.seed = plan.globals.add({.name = "seed", .type = Scalar::I64, .value = 1});
  const GlobalId size = plan.globals.add(
      {.name = "n",
       .type = Scalar::I64,
       .value = -0.0,
       .display = {
           .doc = "cells \"of\" E", .unit = {"mV", 1}, .accepted = {{"V", 1000}, {"uV", 1e-3}}}});
  const PopulationId e = plan.populations.add({.name = "net.E", .size = size});
  plan.populations[e].fired =
      plan.fields.add({.name = "net.E.fired", .type = Scalar::Bool, .population = e});
  const KernelId kernel =
      plan.kernels.add({.name = "net.E.step", .domain = Domain::EachCell, .population = e});
  const DataId data =
      plan.data.add({.path = "pairs.csv", .n_columns = 2, .values = {0, 1, 2, 0.5}});
  const ProjectionId j = plan.projections.add(
      {.name = "net.E -> net.E",
       .source = e,
       .target = e,
       .pairs = {.rule = Rule::List, .excepts_self = true, .data = data, .stream = 77}});
  const MeasureId rate = plan.measures.add({.name = "rate(net.E)",
                                            .kind = MeasureKind::Rate,
                                            .reduction = Reduction::Max,
                                            .of = {{.population = e, .slice = {.end = size}}},
                                            .with = {},
                                            .unit = {"Hz", 1e-3}});
  plan.schedule.build = {Connect{j}};
  plan.schedule.step = {Launch{kernel, size}, Deliver{{kernel, kernel}}, Route{e},
                        Sum{plan.populations[e].fired, size}};
  const Expression number{.cells = {},
                          .measures = {{.measure = rate, .result = size}},
                          .kernel = kernel,
                          .result = size};
  Script& script = plan.script;
  script.name = "experiment";
  script.is_test = true;
  script.steps = {{.place = "a.snn:1:1", .what = Run{number}},
                  {.place = "", .what = RunUntil{number}},
                  {.place = "", .what = Record{{rate}, number, "r.csv"}},
                  {.place = "", .what = Record{{rate}, std::nullopt, ""}},
                  {.place = "", .what = Change{{kernel}}},
                  {.place = "", .what = Broadcast{"reward", number, {kernel}}},
                  {.place = "", .what = At{number, {0}}},
                  {.place = "", .what = Sweep{{Axis{size, number, {}, {}, {number}}}, {1, 2}}},
                  {.place = "", .what = Repeat{number, {3}}},
                  {.place = "", .what = Expect{"t", "p", number, number, number, true, false}}};
  script.body = {4, 7, 9};
  return plan;
}

TEST_CASE("bytes: what goes in comes out") {
  const Blueprint plan = sample();
  const auto back = from_bytes(to_bytes(plan));
  REQUIRE(back.is_ok());
  CHECK(*back == plan);
  CHECK(to_bytes(*back) == to_bytes(plan));
  const auto empty = from_bytes(to_bytes({}));
  REQUIRE(empty.is_ok());
  CHECK(*empty == Blueprint{});
}

TEST_CASE("bytes: cut short anywhere") {
  const std::vector<std::byte> bytes = to_bytes(sample());
  for (std::size_t n = 0; n < bytes.size(); ++n)
    CHECK(!from_bytes(std::span(bytes).first(n)).is_ok());
}

TEST_CASE("bytes: any one byte changed is noticed") {
  std::vector<std::byte> bytes = to_bytes(sample());
  for (std::byte& byte : bytes) {
    const std::byte before = byte;
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      byte = before ^ static_cast<std::byte>(flip);
      CHECK(!from_bytes(bytes).is_ok());
    }
    byte = before;
  }
}

TEST_CASE("bytes: another version is named") {
  std::vector<std::byte> bytes = to_bytes(sample());
  bytes[4] = std::byte{9};
  CHECK(from_bytes(bytes).status().text ==
        "the program inside this file has format 9; this runtime reads format 2");
}

// The checksum made right again: now the reader itself has to notice.
void seal(std::vector<std::byte>& bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (std::size_t k = 24; k < bytes.size(); ++k)
    hash = (hash ^ std::to_integer<std::uint64_t>(bytes[k])) * 1099511628211U;
  for (std::size_t k = 0; k < 8; ++k)
    bytes[16 + k] = static_cast<std::byte>(hash >> (8 * k));
}

TEST_CASE("bytes: wild ones give an error or a blueprint whose ids are in range") {
  const std::vector<std::byte> good = to_bytes(sample());
  std::uint64_t state = 1;
  const auto draw = [&state] {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return state >> 33U;
  };
  int n_refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::vector<std::byte> bytes = good;
    const std::uint64_t n_changes = 1 + draw() % 4;
    for (std::uint64_t k = 0; k < n_changes; ++k)
      bytes[24 + draw() % (bytes.size() - 24)] = static_cast<std::byte>(draw());
    seal(bytes);
    const auto read = from_bytes(bytes);
    if (!read.is_ok()) {
      ++n_refused;
      continue;
    }
    CHECK(ids_in_range(*read));
    CHECK(to_bytes(*read) == bytes);
  }
  CHECK(n_refused > 5000);
}

TEST_CASE("bytes: an id beyond its table") {
  Blueprint plan = sample();
  CHECK(ids_in_range(plan));
  plan.script.body = {10};
  CHECK(!ids_in_range(plan));
  plan = sample();
  plan.schedule.step.emplace_back(Launch{static_cast<KernelId>(1)});
  CHECK(!from_bytes(to_bytes(plan)).is_ok());
}

}  // namespace
}  // namespace snn::blueprint
