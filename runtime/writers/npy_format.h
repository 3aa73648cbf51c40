#pragma once
// The .npy format, version 1.0 (numpy.lib.format): "\x93NUMPY", 1, 0, the length of the header as a
// little-endian u16, a Python dictionary padded with blanks and ended by a newline so that the data
// begin at a multiple of 64, then the data.

#include "runtime/recording/table.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace snn::writers {

using Bytes = std::vector<std::byte>;

/// Appends a number in little-endian order.
template <class Number>
void append_little(Bytes& bytes, Number number) {
  std::byte raw[sizeof(Number)];
  std::memcpy(raw, &number, sizeof(Number));
  if constexpr (std::endian::native == std::endian::big) {
    for (std::size_t k = sizeof(Number); k > 0; --k)
      bytes.push_back(raw[k - 1]);
  } else {
    bytes.insert(bytes.end(), raw, raw + sizeof(Number));
  }
}

/// How NumPy holds a column: `<f8`, `<i8`, or `<U4` for labels.
[[nodiscard]] std::string dtype_of(const recording::Column& column);
/// All columns as the fields of a record.
[[nodiscard]] std::string record_dtype(const std::vector<recording::Column>& columns);

/// Appends a value as `dtype_of` holds it.
void append_item(Bytes& bytes, const recording::Column& column, double value);

/// A header for `n_rows` rows of `width` numbers (an array of one dimension when it is 1). `dtype`
/// is a Python expression. The size of the header does not depend on `n_rows`.
[[nodiscard]] Bytes npy_header(const std::string& dtype, std::uint64_t n_rows, std::size_t width);

}  // namespace snn::writers
