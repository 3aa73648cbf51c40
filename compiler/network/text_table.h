#pragma once
// Rows of text whose columns stand below one another.

#include <string>
#include <vector>

namespace snn::network {

class TextTable {
 public:
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// One line a row, `indent` blanks before it, two between columns, none at its end.
  [[nodiscard]] std::string text(std::size_t indent) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace snn::network
