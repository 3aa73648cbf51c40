// The spikes of the last steps.

#include "runtime/events/spike_log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace snn::events {
namespace {

TEST_CASE("spike log: marked positions, ascending, whatever their pattern") {
  std::vector<std::uint8_t> marks(1000, 0);
  for (int every = 1; every < 200; every += 7) {
    std::ranges::fill(marks, 0);
    std::vector<std::uint32_t> expected;
    for (std::size_t cell = 13; cell < 900; cell += static_cast<std::size_t>(every)) {
      marks[cell] = 1;
      expected.push_back(static_cast<std::uint32_t>(cell));
    }
    std::vector<std::uint32_t> ids(1000);
    ids.resize(gather_marked(marks.data(), 13, 900, ids.data()));
    CHECK(ids == expected);
  }
}

TEST_CASE("spike log: marks outside the range are not seen") {
  const std::vector<std::uint8_t> marks(200, 1);
  std::vector<std::uint32_t> ids(200);
  CHECK(gather_marked(marks.data(), 64, 130, ids.data()) == 66);
  CHECK(ids[0] == 64);
  CHECK(ids[65] == 129);
}

TEST_CASE("spike log: keeps as many steps as it says, and more when it grows") {
  constexpr std::uint64_t kCells = 300;
  SpikeLog log(kCells, 2, 3);
  const auto spike_of = [](std::int64_t step) {
    return static_cast<std::uint32_t>(step * 37 % 300);
  };
  std::vector<std::uint8_t> marks(kCells);
  const auto collect = [&](SpikeLog& to, std::int64_t step) {
    std::ranges::fill(marks, 0);
    marks[spike_of(step)] = 1;
    for (std::size_t part = 0; part < 2; ++part)
      to.collect(step, part, marks.data());
  };
  const auto found = [&](const SpikeLog& in, std::int64_t step) {
    std::vector<std::uint32_t> all;
    for (std::size_t part = 0; part < 2; ++part) {
      const auto spikes = in.of(step, part);
      all.insert(all.end(), spikes.begin(), spikes.end());
    }
    return all;
  };
  for (std::int64_t step = 0; step < 10; ++step)
    collect(log, step);
  CHECK(found(log, -1).empty());
  SpikeLog longer(kCells, 2, 8);
  longer.continue_from(log, 9);
  for (std::int64_t step = 7; step < 10; ++step) {
    CHECK(found(log, step) == std::vector{spike_of(step)});
    CHECK(found(longer, step) == std::vector{spike_of(step)});
  }
  for (std::int64_t step = 10; step < 15; ++step)
    collect(longer, step);
  for (std::int64_t step = 7; step < 15; ++step) {
    CHECK(found(longer, step) == std::vector{spike_of(step)});
  }
}

}  // namespace
}  // namespace snn::events
