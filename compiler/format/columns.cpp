#include "compiler/format/columns.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace snn::format {
namespace {

/// Cells and comments that would stand further away than this from what is before them are left
/// where they are.
constexpr std::uint32_t kWidestGap = 30;

/// Values up to this width push the bounds of their neighbours to the right.
constexpr std::uint32_t kWidestValue = 24;

/// How wide what stands between two neighbouring cells is, over the lines that have both.
struct Stretch {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t widest = 0;
  std::uint32_t narrowest = 0;
};

/// The columns of some lines of one table.
class Columns {
 public:
  /// Takes the line in, unless the table would become too wide.
  bool add(const Line& line) {
    Columns wider = *this;
    wider.take(line);
    if (n_lines_ > 0 && !wider.is_readable()) return false;
    *this = std::move(wider);
    return true;
  }

  void pad(Line& line) const {
    std::string padded;
    std::uint32_t copied = 0;
    std::uint32_t width = 0;
    for (const Mark& mark : line.marks) {
      const std::string_view before =
          std::string_view(line.code).substr(copied, mark.offset - copied);
      padded += before;
      width += width_of(before);
      const std::uint32_t column = columns_[mark.key];
      if (column > width) padded.append(column - width, ' ');
      width = std::max(width, column);
      copied = mark.offset;
    }
    padded += std::string_view(line.code).substr(copied);
    line.code = std::move(padded);
  }

 private:
  void take(const Line& line) {
    ++n_lines_;
    const std::string_view code = line.code;
    std::uint32_t from = 0;
    std::uint32_t copied = 0;
    for (const Mark& mark : line.marks) {
      // The first cell begins the line.
      if (mark.offset != 0)
        widen(from, mark.key, width_of(code.substr(copied, mark.offset - copied)));
      from = mark.key;
      copied = mark.offset;
    }
    const std::uint32_t rest = width_of(code.substr(copied));
    if (from >= rest_.size()) rest_.resize(from + 1);
    rest_[from] = std::max(rest_[from], line.indent + rest);
    if (is(from, Cell::Value) && rest <= kWidestValue) {
      if (from >= last_values_.size()) last_values_.resize(from + 1);
      last_values_[from] = std::max(last_values_[from], rest + 1);
    }
    place();
  }

  static bool is(std::uint32_t key, Cell cell) {
    return key % kCells == static_cast<std::uint32_t>(cell);
  }

  /// The widest value that ends a line, with the blank behind it.
  std::uint32_t last_value(std::uint32_t key) const {
    return key < last_values_.size() ? last_values_[key] : 0;
  }

  void widen(std::uint32_t from, std::uint32_t to, std::uint32_t width) {
    const auto found = std::ranges::find_if(
        stretches_, [&](const Stretch& each) { return each.from == from && each.to == to; });
    if (found == stretches_.end()) {
      const auto later =
          std::ranges::find_if(stretches_, [&](const Stretch& each) { return each.to > to; });
      stretches_.insert(later, {from, to, width, width});
      return;
    }
    found->widest = std::max(found->widest, width);
    found->narrowest = std::min(found->narrowest, width);
  }

  /// Stretches are in the order of where they end, so what they begin at has its column already.
  void place() {
    columns_.assign(rest_.size(), 0);
    for (const Stretch& stretch : stretches_) {
      if (stretch.to >= columns_.size()) columns_.resize(stretch.to + 1, 0);
      std::uint32_t width = stretch.widest;
      // Bounds stand a little apart, to the right of values that have none.
      if (n_lines_ > 1 && is(stretch.to, Cell::Bounds)) {
        width = std::max(width, last_value(stretch.from)) + 1;
      }
      columns_[stretch.to] = std::max(columns_[stretch.to], columns_[stretch.from] + width);
    }
  }

  bool is_readable() const {
    for (std::size_t key = 0; key < rest_.size(); ++key) {
      if (rest_[key] > 0 && columns_[key] + rest_[key] > kLineWidth) return false;
    }
    return std::ranges::all_of(stretches_, [&](const Stretch& each) {
      return columns_[each.to] <= columns_[each.from] + each.narrowest + kWidestGap;
    });
  }

  std::vector<Stretch> stretches_;
  std::vector<std::uint32_t> columns_;
  std::vector<std::uint32_t> rest_;  // by its last cell: the widest end of a line
  std::vector<std::uint32_t> last_values_;
  std::uint32_t n_lines_ = 0;
};

/// The lines from `first` on that one set of columns serves.
std::span<Line> table_part(std::span<Line> lines, std::size_t first, Columns& columns) {
  std::size_t end = first;
  while (end < lines.size() && lines[end].table == lines[first].table &&
         (end == first || !lines[end].is_after_blank) && columns.add(lines[end])) {
    ++end;
  }
  return lines.subspan(first, end - first);
}

std::uint32_t code_end(const Line& line) {
  return line.indent + width_of(line.code);
}

bool has_comment_behind(const Line& line) {
  return !line.comment.empty() && !line.code.empty();
}

/// Whether the comments behind two neighbouring lines belong together.
bool continues(const Line& above, const Line& line) {
  if (line.is_after_blank || line.indent != above.indent || line.code.empty()) return false;
  return has_comment_behind(line) || (line.table != 0 && line.table == above.table);
}

/// The column of the comments behind the lines from `first` on, and how many lines it serves.
struct CommentRun {
  std::size_t n_lines = 0;
  std::uint32_t column = 0;
};

CommentRun comment_run(std::span<const Line> lines, std::size_t first) {
  CommentRun run;
  std::uint32_t widest = 0;
  std::uint32_t narrowest = 0;
  for (std::size_t i = first; i < lines.size(); ++i) {
    if (i > first && !continues(lines[i - 1], lines[i])) break;
    if (has_comment_behind(lines[i])) {
      const std::uint32_t end = code_end(lines[i]);
      const bool is_first = widest == 0;
      const std::uint32_t new_narrowest = is_first ? end : std::min(narrowest, end);
      const std::uint32_t new_widest = std::max(widest, end);
      if (new_widest - new_narrowest > kWidestGap) break;
      widest = new_widest;
      narrowest = new_narrowest;
    }
    ++run.n_lines;
  }
  run.column = widest + 2;
  return run;
}

void write(const Line& line, std::uint32_t comment_column, std::string& out) {
  if (line.is_after_blank) out += '\n';
  out.append(line.indent, ' ');
  out += line.code;
  if (has_comment_behind(line)) out.append(comment_column - code_end(line), ' ');
  out += line.comment;
  out += '\n';
}

}  // namespace

void align_tables(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].table == 0) {
      ++i;
      continue;
    }
    Columns columns;
    const std::span<Line> part = table_part(lines, i, columns);
    if (part.size() > 1) {
      for (Line& line : part)
        columns.pad(line);
    }
    i += part.size();
  }
}

std::string text_of(const std::vector<Line>& lines) {
  std::string out;
  for (std::size_t i = 0; i < lines.size();) {
    const CommentRun run = comment_run(lines, i);
    for (std::size_t end = i + run.n_lines; i < end; ++i)
      write(lines[i], run.column, out);
  }
  return out;
}

}  // namespace snn::format
