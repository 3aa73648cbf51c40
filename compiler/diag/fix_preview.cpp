#include "compiler/diag/fix_preview.h"

#include "compiler/diag/apply_edits.h"
#include "compiler/diag/display_line.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace snn::diag {
namespace {

constexpr std::size_t kMostLinesShown = 8;

/// Edits on neighbouring lines of one file, shown together.
struct Region {
  source::FileId file;
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 1;
  std::vector<Edit> edits;
};

std::vector<Region> regions_of(const Fix& fix, const source::SourceManager& sources) {
  std::vector<Edit> edits = fix.edits;
  std::ranges::stable_sort(edits, {}, [](const Edit& edit) {
    return std::tuple(edit.span.file.index, edit.span.begin);
  });
  std::vector<Region> regions;
  for (Edit& edit : edits) {
    const std::uint32_t first = sources.begin_of(edit.span).line;
    const std::uint32_t last = sources.end_of(edit.span).line;
    const bool goes_on = !regions.empty() && regions.back().file == edit.span.file &&
                         first <= regions.back().last_line + 1;
    if (!goes_on) regions.push_back({edit.span.file, first, last, {}});
    regions.back().last_line = std::max(regions.back().last_line, last);
    regions.back().edits.push_back(std::move(edit));
  }
  return regions;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.emplace_back(text);
  for (std::string& line : lines) {
    if (line.ends_with('\r')) line.pop_back();
  }
  return lines;
}

/// Forgets equal lines at both ends; the number says how many were in front.
std::uint32_t keep_differences(std::vector<std::string>& before, std::vector<std::string>& after) {
  std::uint32_t n_equal = 0;
  while (!before.empty() && !after.empty() && before.front() == after.front()) {
    before.erase(before.begin());
    after.erase(after.begin());
    ++n_equal;
  }
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.pop_back();
    after.pop_back();
  }
  return n_equal;
}

/// Where two lines begin to differ; a long line is shown around there.
std::uint32_t first_difference(const std::string& line, const std::vector<std::string>& others) {
  if (others.empty()) return 0;
  const std::string& other = others.front();
  const auto differ = std::ranges::mismatch(line, other);
  return static_cast<std::uint32_t>(differ.in1 - line.begin());
}

std::string render_lines(const std::vector<std::string>& lines, std::uint32_t number, char sign,
                         const std::vector<std::string>& others, const SnippetLayout& layout) {
  const Style style = sign == '-' ? Style::Removed : Style::Added;
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLinesShown); ++i) {
    const std::uint32_t focus = first_difference(lines[i], others);
    const LineView view(lines[i], focus, focus, layout.max_width);
    const std::string head = fmt::format("{:>{}} {}", number + i, layout.n_digits, sign);
    const std::string gap = view.text().empty() ? "" : " ";
    text += layout.palette.paint(style, head + gap + view.text()) + "\n";
  }
  if (lines.size() > kMostLinesShown) text += layout.palette.paint(style, "...") + "\n";
  return text;
}

}  // namespace

std::string render_fix(const Fix& fix, const source::SourceManager& sources,
                       const SnippetLayout& layout) {
  std::string text = layout.palette.paint(Style::Note, "fix") +
                     layout.palette.paint(Style::Strong, ": " + fix.title) + "\n";
  for (Region& region : regions_of(fix, sources)) {
    const source::SourceFile& file = sources.file(region.file);
    const std::uint32_t begin = file.line_begin(region.first_line);
    const std::uint32_t end = region.last_line < file.n_lines()
                                  ? file.line_begin(region.last_line + 1) - 1
                                  : static_cast<std::uint32_t>(file.text().size());
    for (Edit& edit : region.edits) {
      edit.span.begin -= begin;
      edit.span.end -= begin;
    }
    const std::string_view old_text = file.text().substr(begin, end - begin);
    std::vector<std::string> before = lines_of(old_text);
    std::vector<std::string> after = lines_of(apply_edits(old_text, std::move(region.edits)));
    const std::uint32_t number = region.first_line + keep_differences(before, after);
    text += margin(layout) + "\n";
    text += render_lines(before, number, '-', after, layout);
    text += render_lines(after, number, '+', before, layout);
  }
  return text;
}

}  // namespace snn::diag
