#include "compiler/diag/display_line.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace snn::diag {
namespace {

constexpr int kTabStop = 4;
constexpr std::string_view kReplacement = "\uFFFD";

struct CodePoint {
  char32_t value = 0;
  std::uint32_t n_bytes = 1;
  bool is_broken = false;
};

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80U) return {.value = lead};
  const std::uint32_t n_bytes = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || lead > 0xF4U || text.size() < n_bytes) return {.is_broken = true};
  char32_t value = lead & (0xFFU >> (n_bytes + 1));
  for (std::uint32_t i = 1; i < n_bytes; ++i) {
    if (!continues(text[i])) return {.is_broken = true};
    value = (value << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  const bool is_overlong = (n_bytes == 3 && value < 0x800U) || (n_bytes == 4 && value < 0x10000U);
  const bool is_no_character = value > 0x10FFFFU || (value >= 0xD800U && value <= 0xDFFFU);
  if (is_overlong || is_no_character) return {.is_broken = true};
  return {.value = value, .n_bytes = n_bytes};
}

struct Range {
  char32_t first;
  char32_t last;
};

bool is_in(char32_t c, const Range* begin, const Range* end) {
  return std::any_of(begin, end, [c](Range range) { return c >= range.first && c <= range.last; });
}

// The blocks people write in, after Unicode's EastAsianWidth and general category Mn; a rare
// character outside of them only moves a caret.
constexpr Range kCombining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},  {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},  {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                           {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                           {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                           {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

/// Marks that would reorder or hide the text around them are shown, not obeyed.
bool is_trick(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// U+2400 to U+241F are pictures of the control characters.
std::string_view picture_of_control(char32_t c) {
  static constexpr auto kPictures = [] {
    std::array<std::array<char, 3>, 32> pictures{};
    for (unsigned i = 0; i < pictures.size(); ++i)
      pictures[i] = {'\xE2', '\x90', static_cast<char>(0x80U + i)};
    return pictures;
  }();
  if (c == 0x7F) return "\u2421";
  return {kPictures[c].data(), kPictures[c].size()};
}

Cell cell_of(CodePoint point, std::string_view bytes, int column) {
  constexpr std::string_view kBlanks = "    ";
  const char32_t c = point.value;
  if (point.is_broken || is_trick(c) || (c >= 0x80 && c < 0xA0)) return {.glyph = kReplacement};
  if (c == U'\t') {
    const int width = kTabStop - column % kTabStop;
    return {.glyph = kBlanks.substr(0, static_cast<std::size_t>(width)), .width = width};
  }
  if (c < 0x20 || c == 0x7F) return {.glyph = picture_of_control(c)};
  if (is_in(c, std::begin(kCombining), std::end(kCombining))) return {.glyph = bytes, .width = 0};
  const bool is_wide = is_in(c, std::begin(kWide), std::end(kWide));
  return {.glyph = bytes, .width = is_wide ? 2 : 1};
}

}  // namespace

int DisplayLine::column_of(std::uint32_t byte) const {
  if (byte >= n_bytes) return width;
  return std::prev(std::ranges::upper_bound(cells, byte, {}, &Cell::byte))->column;
}

std::string DisplayLine::text(int from, int to) const {
  std::string shown;
  for (const Cell& cell : cells) {
    if (cell.column >= from && cell.column + cell.width <= to) shown += cell.glyph;
  }
  return shown;
}

DisplayLine lay_out(std::string_view line) {
  DisplayLine shown{.n_bytes = static_cast<std::uint32_t>(line.size())};
  for (std::uint32_t byte = 0; byte < line.size();) {
    const CodePoint point = first_code_point(line.substr(byte));
    Cell cell = cell_of(point, line.substr(byte, point.n_bytes), shown.width);
    cell.byte = byte;
    cell.column = shown.width;
    shown.cells.push_back(cell);
    shown.width += cell.width;
    byte += point.n_bytes;
  }
  return shown;
}

std::string printable(std::string_view text) {
  const DisplayLine line = lay_out(text);
  return line.text(0, line.width);
}

std::string valid_utf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    valid += point.is_broken ? kReplacement : text.substr(0, point.n_bytes);
    text.remove_prefix(point.n_bytes);
  }
  return valid;
}

LineView::LineView(std::string_view line, std::uint32_t focus_begin, std::uint32_t focus_end,
                   int max_width) {
  constexpr std::uint32_t kReach = 2048;
  first_byte_ = focus_begin > kReach ? focus_begin - kReach : 0;
  while (first_byte_ > 0 && first_byte_ < line.size() && continues(line[first_byte_]))
    --first_byte_;
  const std::string_view near = line.substr(std::min<std::size_t>(first_byte_, line.size()));
  line_ = lay_out(near.substr(0, std::size_t{2} * kReach));
  const bool goes_on = near.size() > line_.n_bytes;

  to_ = line_.width;
  if (first_byte_ > 0 || goes_on || line_.width > max_width) {
    const int begin = line_.column_of(focus_begin - first_byte_);
    const int end = std::min(line_.column_of(focus_end - first_byte_), begin + max_width / 2);
    const int context = (max_width - (end - begin)) / 2;
    from_ = std::clamp(begin - context, 0, std::max(0, line_.width - max_width));
    to_ = std::min(line_.width, from_ + max_width);
  }
  is_cut_left_ = first_byte_ > 0 || from_ > 0;
  const bool is_cut_right = goes_on || to_ < line_.width;
  text_ = line_.text(is_cut_left_ ? from_ + 1 : from_, is_cut_right ? to_ - 1 : to_);
  if (is_cut_left_) text_.insert(0, "…");
  if (is_cut_right) text_ += "…";
}

int LineView::column_of(std::uint32_t byte) const {
  const int column = byte < first_byte_ ? 0 : line_.column_of(byte - first_byte_);
  return std::clamp(column, from_, to_) - from_;
}

}  // namespace snn::diag
