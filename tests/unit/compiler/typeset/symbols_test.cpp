#include "compiler/typeset/symbols.h"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

namespace snn::typeset {
namespace {

using Parts = std::vector<std::string_view>;

TEST_CASE("symbols: underscores and digits begin subscripts") {
  CHECK(symbol_of("tau_m_slow").base == "tau");
  CHECK(symbol_of("tau_m_slow").subscripts == Parts{"m", "slow"});
  CHECK(symbol_of("A2_plus").base == "A");
  CHECK(symbol_of("A2_plus").subscripts == Parts{"2", "plus"});
  CHECK(symbol_of("x").subscripts.empty());
}

TEST_CASE("symbols: names that cannot be taken apart stay whole") {
  for (const std::string_view name : {"_x", "x_", "a__b", "_"}) {
    CHECK(symbol_of(name).base == name);
    CHECK(symbol_of(name).subscripts.empty());
  }
}

TEST_CASE("symbols: Greek letters by name and by sign") {
  REQUIRE(greek_by_name("tau") != nullptr);
  CHECK(greek_by_name("tau")->sign == "τ");
  CHECK(greek_by_name("Tau") == nullptr);
  REQUIRE(greek_by_sign("Ωx") != nullptr);
  CHECK(greek_by_sign("Ωx")->command == "\\Omega");
  CHECK(greek_by_sign("") == nullptr);
}

}  // namespace
}  // namespace snn::typeset
