// UnitTable::nearest: words first ("msec", "millivolt"), then the wrong case ("khz"), then a slip
// of the finger.

#include "compiler/support/edit_distance.h"
#include "compiler/units/prefixes.h"
#include "compiler/units/unit.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

namespace snn::units {
namespace {

struct UnitWord {
  std::string_view word;
  std::string_view unit;
};

constexpr auto kUnitWords = std::to_array<UnitWord>({
#define SNN_UNIT_WORD(word, unit) {word, unit},
#include "compiler/units/unit_words.def"
#undef SNN_UNIT_WORD
});

// Shorter names are all one edit away from each other.
constexpr std::size_t kMinLengthForEdits = 3;
// Longer names are no slips, and comparing them would take time.
constexpr std::size_t kMaxLength = 32;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// How far a spelling of the same letters is off: the number of wrong cases, then whether the prefix
// is among them.
std::pair<std::ptrdiff_t, bool> wrong_cases(std::string_view name, std::string_view spelling) {
  const auto n_different =
      std::inner_product(name.begin(), name.end(), spelling.begin(), std::ptrdiff_t{0},
                         std::plus<>(), [](char x, char y) { return std::ptrdiff_t{x != y}; });
  return {n_different, name.front() != spelling.front()};
}

std::optional<std::string_view> unit_of_word(std::string_view word) {
  for (const UnitWord& entry : kUnitWords) {
    if (equals_ignoring_case(word, entry.word)) return entry.unit;
    if (word.ends_with('s') && equals_ignoring_case(word.substr(0, word.size() - 1), entry.word)) {
      return entry.unit;
    }
  }
  return std::nullopt;
}

std::optional<std::string> spelled_out(std::string_view name, const UnitTable& table) {
  const auto known = [&](std::string_view prefix,
                         std::string_view word) -> std::optional<std::string> {
    const auto unit = unit_of_word(word);
    if (!unit) return std::nullopt;
    std::string spelling = std::string(prefix) + std::string(*unit);
    if (!table.find(spelling)) return std::nullopt;
    return spelling;
  };
  if (auto found = known("", name)) return found;
  for (const Prefix& prefix : kPrefixes) {
    if (name.size() > prefix.word.size() &&
        equals_ignoring_case(name.substr(0, prefix.word.size()), prefix.word)) {
      if (auto found = known(prefix.symbol, name.substr(prefix.word.size()))) return found;
    }
    if (name.starts_with(prefix.symbol)) {
      if (auto found = known(prefix.symbol, name.substr(prefix.symbol.size()))) return found;
    }
  }
  return std::nullopt;
}

// The shortest first, so that of equally near ones `mV` is offered rather than `meV`; then in order
// of declaration.
std::vector<std::string> all_spellings(const UnitTable& table) {
  std::multimap<std::size_t, std::string> by_length;
  for (const std::string& name : table.names())
    by_length.emplace(name.size(), name);
  for (const Prefix& prefix : kPrefixes) {
    for (const std::string& name : table.names()) {
      const std::string prefixed = std::string(prefix.symbol) + name;
      if (table.find(prefixed)) by_length.emplace(prefixed.size(), prefixed);
    }
  }
  std::vector<std::string> spellings;
  for (const auto& [length, spelling] : by_length)
    spellings.push_back(spelling);
  return spellings;
}

const std::string* same_but_for_case(std::string_view name,
                                     const std::vector<std::string>& spellings) {
  const std::string* best = nullptr;
  for (const std::string& spelling : spellings) {
    if (!equals_ignoring_case(name, spelling)) continue;
    if (best == nullptr || wrong_cases(name, spelling) < wrong_cases(name, *best)) best = &spelling;
  }
  return best;
}

}  // namespace

std::optional<std::string> UnitTable::nearest(std::string_view name) const {
  if (name.empty() || name.size() > kMaxLength) return std::nullopt;
  if (auto unit = spelled_out(name, *this)) return unit;
  const std::vector<std::string> spellings = all_spellings(*this);
  if (const std::string* spelling = same_but_for_case(name, spellings)) return *spelling;
  if (name.size() < kMinLengthForEdits) return std::nullopt;
  const std::vector<std::string_view> candidates(spellings.begin(), spellings.end());
  if (const auto slip = nearest_name(name, candidates)) return std::string(*slip);
  return std::nullopt;
}

}  // namespace snn::units
