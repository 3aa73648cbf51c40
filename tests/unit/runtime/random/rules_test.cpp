// The vectors of RANDOM.md are what this code draws.

#include "runtime/random/distributions.h"
#include "runtime/random/words.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

namespace snn::random {
namespace {

using Table = std::map<std::string, std::string>;

// Rows of two columns: `| what | value |`.
Table read_rules() {
  std::ifstream page(SNN_RANDOM_RULES);
  REQUIRE(page.good());
  Table table;
  std::string line;
  while (std::getline(page, line)) {
    const std::size_t bar = line.find(" | ");
    if (!line.starts_with("| ") || !line.ends_with(" |") || bar == std::string::npos) continue;
    table[line.substr(2, bar - 2)] = line.substr(bar + 3, line.size() - bar - 5);
  }
  return table;
}

std::uint64_t hex(const Table& table, const std::string& what) {
  REQUIRE(table.contains(what));
  return std::strtoull(table.at(what).c_str(), nullptr, 16);
}

double number(const Table& table, const std::string& what) {
  REQUIRE(table.contains(what));
  return std::strtod(table.at(what).c_str(), nullptr);
}

EdgeWords edge() {
  return {key_of(1), 0, 3, 4, hash_of("connect#2.w"), 0};
}

TEST_CASE("rules: streams and words are those of the page") {
  const Table table = read_rules();
  for (const char* path : {"E.V", "drive#0", "connect#2.w"}) {
    CHECK(hash_of(path) == hex(table, std::string("stream of `") + path + "`"));
  }
  CellWords cell(key_of(1), 0, 100, hash_of("E.V"));
  for (int i = 0; i < 2; ++i)
    CHECK(cell() == hex(table, "cell word " + std::to_string(i)));
  EdgeWords words = edge();
  for (int i = 0; i < 5; ++i)
    CHECK(words() == hex(table, "edge word " + std::to_string(i)));
}

template <class Draw>
void check_draw(const Table& table, const std::string& what, Draw draw) {
  EdgeWords words = edge();
  CAPTURE(what);
  CHECK(static_cast<double>(draw(words)) == number(table, what));
}

TEST_CASE("rules: draws are those of the page, to the bit") {
  const Table t = read_rules();
  check_draw(t, "uniform(0, 1)", [](auto& w) { return uniform(w, 0, 1); });
  check_draw(t, "normal(0, 1)", [](auto& w) { return normal(w, 0, 1); });
  check_draw(t, "exponential(1)", [](auto& w) { return exponential(w, 1); });
  check_draw(t, "lognormal(1, 0.5)", [](auto& w) { return lognormal(w, 1, 0.5); });
  check_draw(t, "gamma(2, 1)", [](auto& w) { return gamma(w, 2, 1); });
  check_draw(t, "poisson(5)", [](auto& w) { return poisson(w, 5); });
  check_draw(t, "poisson(100)", [](auto& w) { return poisson(w, 100); });
  check_draw(t, "binomial(100, 0.3)", [](auto& w) { return binomial(w, 100, 0.3); });
  check_draw(t, "index below 1000", [](auto& w) { return index_below(w, 1000); });
}

}  // namespace
}  // namespace snn::random
