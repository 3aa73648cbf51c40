#pragma once
// The README's example: a program, and what is said when one factor of it is left out.

#include "tests/manual/judge.h"

#include <string_view>

namespace snn::manual {

/// Empty when the message shown after the program is the one that `snn check` gives.
[[nodiscard]] std::string judge_front_page(std::string_view readme, const Program& program);

}  // namespace snn::manual
