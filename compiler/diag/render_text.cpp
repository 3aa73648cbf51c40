#include "compiler/diag/render_text.h"

#include "compiler/diag/display_line.h"
#include "compiler/diag/fix_preview.h"
#include "compiler/diag/snippet.h"

#include <algorithm>
#include <cstdint>

namespace snn::diag {
namespace {

std::uint32_t largest_line(const Diagnostic& diagnostic, const source::SourceManager& sources) {
  std::uint32_t largest = diagnostic.span.is_valid() ? sources.end_of(diagnostic.span).line : 1;
  for (const Label& label : diagnostic.related)
    largest = std::max(largest, sources.end_of(label.span).line);
  for (const Fix& fix : diagnostic.fixes) {
    for (const Edit& edit : fix.edits) {
      const auto n_new = std::ranges::count(edit.replacement, '\n');
      largest =
          std::max(largest, sources.end_of(edit.span).line + static_cast<std::uint32_t>(n_new));
    }
  }
  return largest;
}

std::string header(const Diagnostic& diagnostic, const Palette& palette) {
  const std::string kind =
      diagnostic.code.empty()
          ? std::string(name_of(diagnostic.severity))
          : fmt::format("{}[{}]", name_of(diagnostic.severity), diagnostic.code);
  return palette.paint(style_of(diagnostic.severity), kind) +
         palette.paint(Style::Strong, ": " + printable(diagnostic.message)) + "\n";
}

std::string place(const SnippetLayout& layout, std::string_view arrow, SourceSpan span,
                  const source::SourceManager& sources) {
  const source::LineColumn at = sources.begin_of(span);
  const std::string blanks(static_cast<std::size_t>(layout.n_digits), ' ');
  return fmt::format("{}{} {}:{}:{}\n", blanks, layout.palette.paint(Style::Margin, arrow),
                     sources.file(span.file).name(), at.line, at.column);
}

/// The file of the primary place first, then the others in the order in which they are named.
std::string snippets(const Diagnostic& diagnostic, const source::SourceManager& sources,
                     const SnippetLayout& layout) {
  std::vector<Mark> marks{{diagnostic.span, diagnostic.label, true}};
  for (const Label& label : diagnostic.related)
    marks.push_back({label.span, label.text, false});
  std::string text;
  while (!marks.empty()) {
    const SourceSpan first = marks.front().span;
    const auto rest = std::ranges::stable_partition(
        marks, [&](const Mark& mark) { return mark.span.file == first.file; });
    const std::vector<Mark> here(marks.begin(), rest.begin());
    text += place(layout, text.empty() ? "-->" : ":::", first, sources);
    text += margin(layout) + "\n";
    text += render_snippet(sources.file(first.file), here, layout);
    marks.erase(marks.begin(), rest.begin());
  }
  return text;
}

/// `= note: …`; further lines of the words stand below the first.
std::string remark(std::string_view kind, std::string_view words, const SnippetLayout& layout) {
  std::string text = margin(layout, "=") + " " +
                     layout.palette.paint(Style::Strong, fmt::format("{}:", kind)) + " ";
  const std::string indent(static_cast<std::size_t>(layout.n_digits) + kind.size() + 5, ' ');
  for (std::size_t end = words.find('\n'); end != std::string_view::npos; end = words.find('\n')) {
    text += printable(words.substr(0, end)) + "\n" + indent;
    words.remove_prefix(end + 1);
  }
  return text + printable(words) + "\n";
}

std::string counted(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string counting_line(const Selection& selection) {
  std::string line;
  const auto add = [&line](std::size_t n, std::string_view what) {
    if (n == 0) return;
    line += (line.empty() ? "" : ", ") + counted(n, what);
  };
  add(selection.n_errors, "error");
  add(selection.n_warnings, "warning");
  add(selection.n_hints, "hint");
  add(selection.n_notes, "note");
  const auto worst = std::ranges::min_element(selection.shown, {}, &Diagnostic::severity);
  if (worst != selection.shown.end() && !worst->code.empty())
    line += fmt::format("; `snn explain {}` says more", worst->code);
  return line + "\n";
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const source::SourceManager& sources,
                        const TextOptions& options) {
  const std::string digits = std::to_string(largest_line(diagnostic, sources));
  const SnippetLayout layout{.palette = Palette(options.is_coloured),
                             .primary = style_of(diagnostic.severity),
                             .n_digits = static_cast<int>(digits.size()),
                             .max_width = options.max_width};
  std::string text = header(diagnostic, layout.palette);
  if (diagnostic.span.is_valid()) text += snippets(diagnostic, sources, layout);
  for (const std::string& note : diagnostic.notes)
    text += remark("note", note, layout);
  for (const std::string& help : diagnostic.help)
    text += remark("help", help, layout);
  for (const Fix& fix : diagnostic.fixes)
    text += render_fix(fix, sources, layout);
  return text;
}

std::string render_text(const Selection& selection, const source::SourceManager& sources,
                        const TextOptions& options) {
  if (selection.shown.empty()) return {};
  std::string text;
  for (const Diagnostic& diagnostic : selection.shown)
    text += render_text(diagnostic, sources, options) + "\n";
  if (selection.n_left_out > 0) text += fmt::format("… and {} more\n", selection.n_left_out);
  return text + counting_line(selection);
}

}  // namespace snn::diag
