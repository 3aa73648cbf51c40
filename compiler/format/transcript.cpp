#include "compiler/format/transcript.h"

#include "compiler/format/traps.h"
#include "compiler/support/check.h"

#include <algorithm>

namespace snn::format {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The length of the word, number or sign at the begin of a unit's text.
std::size_t unit_word_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && (is_word_part(text[length]) || text[length] == '.'))
    ++length;
  return std::max<std::size_t>(length, 1);
}

}  // namespace

Transcript::Transcript(std::string_view text, Layout& layout) : text_(text), layout_(layout) {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

void Transcript::scan() {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '#') {
      scan_comment();
      --at_;
    } else if (is_line_end(c)) {
      const bool is_second_half = c == '\n' && at_ > 0 && text_[at_ - 1] == '\r';
      if (!is_second_half) ++n_line_ends_;
      is_on_line_of_word_ = false;
    } else if (!is_blank(c)) {
      return;
    }
  }
}

void Transcript::scan_comment() {
  const std::size_t end = std::min(text_.find_first_of("\r\n", at_), text_.size());
  std::string_view comment = text_.substr(at_, end - at_);
  comment.remove_suffix(comment.size() - comment.find_last_not_of(kBlanks) - 1);
  comments_.push_back({comment, is_on_line_of_word_, is_after_blank()});
  n_line_ends_ = 0;
  at_ = end;
}

void Transcript::flush_comments() {
  for (const PendingComment& each : comments_) {
    if (each.is_behind_word) {
      layout_.comment_behind(each.text);
    } else {
      layout_.comment_line(each.text);
    }
  }
  comments_.clear();
}

void Transcript::copy(std::size_t length, Last kind) {
  layout_.word(text_.substr(at_, length));
  at_ += length;
  n_line_ends_ = 0;
  is_on_line_of_word_ = true;
  last_ = kind;
}

void Transcript::word(std::string_view text) {
  scan();
  SNN_CHECK(text_.substr(at_).starts_with(text), "byte {} of the text is not `{}`", at_, text);
  // What is said before a comma or a brace is said behind it, so that neither begins a line.
  if (text != "," && text != "{") flush_comments();
  if (last_ == Last::Quantity && makes_name(text)) layout_.new_line();
  copy(text.size(), Last::Other);
}

bool Transcript::begins_unit(const ast::Name& name) const {
  if (last_ == Last::Other) return false;
  if (name.text == "per") return true;
  if (last_ == Last::Quantity) return false;
  const std::size_t next = text_.find_first_not_of(" \t\r\n", name.span.end);
  return next == std::string_view::npos || !makes_name(text_.substr(next));
}

void Transcript::name(const ast::Name& name) {
  scan();
  flush_comments();
  // A unit stands on the line of its number, so what stands on the next is none.
  if (begins_unit(name)) layout_.new_line();
  word(name.text);
}

void Transcript::literal(ast::SourceSpan span) {
  word(text_.substr(span.begin, span.end - span.begin));
}

void Transcript::number(ast::SourceSpan span) {
  literal(span);
  last_ = Last::Number;
}

void Transcript::quantity(const ast::Quantity& quantity) {
  for (bool has_sign = false; is_sign_next(); has_sign = true) {
    // Two signs without a blank would be a `--`.
    if (has_sign) layout_.space();
    word(text_.substr(at_, 1));
  }
  flush_comments();
  const std::size_t unit_begin = quantity.unit.span.begin;
  const std::size_t end = quantity.unit.span.end;
  const std::size_t digits_end = text_.find_last_not_of(kBlanks, unit_begin - 1) + 1;
  copy(digits_end - at_, Last::Quantity);
  if (text_[unit_begin] == '[') {
    layout_.space();
    at_ = unit_begin;
    copy(end - at_, Last::Other);
    return;
  }
  while (at_ < end) {
    at_ = text_.find_first_not_of(kBlanks, at_);
    layout_.space();
    copy(std::min(text_.find_first_of(kBlanks, at_), end) - at_, Last::Quantity);
  }
}

void Transcript::unit(const ast::UnitText& unit) {
  const std::size_t end = unit.span.end;
  std::string_view before;
  while (true) {
    scan();
    if (at_ >= end) return;
    const std::string_view next = text_.substr(at_, end - at_);
    const std::string_view text = next.substr(0, unit_word_length(next));
    const bool is_apart = !before.empty() && (text == "per" || before == "per");
    const std::size_t behind = std::min(next.find_first_not_of(" \t\r\n", 1), next.size());
    const bool is_trap = text == "/" && is_read_as_derivative(before, next.substr(behind));
    if (is_apart || is_trap) layout_.space();
    word(text);
    before = text;
  }
}

bool Transcript::line_ends() {
  scan();
  return n_line_ends_ > 0 || !comments_.empty();
}

bool Transcript::is_one_line(std::uint32_t end) {
  return text_.substr(at_, end - at_).find_first_of("\r\n") == std::string_view::npos;
}

bool Transcript::is_next(char sign) {
  scan();
  return at_ < text_.size() && text_[at_] == sign;
}

bool Transcript::has_comment_next() {
  scan();
  return !comments_.empty();
}

bool Transcript::is_sign_next() {
  return is_next('-') || is_next('+');
}

bool Transcript::is_word_next(std::string_view word) const {
  const std::string_view rest = text_.substr(at_);
  return rest.starts_with(word) && (rest.size() == word.size() || !is_word_part(rest[word.size()]));
}

void Transcript::separator(bool may_be_comma) {
  scan();
  if (at_ == text_.size()) return;
  const bool is_optional = text_[at_] == ';' || (may_be_comma && text_[at_] == ',');
  if (!is_optional) return;
  const std::size_t sign = at_;
  ++at_;
  scan();
  if (!is_word_next("per")) return;
  layout_.word(text_.substr(sign, 1));
}

void Transcript::comments_behind() {
  scan();
  const auto first_line = std::ranges::find_if(
      comments_, [](const PendingComment& each) { return !each.is_behind_word; });
  for (auto each = comments_.begin(); each != first_line; ++each) {
    layout_.comment_behind(each->text);
  }
  comments_.erase(comments_.begin(), first_line);
}

void Transcript::next_line(std::uint32_t gap, Blanks blanks) {
  scan();
  for (const PendingComment& each : comments_) {
    layout_.line_break(gap, each.is_after_blank && blanks == Blanks::Keep);
    layout_.comment_line(each.text);
    blanks = Blanks::Keep;
  }
  comments_.clear();
  layout_.line_break(gap, is_after_blank() && blanks == Blanks::Keep);
}

void Transcript::last_comments(Blanks blanks) {
  scan();
  for (const PendingComment& each : comments_) {
    layout_.line_break(0, each.is_after_blank && blanks == Blanks::Keep);
    layout_.comment_line(each.text);
    blanks = Blanks::Keep;
  }
  comments_.clear();
}

}  // namespace snn::format
