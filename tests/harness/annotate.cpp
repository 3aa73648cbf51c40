#include "tests/harness/annotate.h"

#include "tests/harness/text_position.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace snn::golden {
namespace {

/// `#~ ` takes three columns; what starts further left is named instead of pointed at.
constexpr int kFirstPointableColumn = 4;

struct Annotation {
  std::string file;
  int line = 0;
  int column = 0;
  int rank = 0;
  std::string text;
};

std::string indented(int column, const std::string& text) {
  std::string lines;
  for (const std::string& line : split_lines(text)) {
    lines += "#~" + std::string(static_cast<std::size_t>(column - 2 - 1), ' ') + line + '\n';
  }
  return lines;
}

/// A message of several lines keeps them, each moved in by two.
std::string continued(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\n') result += "  ";
  }
  return result;
}

std::string heading(const Reported& diagnostic) {
  const std::string code = diagnostic.code.empty() ? "" : fmt::format("[{}]", diagnostic.code);
  return fmt::format("{}{}: {}", diagnostic.severity, code, continued(diagnostic.message));
}

std::string details(const Reported& diagnostic) {
  std::string text;
  if (!diagnostic.label.empty()) text += "here: " + continued(diagnostic.label) + '\n';
  for (const std::string& note : diagnostic.notes)
    text += "note: " + continued(note) + '\n';
  for (const std::string& help : diagnostic.help)
    text += "help: " + continued(help) + '\n';
  for (const Fix& fix : diagnostic.fixes)
    text += "fix: " + continued(fix.title) + '\n';
  return text;
}

const Section* find_section(const GoldenFile& file, const std::string& name) {
  const auto found = std::find_if(file.sections.begin(), file.sections.end(),
                                  [&](const Section& section) { return section.name == name; });
  return found == file.sections.end() ? nullptr : &*found;
}

/// The line a place starts in; a place behind the last line is about the last line.
int line_of(const Section& section, const Place& place) {
  return std::clamp(place.line, 1, std::max(1, static_cast<int>(section.lines.size())));
}

std::string point_at(const Section& section, const Place& place, char mark,
                     const std::string& text) {
  const auto n_lines = static_cast<int>(section.lines.size());
  if (place.line > n_lines) {
    return indented(kFirstPointableColumn, fmt::format("{} end of file: {}", mark, text));
  }
  const std::string& line = section.lines[static_cast<std::size_t>(place.line) - 1];
  return pointer_line(line, place, mark, text);
}

void add_primary(std::vector<Annotation>& out, const GoldenFile& file, const Reported& diagnostic) {
  const Section* section = find_section(file, diagnostic.file);
  if (section == nullptr || !diagnostic.place) {
    const std::string where = diagnostic.file.empty() ? "" : diagnostic.file + ": ";
    out.push_back({.text = indented(kFirstPointableColumn,
                                    where + heading(diagnostic) + '\n' + details(diagnostic))});
    return;
  }
  const Place& place = *diagnostic.place;
  const int line = line_of(*section, place);
  const int column = std::max(place.column, kFirstPointableColumn);
  out.push_back({.file = diagnostic.file,
                 .line = line,
                 .column = place.column,
                 .text = point_at(*section, place, '^', heading(diagnostic)) +
                         indented(column, details(diagnostic))});
}

void add_related(std::vector<Annotation>& out, const GoldenFile& file, const Reported& diagnostic) {
  for (const Related& related : diagnostic.related) {
    const std::string& name = related.file.empty() ? diagnostic.file : related.file;
    const Section* section = find_section(file, name);
    const std::string text = fmt::format("[{}] {}", diagnostic.code, continued(related.message));
    if (section == nullptr) {
      out.push_back(
          {.rank = 1, .text = indented(kFirstPointableColumn, fmt::format("{}: {}", name, text))});
      continue;
    }
    const int line = line_of(*section, related.place);
    out.push_back({.file = name,
                   .line = line,
                   .column = related.place.column,
                   .rank = 1,
                   .text = point_at(*section, related.place, '-', text)});
  }
}

std::vector<Annotation> annotations_of(const GoldenFile& file,
                                       const std::vector<Reported>& diagnostics) {
  std::vector<Annotation> all;
  for (const Reported& diagnostic : diagnostics) {
    add_primary(all, file, diagnostic);
    add_related(all, file, diagnostic);
  }
  std::stable_sort(all.begin(), all.end(), [](const Annotation& a, const Annotation& b) {
    return std::tie(a.line, a.column, a.rank) < std::tie(b.line, b.column, b.rank);
  });
  return all;
}

std::string output_lines(const std::string& output) {
  std::string text;
  for (const std::string& line : split_lines(output)) {
    text += line.empty() ? "#|\n" : "#| " + line + '\n';
  }
  if (!output.empty() && !output.ends_with('\n')) text += "#|\\ no newline at the end\n";
  return text;
}

}  // namespace

std::string pointer_line(const std::string& line, const Place& place, char mark,
                         const std::string& text) {
  const bool one_line = place.line == place.end_line;
  const int line_end = n_characters(line) + 1;
  const int end = one_line ? place.end_column : std::max(line_end, place.column + 1);
  const auto width = static_cast<std::size_t>(std::max(1, end - place.column));
  const std::string rest =
      one_line ? "" : fmt::format("(+{}:{})", place.end_line - place.line, place.end_column);
  if (place.column < kFirstPointableColumn) {
    const std::string columns =
        width == 1 ? fmt::format("{}", place.column) : fmt::format("{}-{}", place.column, end - 1);
    return indented(kFirstPointableColumn, fmt::format("{} {}{} {}", mark, columns, rest, text));
  }
  return indented(place.column, std::string(width, mark) + rest + ' ' + text);
}

std::string annotate(const GoldenFile& file, const std::vector<Reported>& diagnostics,
                     const std::string& output) {
  const std::vector<Annotation> annotations = annotations_of(file, diagnostics);
  std::string text;
  const auto start_line = [&text] {
    if (!text.empty() && text.back() != '\n') text += '\n';
  };
  const auto add_annotations = [&](const std::string& name, int line) {
    for (const Annotation& annotation : annotations) {
      if (annotation.file != name || annotation.line != line) continue;
      start_line();
      text += annotation.text;
    }
  };
  for (const Section& section : file.sections) {
    if (&section != &file.sections.front()) text += "# --- " + section.name + '\n';
    if (section.lines.empty()) add_annotations(section.name, 1);
    for (std::size_t i = 0; i < section.lines.size(); ++i) {
      text += section.lines[i];
      if (i + 1 < section.lines.size() || section.ends_with_newline) text += '\n';
      add_annotations(section.name, static_cast<int>(i) + 1);
    }
  }
  add_annotations("", 0);
  const std::string printed = output_lines(output);
  if (!printed.empty()) start_line();
  return text + printed;
}

}  // namespace snn::golden
