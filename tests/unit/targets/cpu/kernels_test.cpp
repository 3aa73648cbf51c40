#include "targets/cpu/jit/kernels.h"

#include "tests/unit/targets/cpu/laboratory.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <string>

namespace snn::cpu {
namespace {

using blueprint::Domain;

/// Where two memories differ first; empty when they do not.
std::string difference(const World& world, const World::Memory& a, const World::Memory& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t at = 0; at < a[i].size(); ++at) {
      if (a[i][at] == b[i][at]) continue;
      const blueprint::Table<ir::FieldId, blueprint::Field>& fields =
          world.program.blueprint.fields;
      const std::string name =
          i < fields.size() ? fields[static_cast<ir::FieldId>(i)].name : "globals, failure, result";
      return name + " at " + std::to_string(at);
    }
  }
  return {};
}

TEST_CASE("cpu: random kernels leave the bits that the interpreter leaves, at every width") {
  const char* wanted = std::getenv("SNN_RANDOM_KERNELS");
  const std::uint64_t n = wanted == nullptr ? 60 : std::strtoull(wanted, nullptr, 10);
  constexpr std::array kDomains{Domain::EachCell,      Domain::EachCell,      Domain::EachCell,
                                Domain::EachFired,     Domain::RowArrival,    Domain::ColumnArrival,
                                Domain::EachEdge,      Domain::EachEdge,      Domain::Once,
                                Domain::SourceArrival, Domain::TargetArrival, Domain::Pair};
  constexpr std::array kWidths{1U, 4U, 8U, 16U};
  std::uint64_t n_effective = 0;
  for (std::uint64_t seed = 0; seed < n; ++seed) {
    CAPTURE(seed);
    World world(seed);
    const Domain domain = kDomains.at(seed % kDomains.size());
    const ir::KernelId kernel = world.kernel(domain);
    write_random_kernel(world, kernel, seed);
    const bool is_list = domain != Domain::EachCell && domain != Domain::EachEdge;
    const std::uint64_t begin = is_list ? 0 : seed % 70;
    const std::uint64_t end = is_list ? 40 : 70 + seed * 7 % 122;
    const World::Memory expected = world.interpreted(kernel, begin, end);
    // A kernel that changes nothing would agree with everything.
    n_effective += difference(world, expected, world.untouched()) != "" ? 1 : 0;
    // One level for all widths, so that a difference names its cause.
    const unsigned level = seed % 3 == 0 ? 0 : 3;
    for (const unsigned width : kWidths) {
      CAPTURE(width);
      CAPTURE(level);
      const World::Memory got =
          world.compiled(kernel, begin, end, {.level = level, .width = width});
      CHECK(difference(world, expected, got) == "");
    }
  }
  CHECK(n_effective > n * 9 / 10);
}

}  // namespace
}  // namespace snn::cpu
