#pragma once
// The text that users wrote: files, byte spans in them, and the lines and columns people speak of.

#include "compiler/support/ids.h"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace snn::source {

struct FileId : Id<FileId> {
  using Id::Id;
};

/// A half-open range of bytes in one file.
struct SourceSpan {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
  [[nodiscard]] bool is_valid() const { return file.is_valid(); }
};

/// The smallest span that covers both; they must lie in one file.
[[nodiscard]] SourceSpan join(SourceSpan first, SourceSpan last);

/// Both count from 1; columns count code points, as editors show them.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// One file's name as the user gave it, its text, and where its lines begin.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::uint32_t n_lines() const;
  /// The line without its line break; lines count from 1.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  /// The byte at which a line begins; lines count from 1.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t number) const;
  [[nodiscard]] LineColumn line_column(std::uint32_t offset) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

/// Owns every file of a run. Views into a file's text stay good as long as the manager lives.
class SourceManager {
 public:
  FileId add(std::string name, std::string text);

  [[nodiscard]] const SourceFile& file(FileId id) const { return files_[id.index]; }
  [[nodiscard]] std::size_t n_files() const { return files_.size(); }
  [[nodiscard]] std::string_view text(SourceSpan span) const;
  [[nodiscard]] LineColumn begin_of(SourceSpan span) const;
  [[nodiscard]] LineColumn end_of(SourceSpan span) const;

 private:
  std::deque<SourceFile> files_;  // a deque, because views into the texts must not move
};

}  // namespace snn::source
