#include "runtime/exec/worst_value.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace snn::exec {
namespace {

// The largest of all bits without signs: compared once a column, in a loop that compilers widen.
template <class Bits>
Bits largest_magnitude(const std::byte* memory, std::uint64_t begin, std::uint64_t end) {
  constexpr Bits kNoSign = static_cast<Bits>(~Bits{0}) >> 1U;
  Bits largest = 0;
  for (std::uint64_t i = begin; i < end; ++i) {
    Bits bits = 0;
    std::memcpy(&bits, memory + i * sizeof(Bits), sizeof(Bits));
    largest = std::max<Bits>(largest, bits & kNoSign);
  }
  return largest;
}

Worst worst_of_block(const state::Column& column, std::uint64_t begin, std::uint64_t end,
                     std::uint32_t at) {
  const std::byte* memory = column.block(at);
  if (column.type == blueprint::Scalar::F32) {
    constexpr std::uint32_t kInfinity = 0x7f800000U;
    const auto largest = largest_magnitude<std::uint32_t>(memory, begin, end);
    if (largest < kInfinity) return Worst::Finite;
    return largest == kInfinity ? Worst::Infinite : Worst::NotANumber;
  }
  constexpr std::uint64_t kInfinity = 0x7ff0000000000000U;
  const auto largest = largest_magnitude<std::uint64_t>(memory, begin, end);
  if (largest < kInfinity) return Worst::Finite;
  return largest == kInfinity ? Worst::Infinite : Worst::NotANumber;
}

// An infinity or NaN has every bit of its exponent.
template <class Bits, class Number>
bool are_all_finite(const std::byte* memory, std::uint64_t n, const Number& number) {
  constexpr Bits kTwiceInfinity =
      sizeof(Bits) == 4 ? static_cast<Bits>(0xff000000U) : static_cast<Bits>(0xffe0000000000000U);
  Bits n_bad = 0;
  for (std::uint64_t i = 0; i < n; ++i) {
    Bits bits = 0;
    std::memcpy(&bits, memory + number(i) * sizeof(Bits), sizeof(Bits));
    n_bad |= static_cast<Bits>(static_cast<Bits>(bits << 1U) >= kTwiceInfinity);
  }
  return n_bad == 0;
}

template <class Number>
bool are_all_finite(const state::Column& column, std::uint64_t n, const Number& number) {
  for (std::uint32_t at = 0; at < column.length; ++at) {
    const std::byte* memory = column.block(at);
    const bool are_here = column.type == blueprint::Scalar::F32
                              ? are_all_finite<std::uint32_t>(memory, n, number)
                              : are_all_finite<std::uint64_t>(memory, n, number);
    if (!are_here) return false;
  }
  return true;
}

}  // namespace

bool are_finite(const state::Column& column, std::uint64_t begin, std::uint64_t end) {
  return are_all_finite(column, end - begin, [=](std::uint64_t i) { return begin + i; });
}

bool are_finite(const state::Column& column, std::span<const std::uint64_t> elements) {
  return are_all_finite(column, elements.size(), [=](std::uint64_t i) { return elements[i]; });
}

Worst worst_of(const state::Column& column, std::uint64_t begin, std::uint64_t end) {
  Worst worst = Worst::Finite;
  for (std::uint32_t at = 0; at < column.length; ++at)
    worst = std::max(worst, worst_of_block(column, begin, end, at));
  return worst;
}

double not_finite_of(const state::Column& column, std::uint64_t element) {
  double value = 0;
  for (std::uint32_t at = 0; at < column.length && std::isfinite(value); ++at)
    value = column.get(element, at);
  return value;
}

}  // namespace snn::exec
