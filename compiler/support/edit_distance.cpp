#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace snn {
namespace {

constexpr std::size_t kLongestCompared = 64;
// The longest candidate that can be within a third of the longest name.
constexpr std::size_t kLongestCandidate = kLongestCompared + kLongestCompared / 3;

char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char as_is(char c) {
  return c;
}

// Damerau's distance with adjacent transpositions, three rows of the table at a time, each one
// longer than `to`; stops at a distance that is certain to be more than `limit`.
template <class Read>
int distance(std::string_view from, std::string_view to, Read read,
             std::array<std::span<int>, 3> rows, int limit) {
  auto& [before_last, last, current] = rows;
  for (std::size_t j = 0; j <= to.size(); ++j)
    last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= from.size(); ++i) {
    current[0] = static_cast<int>(i);
    int least = current[0];
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const int replaced = last[j - 1] + (read(from[i - 1]) == read(to[j - 1]) ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && read(from[i - 1]) == read(to[j - 2]) &&
                           read(from[i - 2]) == read(to[j - 1]);
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
      least = std::min(least, current[j]);
    }
    // A swap may still lead back by one from the row before.
    if (least > limit + 1) return least;
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[to.size()];
}

}  // namespace

int edit_distance(std::string_view from, std::string_view to) {
  const std::size_t n = to.size() + 1;
  std::vector<int> rows(3 * n);
  const std::span<int> all(rows);
  const int limit = static_cast<int>(from.size() + to.size());
  return distance(from, to, as_is, {all.subspan(0, n), all.subspan(n, n), all.subspan(2 * n, n)},
                  limit);
}

std::optional<std::string_view> nearest_name(std::string_view name,
                                             std::span<const std::string_view> candidates) {
  if (name.size() > kLongestCompared) return std::nullopt;
  const int limit = std::max(1, static_cast<int>(name.size()) / 3);
  const auto reach = static_cast<std::size_t>(limit);
  std::array<std::array<int, kLongestCandidate + 1>, 3> rows;
  std::optional<std::string_view> best;
  int best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > name.size() + reach || candidate.size() + reach < name.size()) continue;
    if (candidate == name) continue;
    // A wrong case is the smallest of mistakes: compare without it first.
    const int found =
        distance(name, candidate, lower_case, {rows[0], rows[1], rows[2]}, best_distance);
    const bool replaces_whole_name = found >= static_cast<int>(name.size());
    if (found < best_distance && (found == 0 || !replaces_whole_name)) {
      best = candidate;
      best_distance = found;
    }
  }
  return best;
}

}  // namespace snn
