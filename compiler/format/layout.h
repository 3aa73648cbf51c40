#pragma once
// Text whose line breaks are still open: words, the places where a line may end, and the groups
// that stay on one line when they fit. Rendering decides every break from the width of a line
// alone, so formatting what was formatted changes nothing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace snn::format {

/// The largest number of columns that code fills; comments may be longer.
inline constexpr std::uint32_t kLineWidth = 100;

/// The cells of a declaration in a table: `name: unit`, `= value`, `in [low, high]`.
enum class Cell : std::uint8_t { Name, Value, Bounds };
inline constexpr std::uint32_t kCells = 3;

/// A place in a line that stands below the same place of the lines around it.
struct Mark {
  /// Counts the cells from the begin of a line: three for each declaration on it.
  std::uint32_t key = 0;
  /// In bytes from the begin of the code.
  std::uint32_t offset = 0;
};

/// One line of output. Code and comment have neither indentation nor padding yet.
struct Line {
  std::uint32_t indent = 0;
  std::string code;
  std::string_view comment;
  bool is_after_blank = false;
  /// The top-level declaration it belongs to, from 1; 0 between them.
  std::uint32_t declaration = 0;
  /// The table whose marks it carries, from 1; 0 for none.
  std::uint32_t table = 0;
  std::vector<Mark> marks;

  [[nodiscard]] bool is_empty() const { return code.empty() && comment.empty(); }
};

/// Columns that `text` fills: its code points.
[[nodiscard]] std::uint32_t width_of(std::string_view text);

/// One step in building a layout.
struct Piece {
  enum class Kind : std::uint8_t {
    Word,
    Space,
    Break,
    SpaceIfBroken,
    NewLine,
    StayBroken,
    Open,
    Close,
    Indent,
    Align,
    Unindent,
    Mark,
    CommentBehind,
    CommentLine,
    DeclarationBegin,
    DeclarationEnd,
  };
  Kind kind;
  bool is_after_blank = false;
  Cell cell = Cell::Name;
  /// Blanks of a break that is not taken, columns of an indentation, or the number of a table.
  std::uint32_t number = 0;
  std::string_view text;
};

/// The words passed in must outlive the layout.
class Layout {
 public:
  void word(std::string_view text) { add({.kind = Piece::Kind::Word, .text = text}); }
  /// A blank at which no line ends.
  void space() { add({.kind = Piece::Kind::Space}); }
  /// A line ends here when the group around does not fit on one; else `gap` blanks.
  void line_break(std::uint32_t gap, bool is_after_blank = false) {
    add({.kind = Piece::Kind::Break, .is_after_blank = is_after_blank, .number = gap});
  }
  /// A blank only when the group around is broken: behind a `*` that begins a line.
  void space_if_broken() { add({.kind = Piece::Kind::SpaceIfBroken}); }
  /// A line ends here in any case.
  void new_line() { add({.kind = Piece::Kind::NewLine}); }
  /// The group around takes all its breaks.
  void stay_broken() { add({.kind = Piece::Kind::StayBroken}); }

  void open() { add({.kind = Piece::Kind::Open}); }
  void close() { add({.kind = Piece::Kind::Close}); }
  void indent(std::uint32_t columns) { add({.kind = Piece::Kind::Indent, .number = columns}); }
  /// Lines that begin from here on stand below this column.
  void align() { add({.kind = Piece::Kind::Align}); }
  /// Ends the last `indent` or `align`.
  void unindent() { add({.kind = Piece::Kind::Unindent}); }

  void mark(Cell cell, std::uint32_t table) {
    add({.kind = Piece::Kind::Mark, .cell = cell, .number = table});
  }
  /// A comment at the end of the line as it stands.
  void comment_behind(std::string_view text) {
    add({.kind = Piece::Kind::CommentBehind, .text = text});
  }
  void comment_line(std::string_view text) {
    add({.kind = Piece::Kind::CommentLine, .text = text});
  }
  void begin_declaration() { add({.kind = Piece::Kind::DeclarationBegin}); }
  void end_declaration() { add({.kind = Piece::Kind::DeclarationEnd}); }

  [[nodiscard]] std::vector<Line> render() const;

 private:
  void add(Piece piece) { pieces_.push_back(piece); }

  std::vector<Piece> pieces_;
};

}  // namespace snn::format
