#pragma once
// Numbers from files: a vector, a matrix or a table, row by row.

#include "runtime/status/status.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace snn::readers {

using status::Result;

struct Numbers {
  std::vector<std::size_t> shape;
  std::vector<double> values;        // row by row
  std::vector<std::string> columns;  // the names in the first line of a .csv, if there are any
};

/// The numbers of a file, or what keeps it from being read, as a sentence without its name. The
/// format follows from the ending of the name: .npy or .csv.
[[nodiscard]] Result<Numbers> read_numbers(std::string_view name, std::string_view bytes);

/// NumPy's format, versions 1 to 3: integers, floats and booleans of any byte order, without
/// objects. Nothing is allocated before the shape agrees with the number of bytes.
[[nodiscard]] Result<Numbers> read_npy(std::string_view bytes);

/// One row a line, fields between commas; blank lines and lines that begin with `#` are left out.
/// Rows have equally many fields. A first line that holds no number names the columns.
[[nodiscard]] Result<Numbers> read_csv(std::string_view text);

}  // namespace snn::readers
