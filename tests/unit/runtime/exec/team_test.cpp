// Threads that start together, meet and end together.

#include "runtime/exec/team.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace snn::exec {
namespace {

TEST_CASE("team: every active thread runs once, and all are done when run returns") {
  Team team(4, false);
  std::vector<int> n_runs(4);
  for (int round = 0; round < 400; ++round) {
    const std::size_t n_active = 1 + static_cast<std::size_t>(round) % 4;
    team.run(n_active, [&](std::size_t thread) { ++n_runs[thread]; });
  }
  CHECK(n_runs == std::vector<int>{400, 300, 200, 100});
}

TEST_CASE("team: after a meeting everybody sees what everybody wrote before it") {
  constexpr std::size_t kThreads = 3;
  Team team(kThreads, false);
  std::vector<int> written(kThreads);
  std::vector<int> n_wrong(kThreads);
  team.run(kThreads, [&](std::size_t thread) {
    for (int round = 1; round <= 300; ++round) {
      written[thread] = round;
      team.meet(kThreads);
      for (const int other : written)
        n_wrong[thread] += other == round ? 0 : 1;
      team.meet(kThreads);
    }
  });
  CHECK(n_wrong == std::vector<int>(kThreads));
}

}  // namespace
}  // namespace snn::exec
