#include "compiler/syntax/repairs.h"

#include "compiler/syntax/likely_slips.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace snn::syntax {
namespace {

using P = generated::SnnParser;

constexpr std::uint32_t kEnd = 0;

/// How many words must be read on with. For the plainest slips one is enough, since another mistake
/// may follow closely; other changes may fit by luck.
std::size_t least_reach(RepairKind kind) {
  switch (kind) {
    case RepairKind::Doubled:
    case RepairKind::Misspelt:
    case RepairKind::UnknownUnit:
    case RepairKind::SpacedDerivative:
    case RepairKind::MissingComma: return 1;
    case RepairKind::WrongSign: return 2;
    case RepairKind::MissingSign:
    case RepairKind::ReservedName:
    case RepairKind::MissingValue:
    case RepairKind::MissingName:
    case RepairKind::MissingOperator:
    case RepairKind::MissingWord:
    case RepairKind::TooMany:
    case RepairKind::WrongOrder: return 3;
  }
  return 3;
}

}  // namespace

void Repair::apply_to(std::vector<Lexeme>& lexemes) const {
  const auto place = lexemes.begin() + static_cast<std::ptrdiff_t>(at);
  const bool begins_line = n_removed > 0 && place->is_first_on_line;
  const auto rest = lexemes.erase(place, place + static_cast<std::ptrdiff_t>(n_removed));
  const auto first = lexemes.insert(rest, inserted.begin(), inserted.end());
  if (begins_line && first != lexemes.end()) first->is_first_on_line = true;
}

RepairSearch::RepairSearch(GrammarParser& parser, const std::vector<Lexeme>& stretch,
                           const Failure& failure, std::string_view text, std::size_t& budget)
    : parser_(parser), stretch_(stretch), failure_(failure), text_(text), budget_(budget) {
  const std::size_t end = std::min(stretch.size(), failure.at + kAhead);
  is_cut_ = end < stretch.size();
  const auto n_open = std::ranges::count(stretch, P::LBRACE, &Lexeme::type);
  lacks_brace_ = n_open < std::ranges::count(stretch, P::RBRACE, &Lexeme::type);
  std::size_t next = 0;
  for (const auto& [begin, stop] : failure.settled) {
    std::copy(stretch.begin() + static_cast<std::ptrdiff_t>(next),
              stretch.begin() + static_cast<std::ptrdiff_t>(begin), std::back_inserter(window_));
    n_left_out_ += stop - begin;
    next = stop;
  }
  std::copy(stretch.begin() + static_cast<std::ptrdiff_t>(next),
            stretch.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(window_));
}

const Lexeme* RepairSearch::lexeme(std::size_t at) const {
  return at < stretch_.size() ? &stretch_[at] : nullptr;
}

std::uint32_t RepairSearch::type(std::size_t at) const {
  return at < stretch_.size() ? stretch_[at].type : kEnd;
}

std::string_view RepairSearch::word(std::size_t at) const {
  return at < stretch_.size() ? text_of(stretch_[at], text_) : std::string_view{};
}

bool RepairSearch::is_keyword(std::size_t type) const {
  const std::string spelling = parser_.spelling(type);
  return !spelling.empty() && spelling[0] >= 'a' && spelling[0] <= 'z';
}

/// Whether the lexeme stands on the line of the one before it.
bool RepairSearch::is_same_line(std::size_t at) const {
  return at < stretch_.size() && at > 0 && !stretch_[at].is_first_on_line;
}

std::size_t RepairSearch::reach(const Repair& repair) {
  if (budget_ < window_.size()) return 0;
  budget_ -= window_.size();
  std::vector<Lexeme> changed = window_;
  Repair moved = repair;
  moved.at -= n_left_out_;
  moved.apply_to(changed);
  const std::optional<std::size_t> misfit = parser_.first_misfit(changed);
  if (!misfit || (is_cut_ && *misfit == changed.size())) return kAhead;
  // Counted in lexemes as they were written.
  const std::size_t stopped = *misfit + repair.n_removed + n_left_out_;
  const std::size_t n_before = failure_.at + repair.inserted.size();
  const std::size_t read = stopped > n_before ? stopped - n_before : 0;
  return std::min(read, kAhead - 1);
}

void RepairSearch::consider(Repair repair) {
  // Whatever was settled stays as it is.
  const std::size_t first = failure_.settled.empty() ? 0 : failure_.settled.back().second;
  if (repair.at < first || repair.at + repair.n_removed > stretch_.size()) return;
  const std::size_t found = reach(repair);
  if (found < least_reach(repair.kind) || found <= best_reach_) return;
  best_reach_ = found;
  best_ = std::move(repair);
  best_->n_read = found;
}

void RepairSearch::replace(RepairKind kind, std::size_t at, std::uint32_t type) {
  if (at >= stretch_.size()) return;
  Lexeme changed = stretch_[at];
  changed.type = type;
  consider({kind, at, 1, {changed}});
}

void RepairSearch::insert(RepairKind kind, std::size_t at, std::uint32_t type) {
  if (at == 0) return;
  const std::uint32_t place = stretch_[at - 1].end;
  consider({kind, at, 0, {{.type = type, .begin = place, .end = place, .is_invented = true}}});
}

void RepairSearch::remove(RepairKind kind, std::size_t at) {
  consider({kind, at, 1, {}});
}

std::optional<Repair> RepairSearch::find() {
  const bool begins_line = lexeme(failure_.at) != nullptr && stretch_[failure_.at].is_first_on_line;
  using Attempt = void (RepairSearch::*)();
  std::vector<Attempt> attempts{&RepairSearch::try_doubled, &RepairSearch::try_misspelt,
                                &RepairSearch::try_unit, &RepairSearch::try_derivative,
                                &RepairSearch::try_open_line};
  // A word of the language that begins a line, or that joins, is rather that than a name.
  const bool may_be_name = !begins_line && !joins(type(failure_.at));
  if (may_be_name) attempts.push_back(&RepairSearch::try_reserved);
  attempts.insert(
      attempts.end(),
      {&RepairSearch::try_comma, &RepairSearch::try_wrong_sign, &RepairSearch::try_signs,
       &RepairSearch::try_values, &RepairSearch::try_joining_words, &RepairSearch::try_removing,
       &RepairSearch::try_swapping, &RepairSearch::try_opening, &RepairSearch::try_words});
  if (!may_be_name) attempts.push_back(&RepairSearch::try_reserved);
  for (const Attempt attempt : attempts) {
    (this->*attempt)();
    if (is_settled()) break;
  }
  if (best_) best_->is_sure = is_settled();
  return best_;
}

std::optional<Repair> RepairSearch::find_plain() {
  try_doubled();
  try_group_brace();
  const std::size_t at = failure_.at;
  if (lacks_brace_ && type(at) == P::RBRACE) {
    if (const std::optional<std::size_t> early = early_brace()) {
      return Repair{RepairKind::TooMany, *early, 1, {}};
    }
    remove(RepairKind::TooMany, at);
  }
  if (lacks_brace_ && at > 0 && type(at - 1) == P::RBRACE) remove(RepairKind::TooMany, at - 1);
  if (type(at + 1) == P::RBRACE || type(at + 1) == P::LBRACE) {
    consider({RepairKind::WrongOrder, at, 2, {stretch_[at + 1], stretch_[at]}});
  }
  return is_settled() ? best_ : std::nullopt;
}

std::vector<std::string> RepairSearch::expected() {
  std::vector<Lexeme> before(
      window_.begin(), window_.begin() + static_cast<std::ptrdiff_t>(failure_.at - n_left_out_));
  const auto fits = [&](std::uint32_t type) {
    if (budget_ < before.size()) return false;
    budget_ -= before.size();
    before.push_back({.type = type, .is_invented = true});
    const std::optional<std::size_t> misfit = parser_.first_misfit(before);
    before.pop_back();
    return !misfit || *misfit > before.size();
  };
  std::vector<std::string> result;
  if (fits(P::QUANTITY) && fits(P::STRING)) {
    result.emplace_back("an expression");
  } else if (fits(P::ID)) {
    result.emplace_back("a name");
  } else if (fits(P::STRING)) {
    result.emplace_back("a text in quotes");
  }
  for (std::uint32_t type = P::LBRACE; type <= P::ASSIGN && result.size() < 3; ++type) {
    if (type == P::SEMICOLON || type == P::DOT || type == P::LPAREN || type == P::LBRACKET)
      continue;
    if (fits(type)) result.push_back(fmt::format("`{}`", parser_.spelling(type)));
  }
  return result;
}

}  // namespace snn::syntax
