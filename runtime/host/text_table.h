#pragma once
// Words in columns, the first of them to the left.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace snn::host {

class TextTable {
 public:
  /// Where the columns behind the first stand.
  enum class Align : std::uint8_t { Left, Right };
  enum class Titles : std::uint8_t { Shown, Hidden };

  explicit TextTable(std::vector<std::string> titles, Align align = Align::Right)
      : align_(align), rows_{std::move(titles)} {}

  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] std::string text(Titles titles = Titles::Shown) const;

 private:
  Align align_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace snn::host
