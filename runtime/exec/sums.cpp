#include "runtime/exec/sums.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace snn::exec {
namespace {

constexpr std::size_t kLanes = 16;

// Lane l adds elements l, l + 16, l + 32, l + 48; then each lower half of the lanes takes the
// upper.
template <class Number>
double sum_of_block(const Number* numbers, std::uint64_t n) {
  std::array<double, kLanes> lanes{};
  for (std::uint64_t i = 0; i < n; ++i)
    lanes[i % kLanes] += static_cast<double>(numbers[i]);
  for (std::size_t half = kLanes / 2; half > 0; half /= 2) {
    for (std::size_t lane = 0; lane < half; ++lane)
      lanes[lane] += lanes[lane + half];
  }
  return lanes[0];
}

template <class Number>
void sum_blocks_of(const Number* numbers, std::uint64_t begin, std::uint64_t end,
                   std::vector<double>& sums) {
  for (std::uint64_t block = begin; block < end; block += state::kBlock)
    sums[block / state::kBlock] =
        sum_of_block(numbers + block, std::min(state::kBlock, end - block));
}

}  // namespace

void sum_blocks(const state::Column& column, std::uint64_t begin, std::uint64_t end,
                std::vector<double>& sums) {
  const std::byte* memory = column.block(0);
  switch (column.type) {
    case state::Scalar::F64:
      return sum_blocks_of(reinterpret_cast<const double*>(memory), begin, end, sums);
    case state::Scalar::F32:
      return sum_blocks_of(reinterpret_cast<const float*>(memory), begin, end, sums);
    case state::Scalar::I32:
      return sum_blocks_of(reinterpret_cast<const std::int32_t*>(memory), begin, end, sums);
    // No field that is added up is of these.
    case state::Scalar::I64:
    case state::Scalar::Bool:
    case state::Scalar::Real: return;
  }
}

double sum_up(std::vector<double>& sums) {
  std::size_t n = sums.size();
  while (n > 1) {
    for (std::size_t i = 0; 2 * i < n; ++i)
      sums[i] = 2 * i + 1 < n ? sums[2 * i] + sums[2 * i + 1] : sums[2 * i];
    n = (n + 1) / 2;
  }
  return sums.empty() ? 0 : sums.front();
}

}  // namespace snn::exec
