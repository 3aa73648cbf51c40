#pragma once
// Copies the words of a source text into a layout, in order. Nothing else is ever written, so a
// formatted file has the words of the original; comments on the way are taken along, `;` is not.

#include "compiler/ast/nodes.h"
#include "compiler/format/layout.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace snn::format {

class Transcript {
 public:
  /// Both must outlive the transcript.
  Transcript(std::string_view text, Layout& layout);

  // ---- words; each must be the next one of the text
  void word(std::string_view text);
  void name(const ast::Name& name);
  /// A string, `true`, `inf`, `dV/dt`.
  void literal(ast::SourceSpan span);
  void number(ast::SourceSpan span);
  /// With its sign, if that was read as part of it.
  void quantity(const ast::Quantity& quantity);
  /// A unit of a declaration, which is made of words of its own.
  void unit(const ast::UnitText& unit);
  [[nodiscard]] bool is_sign_next();

  // ---- between items
  /// Whether the next word stands on a line of its own: behind a line end or a comment.
  [[nodiscard]] bool line_ends();
  /// Whether everything up to `end` stands on the line of the next word.
  [[nodiscard]] bool is_one_line(std::uint32_t end);
  [[nodiscard]] bool is_next(char sign);
  [[nodiscard]] bool has_comment_next();
  /// Leaves out a `;` or, in groups where it is as optional, a `,`. One remains where the next name
  /// would be read as part of what is before it.
  void separator(bool may_be_comma);
  /// The comments that end the line of the last word.
  void comments_behind();
  enum class Blanks { Keep, DropFirst };
  /// Ends the line, or leaves `gap` blanks; then come the comments on lines before the next word.
  void next_line(std::uint32_t gap, Blanks blanks);
  /// The comments on lines before the end of a body or of the file.
  void last_comments(Blanks blanks);

 private:
  struct PendingComment {
    std::string_view text;
    bool is_behind_word = false;
    bool is_after_blank = false;
  };
  enum class Last { Other, Number, Quantity };

  /// Goes on to the next word; keeps the comments before it.
  void scan();
  void scan_comment();
  void flush_comments();
  /// Writes the next `length` bytes.
  void copy(std::size_t length, Last kind);
  [[nodiscard]] bool begins_unit(const ast::Name& name) const;
  [[nodiscard]] bool is_word_next(std::string_view word) const;
  [[nodiscard]] bool is_after_blank() const { return n_line_ends_ > 1; }

  std::string_view text_;
  Layout& layout_;
  std::size_t at_ = 0;
  std::vector<PendingComment> comments_;
  /// Since the last word or comment.
  std::uint32_t n_line_ends_ = 0;
  bool is_on_line_of_word_ = false;
  Last last_ = Last::Other;
};

}  // namespace snn::format
