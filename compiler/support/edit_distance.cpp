#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

namespace snn {
namespace {

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lowered;
}

}  // namespace

// Damerau's distance with adjacent transpositions, three rows of the table at a time.
int edit_distance(std::string_view from, std::string_view to) {
  std::vector<int> before_last(to.size() + 1);
  std::vector<int> last(to.size() + 1);
  std::vector<int> current(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j)
    last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= from.size(); ++i) {
    current[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const int replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[to.size()];
}

std::optional<std::string_view> nearest_name(std::string_view name,
                                             std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestCompared = 64;
  if (name.size() > kLongestCompared) return std::nullopt;
  const int limit = std::max(1, static_cast<int>(name.size()) / 3);
  const std::string wanted = lower_case(name);
  std::optional<std::string_view> best;
  int best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > name.size() + static_cast<std::size_t>(limit)) continue;
    if (candidate == name) continue;
    // A wrong case is the smallest of mistakes: compare without it first.
    const int distance = edit_distance(wanted, lower_case(candidate));
    const bool replaces_whole_name = distance >= static_cast<int>(name.size());
    if (distance < best_distance && (distance == 0 || !replaces_whole_name)) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace snn
