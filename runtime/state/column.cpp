#include "runtime/state/column.h"

#include <cstring>

namespace snn::state {

void Column::remember(std::int64_t step, std::uint64_t begin, std::uint64_t end) {
  if (n_history == 0 || begin >= end) return;
  const auto n = static_cast<std::int64_t>(n_history);
  const auto slot = static_cast<std::uint64_t>((step % n + n) % n);
  const std::size_t width = bytes_of(type);
  std::memcpy(block(1 + slot) + begin * width, block(0) + begin * width, (end - begin) * width);
}

void Column::fill_history() {
  for (std::uint64_t slot = 0; slot < n_history; ++slot) {
    remember(static_cast<std::int64_t>(slot), 0, n_elements);
  }
}

Column make_table(Scalar type, std::uint32_t length, const std::vector<double>& values) {
  Column column{.type = type, .n_elements = 1, .stride = 1, .length = length};
  column.memory = Buffer(std::uint64_t{length} * bytes_of(type));
  if (column.memory.data() == nullptr) return column;
  for (std::uint32_t at = 0; at < length && at < values.size(); ++at)
    column.set(0, values[at], at);
  return column;
}

Column make_column(Scalar type, std::uint64_t n_elements, std::uint32_t length,
                   std::uint64_t n_history) {
  Column column{.type = type,
                .n_elements = n_elements,
                .stride = whole_blocks(n_elements),
                .length = length,
                .n_history = n_history};
  column.memory = Buffer(Column::bytes_for(type, n_elements, length + n_history));
  return column;
}

}  // namespace snn::state
