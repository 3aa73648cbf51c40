// The changes that are tried, each a family of slips.

#include "compiler/support/edit_distance.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/likely_slips.h"
#include "compiler/syntax/repairs.h"

#include <algorithm>

namespace snn::syntax {
namespace {

using P = generated::SnnParser;

}  // namespace

void RepairSearch::try_doubled() {
  // The second of two may have been taken for the begin of the next item.
  for (const std::size_t at : {failure_.at, failure_.item_begin, failure_.item_begin - 1}) {
    if (at == 0 || at >= stretch_.size() || word(at) != word(at - 1)) continue;
    // Of two closing brackets the second closes nothing, which says more.
    if (type(at) == P::RPAREN || type(at) == P::RBRACKET || type(at) == P::RBRACE) continue;
    if (stretch_[at - 1].is_invented || stretch_[at].is_invented) continue;
    remove(RepairKind::Doubled, at);
  }
}

void RepairSearch::try_misspelt() {
  const std::size_t last = std::min(failure_.at, stretch_.size() - 1);
  const std::size_t first = std::max(failure_.item_begin, last > 3 ? last - 3 : 0);
  for (std::size_t at = last + 1; at > std::min(first, last); --at) {
    if (type(at - 1) == P::ID && !stretch_[at - 1].is_invented) try_keywords_near(at - 1);
  }
}

void RepairSearch::try_keywords_near(std::size_t at) {
  const std::string_view written = word(at);
  const auto* foreign = std::ranges::find(kForeignWords, written, &ForeignWord::written);
  if (foreign != kForeignWords.end()) replace(RepairKind::Misspelt, at, foreign->meant);
  const int furthest = written.size() <= 4 ? 1 : 2;
  for (int distance = 1; distance <= furthest; ++distance) {
    for (std::uint32_t keyword = P::AND; keyword <= P::WITHIN; ++keyword) {
      const std::string spelling = parser_.spelling(keyword);
      if (edit_distance(written, spelling) == distance) replace(RepairKind::Misspelt, at, keyword);
    }
    if (is_settled()) return;
  }
}

/// `10 msec`, also where `msec` could begin the next item.
void RepairSearch::try_unit() {
  for (const std::size_t at : {failure_.at, failure_.item_begin}) {
    if (at == 0 || type(at - 1) != P::NUMBER || !is_same_line(at)) continue;
    if (stretch_[at - 1].is_invented) continue;
    const std::size_t unit = type(at) == P::PER ? at + 1 : at;
    if (type(unit) != P::ID || !is_same_line(unit)) continue;
    Lexeme whole = stretch_[at - 1];
    whole.type = P::QUANTITY;
    whole.end = stretch_[unit].end;
    consider({RepairKind::UnknownUnit, at - 1, unit - at + 2, {whole}});
  }
}

/// `dV / dt`
void RepairSearch::try_derivative() {
  const std::size_t begin = failure_.at > 3 ? failure_.at - 3 : 0;
  for (std::size_t at = begin; at <= failure_.at && at + 2 < stretch_.size(); ++at) {
    const bool fits = type(at) == P::ID && word(at).size() > 1 && word(at).starts_with('d') &&
                      type(at + 1) == P::SLASH && type(at + 2) == P::ID &&
                      word(at + 2).starts_with("dt");
    if (!fits) continue;
    Lexeme whole = stretch_[at];
    whole.type = P::DERIV;
    whole.end = stretch_[at + 2].end;
    consider({RepairKind::SpacedDerivative, at, 3, {whole}});
  }
}

void RepairSearch::try_reserved() {
  if (is_keyword(type(failure_.at))) replace(RepairKind::ReservedName, failure_.at, P::ID);
}

/// Whether a condition was being read.
bool RepairSearch::may_compare() const {
  switch (type(failure_.item_begin)) {
    case P::IF:
    case P::WHEN:
    case P::SPIKE:
    case P::EVERY:
    case P::EXPECT:
    case P::RUN:
    case P::PAIRS: return true;
    default: return failure_.is_inside(P::RuleIfStmt);
  }
}

void RepairSearch::try_wrong_sign() {
  const std::size_t at = failure_.at;
  if (type(at) == P::ASSIGN && may_compare()) replace(RepairKind::WrongSign, at, P::EQUAL);
  for (const SignSlip& slip : kSignSlips) {
    if (slip.written == type(at)) replace(RepairKind::WrongSign, at, slip.meant);
  }
  // `state V : 0 mV`
  if (at > 0 && type(at - 1) == P::COLON) replace(RepairKind::WrongSign, at - 1, P::ASSIGN);
}

/// A `}` behind something on its line that closes an earlier line, although the next line says by
/// its indentation that this block goes on.
std::optional<std::size_t> RepairSearch::early_brace() const {
  std::vector<std::size_t> open;  // the first lexemes of the lines with an open `{`
  std::size_t line = 0;
  for (std::size_t at = 0; at < failure_.at; ++at) {
    if (stretch_[at].is_first_on_line) line = at;
    if (type(at) == P::LBRACE) open.push_back(line);
    if (type(at) != P::RBRACE || open.empty()) continue;
    const std::size_t opened = open.back();
    open.pop_back();
    const bool is_natural = at == line || opened == line || is_same_line(at + 1);
    if (is_natural || at + 1 >= stretch_.size()) continue;
    const int outer = indentation_of(stretch_[opened], text_);
    const int next = indentation_of(stretch_[at + 1], text_);
    if (next > outer || (next == outer && type(at + 1) == P::RBRACE)) return at;
  }
  return std::nullopt;
}

/// `param` alone on its line: the names below it stand in braces.
void RepairSearch::try_group_brace() {
  if (!lacks_brace_ || !failure_.previous_begin) return;
  std::size_t previous = *failure_.previous_begin;
  if (type(previous) == P::SHARED) ++previous;
  const bool is_group = type(previous) == P::PARAM || type(previous) == P::STATE;
  if (is_group && !is_same_line(previous + 1) && type(previous + 1) != P::LBRACE) {
    insert(RepairKind::MissingSign, previous + 1, P::LBRACE);
  }
}

/// `param a = 1  b = 2`: the item before is a group without braces.
void RepairSearch::try_comma() {
  if (!failure_.previous_begin || !is_same_line(failure_.item_begin)) return;
  std::size_t previous = *failure_.previous_begin;
  if (type(previous) == P::SHARED) ++previous;
  if (type(previous) != P::PARAM && type(previous) != P::STATE) return;
  insert(RepairKind::MissingComma, failure_.item_begin, P::COMMA);
}

void RepairSearch::try_signs() {
  const std::size_t at = failure_.at;
  // `input I pA`: what follows is a unit, not a value.
  if (type(at) == P::SPIKE || word(at) == "target" || is_unit_word(word(at))) {
    insert(RepairKind::MissingSign, at, P::COLON);
    if (is_settled()) return;
  }
  for (const std::uint32_t sign : kForgottenSigns)
    try_sign(at, sign);
  if (is_settled()) return;
  // What follows the gap may have been taken for the begin of the next item.
  const std::size_t begin = failure_.item_begin;
  if (begin < at && is_unit_word(word(begin))) insert(RepairKind::MissingSign, begin, P::COLON);
  for (const std::size_t before : {begin, at - 1}) {
    if (before == 0 || before >= at || before < begin || is_settled()) continue;
    for (const std::uint32_t sign : kForgottenSigns)
      try_sign(before, sign);
  }
}

/// Last, because a bracket fits nearly everywhere.
void RepairSearch::try_opening() {
  const std::size_t at = failure_.at;
  for (const std::size_t before : {at, at - 1}) {
    if (before > at || before < failure_.item_begin) continue;
    try_sign(before, P::LPAREN);
    try_sign(before, P::LBRACKET);
  }
}

void RepairSearch::try_sign(std::size_t at, std::uint32_t sign) {
  const bool closes = sign == P::RPAREN || sign == P::RBRACKET;
  if (sign == P::LBRACE && !lacks_brace_) return;
  // A new line is mostly a new item: what is missing before it ends something, or opens a block.
  if (!is_same_line(at) && !closes && sign != P::LBRACE) return;
  insert(RepairKind::MissingSign, at, sign);
}

/// `let x = a -` and the next item on the next line, whose begin was read as the value.
void RepairSearch::try_open_line() {
  std::size_t begin = failure_.at;
  while (begin > failure_.item_begin && is_same_line(begin))
    --begin;
  if (begin == 0 || begin >= stretch_.size() || begin <= failure_.item_begin) return;
  switch (type(begin - 1)) {
    case P::PLUS:
    case P::MINUS:
    case P::STAR:
    case P::SLASH:
    case P::CARET:
    case P::ASSIGN:
    case P::ADD_TO: return insert(RepairKind::MissingValue, begin, P::NUMBER);
    default: return;
  }
}

void RepairSearch::try_values() {
  const std::size_t at = failure_.at;
  // A comma at the end of a line that nothing follows.
  if (at > 0 && !is_same_line(at) && type(at - 1) == P::COMMA) remove(RepairKind::TooMany, at - 1);
  insert(RepairKind::MissingValue, at, P::NUMBER);
  insert(RepairKind::MissingName, at, P::ID);
  insert(RepairKind::MissingOperator, at, P::STAR);
  if (is_settled() || at == 0) return;
  // `C =  g = 30 nS`: the next name was taken for the value.
  if (at > failure_.item_begin) insert(RepairKind::MissingValue, at - 1, P::NUMBER);
  if (failure_.previous_begin && failure_.item_begin < at) {
    insert(RepairKind::MissingValue, failure_.item_begin, P::NUMBER);
  }
}

void RepairSearch::try_removing() {
  const std::size_t at = failure_.at;
  const auto may_go = [&](std::size_t place) {
    return type(place) != P::LBRACE && (type(place) != P::RBRACE || lacks_brace_);
  };
  if (may_go(at)) remove(RepairKind::TooMany, at);
  if (at > 0 && may_go(at - 1)) remove(RepairKind::TooMany, at - 1);
}

void RepairSearch::try_swapping() {
  const std::size_t at = failure_.at;
  for (const std::size_t first : {at - 1, at, at - 2}) {
    if (first >= stretch_.size() || first + 1 >= stretch_.size()) continue;
    if (first + 1 < failure_.item_begin) continue;
    consider({RepairKind::WrongOrder, first, 2, {stretch_[first + 1], stretch_[first]}});
  }
}

/// `connect a -> b Static`
void RepairSearch::try_joining_words() {
  for (const std::size_t at : {failure_.at, failure_.item_begin}) {
    if (!is_same_line(at) || is_settled()) continue;
    for (const std::uint32_t keyword : kForgottenWords) {
      if (joins(keyword)) insert(RepairKind::MissingWord, at, keyword);
    }
  }
}

void RepairSearch::try_words() {
  const std::size_t at = failure_.at;
  for (const std::size_t before : {failure_.item_begin, at, at - 1}) {
    if (before == 0 || before > at || before < failure_.item_begin) continue;
    for (const std::uint32_t keyword : kForgottenWords) {
      insert(RepairKind::MissingWord, before, keyword);
    }
    if (is_settled()) return;
  }
  insert(RepairKind::MissingSign, at, P::DOT);
}

}  // namespace snn::syntax
