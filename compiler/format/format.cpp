#include "compiler/format/format.h"

#include "compiler/format/columns.h"
#include "compiler/format/formatter.h"
#include "compiler/format/layout.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace snn::format {
namespace {

/// The lines of one top-level declaration.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool is_one_line() const { return end - begin == 1; }
};

std::vector<Stretch> declarations_of(const std::vector<Line>& lines) {
  std::vector<Stretch> result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].declaration == 0) continue;
    if (lines[i].declaration > result.size()) result.push_back({i, i});
    result.back().end = i + 1;
  }
  return result;
}

/// A declaration of several lines has a blank line before and behind it. Comments in between belong
/// to what follows, unless the writer parted them.
void part_declarations(std::vector<Line>& lines) {
  const std::vector<Stretch> declarations = declarations_of(lines);
  for (std::size_t i = 1; i < declarations.size(); ++i) {
    const Stretch& above = declarations[i - 1];
    const Stretch& below = declarations[i];
    if (above.is_one_line() && below.is_one_line()) continue;
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(above.end);
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(below.begin) + 1;
    if (std::none_of(begin, end, [](const Line& line) { return line.is_after_blank; })) {
      begin->is_after_blank = true;
    }
  }
}

}  // namespace

std::string format(const ast::File& file, const source::SourceManager& sources) {
  std::vector<Line> lines = Formatter(file, sources.file(file.source).text()).run();
  part_declarations(lines);
  align_tables(lines);
  return text_of(lines);
}

}  // namespace snn::format
