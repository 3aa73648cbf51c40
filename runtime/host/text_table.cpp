#include "runtime/host/text_table.h"

#include <algorithm>
#include <cstddef>

namespace snn::host {

std::string TextTable::text(Titles titles) const {
  const std::size_t first = titles == Titles::Shown ? 0 : 1;
  std::vector<std::size_t> widths(rows_.front().size());
  for (std::size_t r = first; r < rows_.size(); ++r) {
    for (std::size_t k = 0; k < rows_[r].size(); ++k)
      widths[k] = std::max(widths[k], rows_[r][k].size());
  }
  std::string text;
  for (std::size_t r = first; r < rows_.size(); ++r) {
    for (std::size_t k = 0; k < rows_[r].size(); ++k) {
      const std::string& word = rows_[r][k];
      const std::string room(widths[k] - word.size(), ' ');
      const bool is_left = k == 0 || align_ == Align::Left;
      if (k > 0) text += "  ";
      text += is_left ? word + room : room + word;
    }
    // A line ends where its last word does.
    text.erase(text.find_last_not_of(' ') + 1);
    text += '\n';
  }
  return text;
}

}  // namespace snn::host
