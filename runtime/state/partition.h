#pragma once
// Which part of the work has which cells: ranges of whole blocks, so that parts share no cache line
// of any column.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace snn::state {

struct CellRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size() const { return end - begin; }
  friend bool operator==(const CellRange&, const CellRange&) = default;
};

/// Of `n_cells` cells, those of part `part` of `n_parts`.
[[nodiscard]] CellRange part_of(std::uint64_t n_cells, std::size_t n_parts, std::size_t part);

/// By population, the cells of each part.
class Partition {
 public:
  Partition() = default;
  Partition(std::vector<std::uint64_t> sizes, std::size_t n_parts)
      : sizes_(std::move(sizes)), n_parts_(n_parts) {}

  [[nodiscard]] std::size_t n_parts() const { return n_parts_; }
  [[nodiscard]] std::uint64_t size(std::size_t population) const { return sizes_[population]; }
  [[nodiscard]] CellRange range(std::size_t population, std::size_t part) const {
    return part_of(sizes_[population], n_parts_, part);
  }

 private:
  std::vector<std::uint64_t> sizes_;
  std::size_t n_parts_ = 1;
};

}  // namespace snn::state
