#pragma once
// Texts that say the same as another with blanks, line ends, separators and comments elsewhere.

#include <random>
#include <string>
#include <string_view>

namespace snn::format {

/// How probable each change is between two words.
struct Disturbance {
  double line_end = 0;
  double joining = 0;  // of the two lines around
  double blanks = 0;
  double comment = 0;
  double separator = 0;  // a `;` where a line ended
};

inline constexpr Disturbance kDisturbances[] = {
    {.joining = 1},
    {.line_end = 1},
    {.line_end = 0.1, .joining = 0.3, .blanks = 0.3},
    {.comment = 0.05},
    {.line_end = 0.05, .joining = 0.5, .comment = 0.02},
    {.joining = 0.8, .separator = 0.5},
    {.comment = 1},
};

[[nodiscard]] std::string disturbed(std::string_view text, const Disturbance& kind,
                                    std::mt19937& random);

}  // namespace snn::format
