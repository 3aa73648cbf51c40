#include "compiler/network/text_table.h"

#include <algorithm>

namespace snn::network {

std::string TextTable::text(std::size_t indent) const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    // The last cell of a row may be as long as it likes.
    for (std::size_t k = 0; k + 1 < row.size(); ++k)
      widths[k] = std::max(widths[k], row[k].size());
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line(indent, ' ');
    for (std::size_t k = 0; k < row.size(); ++k) {
      line += row[k];
      if (k + 1 == row.size()) continue;
      const std::size_t blanks = widths[k] == 0 ? 0 : widths[k] + 2 - row[k].size();
      line.append(blanks, ' ');
    }
    const std::size_t end = line.find_last_not_of(' ');
    text += line.substr(0, end == std::string::npos ? 0 : end + 1) + '\n';
  }
  return text;
}

}  // namespace snn::network
