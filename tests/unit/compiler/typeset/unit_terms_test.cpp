#include "compiler/typeset/unit_terms.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace snn::typeset {
namespace {

/// `mV^1 ms^-1`, or `?`.
std::string terms(std::string_view text) {
  const auto found = unit_terms(text);
  if (!found) return "?";
  std::string result;
  for (const UnitTerm& each : *found) {
    if (!result.empty()) result += ' ';
    result += std::string(each.name) + "^" + std::to_string(each.power);
    if (each.root != 1) result += "/" + std::to_string(each.root);
  }
  return result;
}

TEST_CASE("unit terms: products, quotients, powers") {
  CHECK(terms("mV") == "mV^1");
  CHECK(terms("uF/cm^2") == "uF^1 cm^-2");
  CHECK(terms("1/(mV * ms)") == "mV^-1 ms^-1");
  CHECK(terms("per ms") == "ms^-1");
  CHECK(terms("mV per ms") == "mV^1 ms^-1");
  CHECK(terms("mV^2/ms") == "mV^2 ms^-1");
  CHECK(terms("m²*s³") == "m^2 s^3");
  CHECK(terms("(mV/ms)^2") == "mV^2 ms^-2");
  CHECK(terms("mV*ms^-1") == "mV^1 ms^-1");
  CHECK(terms("mV/ms^(1/2)") == "mV^1 ms^-1/2");
  CHECK(terms("[Hz^2]") == "Hz^2");
  CHECK(terms("1") == "");
}

TEST_CASE("unit terms: other texts are none") {
  for (const std::string_view text :
       {"", "mV/", "(mV", "2*mV", "mV^", "mV^0", "mV ms", "mV^1000"}) {
    CHECK(terms(text) == "?");
  }
}

TEST_CASE("unit terms: micro is written with u before units only") {
  CHECK(has_micro_prefix("uF"));
  CHECK(has_micro_prefix("um"));
  CHECK_FALSE(has_micro_prefix("u"));
  CHECK_FALSE(has_micro_prefix("unit"));
}

}  // namespace
}  // namespace snn::typeset
