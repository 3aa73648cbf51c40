#pragma once
// A line of source as a terminal shows it: which characters, how wide, in which column each byte
// lies. Tabs are expanded; control characters and broken bytes become something visible.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snn::diag {

/// One character. `glyph` points into the line or at a constant text.
struct Cell {
  std::string_view glyph;
  std::uint32_t byte = 0;  // offset in the line
  int column = 0;          // counts from 0
  int width = 1;           // 0: a combining mark; 2: a wide character; up to 4: a tab
};

struct DisplayLine {
  std::vector<Cell> cells;
  std::uint32_t n_bytes = 0;
  int width = 0;

  /// The column of the character a byte belongs to; behind the last one for any byte further on.
  [[nodiscard]] int column_of(std::uint32_t byte) const;
  /// The characters whose columns lie in [from, to).
  [[nodiscard]] std::string text(int from, int to) const;
};

[[nodiscard]] DisplayLine lay_out(std::string_view line);

/// A text of one line without anything that could move the cursor or change colours.
[[nodiscard]] std::string printable(std::string_view text);

/// The text with the replacement character for every byte that is not part of UTF-8.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// The part of a line that fits: all of it, or a window around the bytes [focus_begin, focus_end)
/// with `…` where something was cut off.
class LineView {
 public:
  LineView(std::string_view line, std::uint32_t focus_begin, std::uint32_t focus_end,
           int max_width);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Where a byte of the line is shown; what was cut off lies at the edge.
  [[nodiscard]] int column_of(std::uint32_t byte) const;

 private:
  std::uint32_t first_byte_ = 0;  // a line of megabytes is not laid out as a whole
  DisplayLine line_;
  int from_ = 0;
  int to_ = 0;
  bool is_cut_left_ = false;
  std::string text_;
};

}  // namespace snn::diag
