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
  constexpr std::uint64_t kCells = 600;
  constexpr std::size_t kParts = 4;
  for (const std::size_t n_groups : {1U, 2U, 4U}) {
    CAPTURE(n_groups);
    SpikeLog log(kCells, kParts, n_groups, 3);
    const auto spikes_of = [](std::int64_t step) {
      const auto first = static_cast<std::uint32_t>(step * 37 % 300);
      return std::vector<std::uint32_t>{first, first + 100, first + 299};
    };
    std::vector<std::uint8_t> marks(kCells);
    const auto collect = [&](SpikeLog& to, std::int64_t step) {
      std::ranges::fill(marks, 0);
      for (const std::uint32_t cell : spikes_of(step))
        marks[cell] = 1;
      for (std::size_t part = 0; part < kParts; ++part)
        to.collect(step, part, marks.data());
    };
    const auto joined = [](std::size_t n, const auto& of) {
      std::vector<std::uint32_t> all;
      for (std::size_t i = 0; i < n; ++i) {
        const auto spikes = of(i);
        all.insert(all.end(), spikes.begin(), spikes.end());
      }
      return all;
    };
    const auto check = [&](const SpikeLog& in, std::int64_t step,
                           const std::vector<std::uint32_t>& expected) {
      CHECK(joined(kParts, [&](std::size_t part) { return in.of(step, part); }) == expected);
      CHECK(joined(n_groups, [&](std::size_t group) { return in.of_group(step, group); }) ==
            expected);
    };
    for (std::int64_t step = 0; step < 10; ++step)
      collect(log, step);
    check(log, -1, {});
    SpikeLog longer(kCells, kParts, n_groups, 8);
    longer.continue_from(log, 9);
    for (std::int64_t step = 7; step < 10; ++step) {
      check(log, step, spikes_of(step));
      check(longer, step, spikes_of(step));
    }
    for (std::int64_t step = 10; step < 15; ++step)
      collect(longer, step);
    for (std::int64_t step = 7; step < 15; ++step)
      check(longer, step, spikes_of(step));
  }
}

}  // namespace
}  // namespace snn::events
