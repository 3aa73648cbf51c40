#pragma once
// A draw has one value in a step. Where a statement draws in every turn of a loop, further numbers
// are made of it (RANDOM.md, Turns), by operations that every target has.

#include <cstdint>

namespace snn::random {

/// The key of Widynski's Squares: odd, and its hexadecimal digits differ from their neighbours.
inline constexpr std::int64_t kTurnKey = 0x548c9decbce65297;

}  // namespace snn::random
