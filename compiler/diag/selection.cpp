#include "compiler/diag/selection.h"

#include <algorithm>

namespace snn::diag {
namespace {

/// From the `#` that begins the comment of a line, or nothing.
std::string_view comment_of(std::string_view line) {
  bool is_in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (is_in_string && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"') {
      is_in_string = !is_in_string;
    } else if (line[i] == '#' && !is_in_string) {
      return line.substr(i);
    }
  }
  return {};
}

bool lists(std::string_view codes, std::string_view code) {
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find(','), codes.size());
    std::string_view listed = codes.substr(0, end);
    listed.remove_prefix(std::min(listed.find_first_not_of(" \t"), listed.size()));
    listed = listed.substr(0, listed.find_last_not_of(" \t") + 1);
    if (listed == code) return true;
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return false;
}

bool allows(std::string_view line, std::string_view code) {
  constexpr std::string_view kAllow = "allow(";
  const std::string_view comment = comment_of(line);
  const std::size_t begin = comment.find(kAllow);
  if (begin == std::string_view::npos) return false;
  const std::string_view codes = comment.substr(begin + kAllow.size());
  const std::size_t end = codes.find(')');
  return end != std::string_view::npos && lists(codes.substr(0, end), code);
}

bool is_allowed(const Diagnostic& diagnostic, const source::SourceManager& sources) {
  if (diagnostic.severity == Severity::Error || !diagnostic.span.is_valid()) return false;
  const source::SourceFile& file = sources.file(diagnostic.span.file);
  return allows(file.line(sources.begin_of(diagnostic.span).line), diagnostic.code);
}

void count(Selection& selection, Severity severity) {
  switch (severity) {
    case Severity::Error: ++selection.n_errors; break;
    case Severity::Warning: ++selection.n_warnings; break;
    case Severity::Hint: ++selection.n_hints; break;
    case Severity::Note: ++selection.n_notes; break;
  }
}

/// Drops from the end, and errors last.
void cut_to(std::vector<Diagnostic>& diagnostics, std::size_t most) {
  std::size_t n_errors_kept =
      std::min<std::size_t>(most, static_cast<std::size_t>(std::ranges::count(
                                      diagnostics, Severity::Error, &Diagnostic::severity)));
  std::size_t n_others_kept = most - n_errors_kept;
  std::erase_if(diagnostics, [&](const Diagnostic& diagnostic) {
    std::size_t& n_kept = diagnostic.severity == Severity::Error ? n_errors_kept : n_others_kept;
    if (n_kept == 0) return true;
    --n_kept;
    return false;
  });
}

}  // namespace

Selection select(const Diagnostics& diagnostics, const source::SourceManager& sources,
                 const SelectionOptions& options) {
  Selection selection;
  for (Diagnostic& diagnostic : diagnostics.sorted()) {
    if (diagnostic.severity == Severity::Note && !options.with_notes) continue;
    if (is_allowed(diagnostic, sources)) continue;
    count(selection, diagnostic.severity);
    selection.shown.push_back(std::move(diagnostic));
  }
  const std::size_t n_all = selection.shown.size();
  if (n_all > options.most_shown) cut_to(selection.shown, options.most_shown);
  selection.n_left_out = n_all - selection.shown.size();
  return selection;
}

}  // namespace snn::diag
