#include "tests/harness/diff.h"

#include "tests/harness/golden_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace snn::golden {
namespace {

constexpr std::size_t kContext = 3;

struct Step {
  char mark = ' ';
  std::string line;
  std::size_t expected_line = 0;
  std::size_t actual_line = 0;
};

using Lines = std::vector<std::string>;

std::vector<std::string> lines_with_end(std::string_view text) {
  Lines lines = split_lines(text);
  if (!text.empty() && !text.ends_with('\n')) lines.back() += " (no newline at the end)";
  return lines;
}

/// Length of the longest common subsequence of the tails starting at (i, j), for all i and j.
std::vector<std::vector<std::size_t>> common_tails(const Lines& a, const Lines& b) {
  std::vector<std::vector<std::size_t>> length(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] =
          a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

std::vector<Step> steps_between(const Lines& a, const Lines& b) {
  const auto length = common_tails(a, b);
  std::vector<Step> steps;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      steps.push_back({' ', a[i], i, j});
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
      steps.push_back({'-', a[i], i, j});
      ++i;
    } else {
      steps.push_back({'+', b[j], i, j});
      ++j;
    }
  }
  return steps;
}

/// The steps from `first` on that belong to one hunk: changes no further apart than their contexts.
std::size_t end_of_hunk(const std::vector<Step>& steps, std::size_t first) {
  std::size_t end = first;
  std::size_t unchanged = 0;
  for (std::size_t i = first; i < steps.size() && unchanged <= 2 * kContext; ++i) {
    unchanged = steps[i].mark == ' ' ? unchanged + 1 : 0;
    if (unchanged == 0) end = i + 1;
  }
  return end;
}

}  // namespace

std::string unified_diff(std::string_view expected, std::string_view actual) {
  const std::vector<Step> steps = steps_between(lines_with_end(expected), lines_with_end(actual));
  std::string text;
  std::size_t at = 0;
  while (at < steps.size()) {
    if (steps[at].mark == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = end_of_hunk(steps, at);
    const std::size_t from = at < kContext ? 0 : at - kContext;
    const std::size_t to = std::min(steps.size(), end + kContext);
    text +=
        fmt::format("@@ -{} +{} @@\n", steps[from].expected_line + 1, steps[from].actual_line + 1);
    for (std::size_t i = from; i < to; ++i)
      text += steps[i].mark + steps[i].line + '\n';
    at = to;
  }
  return text;
}

}  // namespace snn::golden
