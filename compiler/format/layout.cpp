#include "compiler/format/layout.h"

#include "compiler/support/check.h"

#include <algorithm>
#include <utility>

namespace snn::format {
namespace {

using Kind = Piece::Kind;

/// Lines that are aligned to a column further right than this are indented instead.
constexpr std::uint32_t kLastAlignedColumn = 60;
constexpr std::uint32_t kContinuationIndent = 4;

/// What fits can be asked of any group in constant time.
struct Measures {
  explicit Measures(const std::vector<Piece>& pieces);

  std::vector<std::uint32_t> width;    // of everything before a piece, on one line
  std::vector<std::uint32_t> breaks;   // that must be taken before a piece
  std::vector<std::uint32_t> tail;     // columns from a piece to the next possible line end
  std::vector<std::uint32_t> closing;  // of an `Open`: its `Close`
};

std::uint32_t flat_width(const Piece& piece) {
  switch (piece.kind) {
    case Kind::Word: return width_of(piece.text);
    case Kind::Space: return 1;
    case Kind::Break: return piece.number;
    case Kind::SpaceIfBroken:
    case Kind::NewLine:
    case Kind::StayBroken:
    case Kind::Open:
    case Kind::Close:
    case Kind::Indent:
    case Kind::Align:
    case Kind::Unindent:
    case Kind::Mark:
    case Kind::CommentBehind:
    case Kind::CommentLine:
    case Kind::DeclarationBegin:
    case Kind::DeclarationEnd: return 0;
  }
  return 0;
}

bool must_break(Kind kind) {
  return kind == Kind::NewLine || kind == Kind::StayBroken || kind == Kind::CommentBehind ||
         kind == Kind::CommentLine;
}

bool may_end_line(Kind kind) {
  return kind == Kind::Break || must_break(kind);
}

Measures::Measures(const std::vector<Piece>& pieces)
    : width(pieces.size() + 1),
      breaks(pieces.size() + 1),
      tail(pieces.size() + 1),
      closing(pieces.size()) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < pieces.size(); ++i) {
    const Kind kind = pieces[i].kind;
    width[i + 1] = width[i] + flat_width(pieces[i]);
    breaks[i + 1] = breaks[i] + (must_break(kind) ? 1 : 0);
    if (kind == Kind::Open) open.push_back(i);
    if (kind == Kind::Close) {
      SNN_CHECK(!open.empty(), "a group is closed that was not opened");
      closing[open.back()] = i;
      open.pop_back();
    }
  }
  SNN_CHECK(open.empty(), "{} groups are not closed", open.size());
  for (std::size_t i = pieces.size(); i-- > 0;) {
    tail[i] = may_end_line(pieces[i].kind) ? 0 : flat_width(pieces[i]) + tail[i + 1];
  }
}

/// Writes pieces to lines, one after the other.
class Renderer {
 public:
  explicit Renderer(const std::vector<Piece>& pieces) : pieces_(pieces), measures_(pieces) {
    lines_.emplace_back();
  }

  std::vector<Line> run() {
    for (std::uint32_t i = 0; i < pieces_.size(); ++i)
      write(i);
    if (lines_.back().is_empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  Line& line() { return lines_.back(); }
  bool is_flat() const { return groups_.back(); }

  void write(std::uint32_t i) {
    const Piece& piece = pieces_[i];
    switch (piece.kind) {
      case Kind::Word: word(piece.text); return;
      case Kind::Space: ++spaces_; return;
      case Kind::Break: line_break(piece); return;
      case Kind::SpaceIfBroken: spaces_ += is_flat() ? 0 : 1; return;
      case Kind::NewLine: new_line(false); return;
      case Kind::StayBroken: return;
      case Kind::Open: groups_.push_back(is_flat() || fits(i)); return;
      case Kind::Close: groups_.pop_back(); return;
      case Kind::Indent: indents_.push_back(indents_.back() + piece.number); return;
      case Kind::Align: align(); return;
      case Kind::Unindent: indents_.pop_back(); return;
      case Kind::Mark: mark(piece); return;
      case Kind::CommentBehind: comment_behind(piece.text); return;
      case Kind::CommentLine: comment_line(piece.text); return;
      case Kind::DeclarationBegin: declaration_ = ++n_declarations_; return;
      case Kind::DeclarationEnd: declaration_ = 0; return;
    }
  }

  bool fits(std::uint32_t open) const {
    const std::uint32_t close = measures_.closing[open];
    if (measures_.breaks[close] != measures_.breaks[open]) return false;
    const std::uint32_t width = measures_.width[close] - measures_.width[open];
    return column() + width + measures_.tail[close] <= kLineWidth;
  }

  std::uint32_t column() const {
    return (lines_.back().code.empty() ? lines_.back().indent : column_) + spaces_;
  }

  void word(std::string_view text) {
    // Nothing can follow a comment on its line.
    if (!line().comment.empty()) new_line(false);
    if (line().code.empty()) {
      column_ = line().indent;
      spaces_ = 0;
    }
    line().declaration = declaration_;
    line().code.append(spaces_, ' ');
    if (has_mark_)
      line().marks.push_back({mark_key_, static_cast<std::uint32_t>(line().code.size())});
    has_mark_ = false;
    line().code.append(text);
    column_ += spaces_ + width_of(text);
    spaces_ = 0;
  }

  void line_break(const Piece& piece) {
    if (is_flat()) {
      spaces_ += piece.number;
    } else {
      new_line(piece.is_after_blank);
    }
  }

  void new_line(bool is_after_blank) {
    spaces_ = 0;
    n_declarations_on_line_ = 0;
    if (!line().is_empty()) {
      lines_.emplace_back();
      line().declaration = declaration_;
    }
    line().indent = indents_.back();
    if (is_after_blank && lines_.size() > 1) line().is_after_blank = true;
  }

  void align() {
    const bool is_far = column() > kLastAlignedColumn;
    indents_.push_back(is_far ? indents_.back() + kContinuationIndent : column());
  }

  void mark(const Piece& piece) {
    if (!is_flat()) return;
    line().table = piece.number;
    if (piece.cell == Cell::Name) ++n_declarations_on_line_;
    mark_key_ = (n_declarations_on_line_ - 1) * kCells + static_cast<std::uint32_t>(piece.cell);
    has_mark_ = true;
  }

  void comment_behind(std::string_view text) {
    if (line().is_empty() || !line().comment.empty()) {
      comment_line(text);
    } else {
      line().comment = text;
    }
  }

  void comment_line(std::string_view text) {
    if (!line().is_empty()) new_line(false);
    line().declaration = declaration_;
    line().comment = text;
  }

  const std::vector<Piece>& pieces_;
  Measures measures_;
  std::vector<Line> lines_;
  // Around everything is a group that is broken.
  std::vector<bool> groups_ = {false};
  std::vector<std::uint32_t> indents_ = {0};
  std::uint32_t column_ = 0;
  std::uint32_t spaces_ = 0;
  std::uint32_t n_declarations_ = 0;
  std::uint32_t declaration_ = 0;
  std::uint32_t n_declarations_on_line_ = 0;
  std::uint32_t mark_key_ = 0;
  bool has_mark_ = false;
};

}  // namespace

std::uint32_t width_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<Line> Layout::render() const {
  return Renderer(pieces_).run();
}

}  // namespace snn::format
