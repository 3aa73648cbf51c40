#include "compiler/diag/snippet.h"

#include "compiler/diag/display_line.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

namespace snn::diag {
namespace {

/// The part of a mark that lies on one line, in bytes of the line.
struct Segment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view text;
  bool is_primary = false;
};

using SegmentsByLine = std::map<std::uint32_t, std::vector<Segment>>;

/// A mark over several lines is drawn on its first and its last line and has its words at the end.
void add_segments(SegmentsByLine& lines, const source::SourceFile& file, const Mark& mark) {
  const std::uint32_t first = file.line_column(mark.span.begin).line;
  const std::uint32_t last_byte = std::max(mark.span.begin, mark.span.end - (mark.span.end > 0));
  const std::uint32_t last = file.line_column(last_byte).line;
  const auto length = [&](std::uint32_t line) {
    return static_cast<std::uint32_t>(file.line(line).size());
  };
  const std::uint32_t begin = std::min(mark.span.begin - file.line_begin(first), length(first));
  const std::uint32_t end = std::min(mark.span.end - file.line_begin(last), length(last));
  if (first == last) {
    lines[first].push_back({begin, end, mark.text, mark.is_primary});
    return;
  }
  lines[first].push_back({begin, length(first), "", mark.is_primary});
  const std::size_t indent = file.line(last).find_first_not_of(" \t");
  const auto text_begin = static_cast<std::uint32_t>(std::min<std::size_t>(indent, end));
  lines[last].push_back({text_begin, end, mark.text, mark.is_primary});
}

/// A segment on the screen.
struct Drawn {
  int begin = 0;
  int end = 0;
  std::string text;
  bool is_primary = false;
};

LineView view_of(std::string_view line, const std::vector<Segment>& segments, int max_width) {
  const auto primary = std::ranges::find_if(segments, &Segment::is_primary);
  const Segment focus = primary != segments.end() ? *primary : segments.front();
  std::uint32_t begin = focus.begin;
  std::uint32_t end = focus.end;
  for (const Segment& segment : segments) {
    begin = std::min(begin, segment.begin);
    end = std::max(end, segment.end);
  }
  const bool all_fit = end - begin < static_cast<std::uint32_t>(max_width) * 2 / 3;
  return all_fit ? LineView(line, begin, end, max_width)
                 : LineView(line, focus.begin, focus.end, max_width);
}

std::string without_trailing_blanks(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

/// What stands under one line: the marks, the words of the rightmost one beside them, the words of
/// the others below, each hanging from its mark.
class Underline {
 public:
  Underline(std::vector<Drawn> drawn, const SnippetLayout& layout)
      : drawn_(std::move(drawn)), layout_(layout) {
    std::ranges::stable_sort(drawn_, {}, &Drawn::begin);
    choose_rightmost();
  }

  [[nodiscard]] std::string render() const {
    std::string text = row(marks_row());
    std::vector<const Drawn*> hanging;
    for (const Drawn& drawn : drawn_) {
      if (&drawn != rightmost_ && !drawn.text.empty()) hanging.push_back(&drawn);
    }
    if (!hanging.empty()) text += row(hanging_row(hanging, nullptr));
    while (!hanging.empty()) {
      const Drawn* last = hanging.back();
      hanging.pop_back();
      text += row(hanging_row(hanging, last));
    }
    return text;
  }

 private:
  /// Words can stand beside the marks when nothing lies further right.
  void choose_rightmost() {
    if (drawn_.empty()) return;
    const auto last = std::ranges::max_element(drawn_, {}, &Drawn::end);
    const bool is_alone = std::ranges::all_of(drawn_, [&](const Drawn& other) {
      return &other == &*last || other.end <= last->begin || other.text.empty();
    });
    if (is_alone && !last->text.empty()) rightmost_ = &*last;
  }

  [[nodiscard]] Style style_of(const Drawn& drawn) const {
    return drawn.is_primary ? layout_.primary : Style::Margin;
  }

  [[nodiscard]] std::string marks_row() const {
    int width = 0;
    for (const Drawn& drawn : drawn_)
      width = std::max(width, drawn.end);
    std::string marks(static_cast<std::size_t>(width), ' ');
    for (const bool is_primary : {false, true}) {
      for (const Drawn& drawn : drawn_) {
        if (drawn.is_primary != is_primary) continue;
        const int n = drawn.end - drawn.begin;
        marks.replace(static_cast<std::size_t>(drawn.begin), static_cast<std::size_t>(n),
                      static_cast<std::size_t>(n), is_primary ? '^' : '-');
      }
    }
    std::string painted = paint_runs(marks);
    if (rightmost_ == nullptr) return painted;
    return painted + " " + layout_.palette.paint(style_of(*rightmost_), rightmost_->text);
  }

  [[nodiscard]] std::string paint_runs(std::string_view marks) const {
    std::string painted;
    while (!marks.empty()) {
      const char sign = marks.front();
      const std::size_t n = std::min(marks.find_first_not_of(sign), marks.size());
      const Style style = sign == '^'   ? layout_.primary
                          : sign == '-' ? Style::Margin
                                        : Style::Plain;
      painted += layout_.palette.paint(style, marks.substr(0, n));
      marks.remove_prefix(n);
    }
    return painted;
  }

  /// `|` under each mark that still waits for its words, then the words of `last`.
  [[nodiscard]] std::string hanging_row(const std::vector<const Drawn*>& waiting,
                                        const Drawn* last) const {
    std::string painted;
    int column = 0;
    const auto put = [&](const Drawn& drawn, std::string_view text, int width) {
      if (drawn.begin < column) return;
      painted += std::string(static_cast<std::size_t>(drawn.begin - column), ' ');
      painted += layout_.palette.paint(style_of(drawn), text);
      column = drawn.begin + width;
    };
    for (const Drawn* drawn : waiting) {
      if (last == nullptr || drawn->begin < last->begin) put(*drawn, "|", 1);
    }
    if (last != nullptr) put(*last, last->text, 0);
    return painted;
  }

  [[nodiscard]] std::string row(const std::string& content) const {
    return margin(layout_) + " " + content + "\n";
  }

  std::vector<Drawn> drawn_;
  const SnippetLayout& layout_;
  const Drawn* rightmost_ = nullptr;  // one of drawn_
};

std::string render_line(const source::SourceFile& file, std::uint32_t line,
                        const std::vector<Segment>* segments, const SnippetLayout& layout) {
  const std::string number = fmt::format("{:>{}} |", line, layout.n_digits);
  const LineView view = segments != nullptr ? view_of(file.line(line), *segments, layout.max_width)
                                            : LineView(file.line(line), 0, 0, layout.max_width);
  std::string text = layout.palette.paint(Style::Margin, number);
  if (!view.text().empty()) text += " " + view.text();
  text = without_trailing_blanks(std::move(text)) + "\n";
  if (segments == nullptr) return text;
  std::vector<Drawn> drawn;
  for (const Segment& segment : *segments) {
    const int begin = view.column_of(segment.begin);
    drawn.push_back({begin, std::max(view.column_of(segment.end), begin + 1),
                     printable(segment.text), segment.is_primary});
  }
  return text + Underline(std::move(drawn), layout).render();
}

}  // namespace

std::string margin(const SnippetLayout& layout, std::string_view sign) {
  const std::string blanks(static_cast<std::size_t>(layout.n_digits) + 1, ' ');
  return blanks + layout.palette.paint(Style::Margin, sign);
}

std::string render_snippet(const source::SourceFile& file, const std::vector<Mark>& marks,
                           const SnippetLayout& layout) {
  SegmentsByLine lines;
  for (const Mark& mark : marks)
    add_segments(lines, file, mark);
  std::string text;
  std::optional<std::uint32_t> previous;
  for (const auto& [line, segments] : lines) {
    // One line between two marked ones is shown; more are left out.
    if (previous && line == *previous + 2) {
      text += render_line(file, line - 1, nullptr, layout);
    } else if (previous && line > *previous + 2) {
      text += layout.palette.paint(Style::Margin, "...") + "\n";
    }
    text += render_line(file, line, &segments, layout);
    previous = line;
  }
  return text;
}

}  // namespace snn::diag
