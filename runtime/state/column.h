#pragma once
// One field of all cells of a population, or of all edges of a shard, as kernels see it.

#include "runtime/state/buffer.h"
#include "runtime/state/scalar.h"

#include <cstdint>
#include <vector>

namespace snn::state {

/// Columns are this many elements long, or a multiple: a line of marks, the widest vectors.
inline constexpr std::uint64_t kBlock = 64;
[[nodiscard]] constexpr std::uint64_t whole_blocks(std::uint64_t n) {
  return (n + kBlock - 1) / kBlock * kBlock;
}

/// Blocks of `stride` elements: the elements of an array one after another, or the present and the
/// past. See `snn_kernel_args::strides`.
struct Column {
  Scalar type = Scalar::F64;
  std::uint64_t n_elements = 0;
  std::uint64_t stride = 0;
  std::uint32_t length = 1;     // of an array
  std::uint64_t n_history = 0;  // blocks of the past behind the present
  Buffer memory;

  [[nodiscard]] static std::uint64_t bytes_for(Scalar type, std::uint64_t n_elements,
                                               std::uint64_t n_blocks) {
    return whole_blocks(n_elements) * n_blocks * bytes_of(type);
  }
  [[nodiscard]] std::uint64_t block_bytes() const { return stride * bytes_of(type); }
  [[nodiscard]] std::byte* block(std::uint64_t at) const {
    return memory.data() + at * block_bytes();
  }
  [[nodiscard]] double get(std::uint64_t index, std::uint32_t at = 0) const {
    return read_scalar(type, block(at), index);
  }
  void set(std::uint64_t index, double value, std::uint32_t at = 0) {
    write_scalar(type, block(at), index, value);
  }

  /// Copies elements [begin, end) of the present to where step number `step` left them.
  void remember(std::int64_t step, std::uint64_t begin, std::uint64_t end);
  /// Every past of every element is its present.
  void fill_history();
};

/// An array of the run: one element, whose blocks stand side by side.
[[nodiscard]] Column make_table(Scalar type, std::uint32_t length,
                                const std::vector<double>& values);
/// `data()` of its memory is null when there was not enough.
[[nodiscard]] Column make_column(Scalar type, std::uint64_t n_elements, std::uint32_t length,
                                 std::uint64_t n_history);

}  // namespace snn::state
