#include "runtime/host/text_table.h"

#include <algorithm>
#include <cstddef>

namespace snn::host {

std::string TextTable::text() const {
  std::vector<std::size_t> widths(rows_.front().size());
  for (const std::vector<std::string>& row : rows_) {
    for (std::size_t k = 0; k < row.size(); ++k)
      widths[k] = std::max(widths[k], row[k].size());
  }
  std::string text;
  for (const std::vector<std::string>& row : rows_) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      const std::string room(widths[k] - row[k].size(), ' ');
      text += k == 0 ? row[k] + room : "  " + room + row[k];
    }
    // A table ends where its last word does.
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

}  // namespace snn::host
