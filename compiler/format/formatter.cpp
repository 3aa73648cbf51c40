#include "compiler/format/formatter.h"

namespace snn::format {

std::vector<Line> Formatter::run() {
  for (const ast::ItemId id : file_.top) {
    out_.next_line(0, Transcript::Blanks::Keep);
    layout_.begin_declaration();
    layout_.open();
    item(id);
    layout_.close();
    layout_.end_declaration();
    out_.separator(false);
    out_.comments_behind();
  }
  out_.last_comments(Transcript::Blanks::Keep);
  return layout_.render();
}

void Formatter::infix(std::string_view text) {
  space();
  word(text);
  space();
}

void Formatter::may_break(std::uint32_t gap) {
  out_.comments_behind();
  layout_.line_break(gap);
}

void Formatter::clause(std::string_view text) {
  may_break(1);
  word(text);
  space();
}

}  // namespace snn::format
