#include "compiler/source/source.h"

#include "compiler/support/check.h"

#include <algorithm>
#include <utility>

namespace snn::source {

SourceSpan join(SourceSpan first, SourceSpan last) {
  if (!first.is_valid()) return last;
  if (!last.is_valid()) return first;
  SNN_CHECK(first.file == last.file, "spans of two files cannot be joined");
  return {first.file, std::min(first.begin, last.begin), std::max(first.end, last.end)};
}

SourceFile::SourceFile(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  line_begins_.push_back(0);
  for (std::uint32_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_begins_.push_back(i + 1);
  }
}

std::uint32_t SourceFile::n_lines() const {
  return static_cast<std::uint32_t>(line_begins_.size());
}

std::uint32_t SourceFile::line_begin(std::uint32_t number) const {
  return line_begins_[number - 1];
}

std::string_view SourceFile::line(std::uint32_t number) const {
  const std::uint32_t begin = line_begins_[number - 1];
  const std::size_t end = number < n_lines() ? line_begins_[number] - 1 : text_.size();
  std::string_view found = std::string_view(text_).substr(begin, end - begin);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

LineColumn SourceFile::line_column(std::uint32_t offset) const {
  const auto next_line = std::ranges::upper_bound(line_begins_, offset);
  const auto line_number = static_cast<std::uint32_t>(next_line - line_begins_.begin());
  const std::uint32_t begin = line_begins_[line_number - 1];
  const std::size_t length = std::min<std::size_t>(offset, text_.size()) - begin;
  const std::string_view before = std::string_view(text_).substr(begin, length);
  // A code point is every byte that does not continue one.
  const auto code_points = std::ranges::count_if(
      before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return {line_number, static_cast<std::uint32_t>(code_points) + 1};
}

FileId SourceManager::add(std::string name, std::string text) {
  files_.emplace_back(std::move(name), std::move(text));
  return FileId(files_.size() - 1);
}

std::string_view SourceManager::text(SourceSpan span) const {
  return file(span.file).text().substr(span.begin, span.end - span.begin);
}

LineColumn SourceManager::begin_of(SourceSpan span) const {
  return file(span.file).line_column(span.begin);
}

LineColumn SourceManager::end_of(SourceSpan span) const {
  return file(span.file).line_column(span.end);
}

}  // namespace snn::source
