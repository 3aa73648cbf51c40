#include "compiler/ast/documentation.h"

#include <algorithm>
#include <string_view>

namespace snn::ast {
namespace {

/// The `##` comment of one line, or null.
const Comment* doc_on_line(const File& file, const source::SourceFile& text, std::uint32_t line) {
  const std::uint32_t begin = text.line_begin(line);
  const auto first = std::ranges::lower_bound(
      file.comments, begin, {}, [](const Comment& comment) { return comment.span.begin; });
  if (first == file.comments.end() || !first->is_doc) return nullptr;
  return text.line_column(first->span.begin).line == line ? &*first : nullptr;
}

std::string_view words_of(const Comment& comment, std::string_view text) {
  std::string_view words = text.substr(comment.span.begin, comment.span.end - comment.span.begin);
  words.remove_prefix(std::min(words.find_first_not_of('#'), words.size()));
  if (words.starts_with(' ')) words.remove_prefix(1);
  while (words.ends_with(' ') || words.ends_with('\t'))
    words.remove_suffix(1);
  return words;
}

bool stands_alone(const Comment& comment, const source::SourceFile& text, std::uint32_t line) {
  return text.line(line).find_first_not_of(" \t") == comment.span.begin - text.line_begin(line);
}

}  // namespace

std::string documentation(const File& file, const source::SourceManager& sources,
                          SourceSpan declaration) {
  const source::SourceFile& text = sources.file(file.source);
  const std::uint32_t line = text.line_column(declaration.begin).line;
  const Comment* beside = doc_on_line(file, text, line);
  if (beside != nullptr && beside->span.begin > declaration.begin) {
    return std::string(words_of(*beside, text.text()));
  }
  std::uint32_t first = line;
  while (first > 1) {
    const Comment* above = doc_on_line(file, text, first - 1);
    if (above == nullptr || !stands_alone(*above, text, first - 1)) break;
    --first;
  }
  std::string result;
  for (std::uint32_t i = first; i < line; ++i) {
    if (i > first) result += '\n';
    result += words_of(*doc_on_line(file, text, i), text.text());
  }
  return result;
}

}  // namespace snn::ast
