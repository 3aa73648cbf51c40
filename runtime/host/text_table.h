#pragma once
// Words in columns: the first to the left, the others to the right.

#include <string>
#include <utility>
#include <vector>

namespace snn::host {

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> titles) : rows_{std::move(titles)} {}

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace snn::host
