#include "targets/registry/missing.h"

#include "targets/registry/registry.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace snn::targets {
namespace {

constexpr std::array<std::string_view, 2> kKnown = {"cpu", "reference"};

TEST_CASE("a name that no target has is answered with those there are") {
  CHECK(missing_target("tpu", kKnown, kKnown) ==
        "there is no target `tpu`; there are `cpu` and `reference`");
}

TEST_CASE("a target that was left out says how to have it") {
  constexpr std::array<std::string_view, 1> kBuilt = {"reference"};
  CHECK(missing_target("cpu", kBuilt, kKnown) ==
        "this build has no target `cpu`; there is `reference`, and "
        "`cmake -DSNN_TARGETS=\"cpu;reference\"` builds more");
}

TEST_CASE("whatever was built is known, and the first is taken when no name is given") {
  REQUIRE(!all_targets().empty());
  CHECK(find_target("") == all_targets().front());
  for (const target::Target* target : all_targets()) {
    const std::string_view name = target->info().name;
    CHECK(std::ranges::find(known_targets(), name) != known_targets().end());
    CHECK(find_target(name) == target);
  }
}

TEST_CASE("code is made by the cpu, where it was built") {
  CHECK(find_code_target() == find_target("cpu"));
}

}  // namespace
}  // namespace snn::targets
