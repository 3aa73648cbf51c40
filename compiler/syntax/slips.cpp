#include "compiler/syntax/slips.h"

#include "compiler/syntax/diagnostics.h"
#include "compiler/syntax/quota.h"

#include <SnnLexer.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace snn::syntax {
namespace {

using ast::SourceSpan;
using generated::SnnLexer;

/// A sign that papers, word processors and other languages use, and what it is here.
struct ForeignSign {
  std::string_view sign;
  std::string_view name;
  std::string_view here;
  std::uint32_t type;  // 0: nothing stands for it
};

constexpr std::array kForeignSigns{
    ForeignSign{"\u2212", "a minus sign of typography", "-", SnnLexer::MINUS},
    ForeignSign{"\u2013", "a dash", "-", SnnLexer::MINUS},
    ForeignSign{"\u00D7", "a multiplication cross", "*", SnnLexer::STAR},
    ForeignSign{"\u00B7", "a multiplication dot", "*", SnnLexer::STAR},
    ForeignSign{"\u22C5", "a multiplication dot", "*", SnnLexer::STAR},
    ForeignSign{"\u2265", "a sign of typography", ">=", SnnLexer::GREATER_EQ},
    ForeignSign{"\u2264", "a sign of typography", "<=", SnnLexer::LESS_EQ},
    ForeignSign{"\u2260", "a sign of typography", "!=", SnnLexer::UNEQUAL},
    ForeignSign{"\u2192", "an arrow of typography", "->", SnnLexer::ARROW},
    ForeignSign{"\u2019", "a typographic quote", "'", SnnLexer::PRIME},
    ForeignSign{"\u2032", "a typographic prime", "'", SnnLexer::PRIME},
    ForeignSign{"\u00A0", "a no-break space", " ", 0},
};

/// Characters as a message can show them.
std::string shown(std::string_view characters) {
  const bool is_printable = std::ranges::all_of(
      characters, [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7F'; });
  if (!is_printable) return "a control character";
  constexpr std::size_t kShortEnough = 12;
  return characters.size() <= kShortEnough ? fmt::format("`{}`", characters) : "this";
}

class SlipMender {
 public:
  SlipMender(const std::vector<Lexeme>& lexemes, std::string_view text, source::FileId file,
             diag::Diagnostics& diags)
      : lexemes_(lexemes), text_(text), file_(file), diags_(diags) {}

  std::vector<Lexeme> run() {
    mended_.reserve(lexemes_.size());
    const auto n_open = std::ranges::count(lexemes_, SnnLexer::LBRACE, &Lexeme::type);
    has_open_brace_ = n_open > std::ranges::count(lexemes_, SnnLexer::RBRACE, &Lexeme::type);
    Quota quota(diags_);
    while (next_ < lexemes_.size()) {
      mend_next();
      quota.check();
    }
    return std::move(mended_);
  }

 private:
  [[nodiscard]] SourceSpan span(const Lexeme& lexeme) const {
    return {file_, lexeme.begin, lexeme.end};
  }
  [[nodiscard]] std::string_view text(const Lexeme& lexeme) const { return text_of(lexeme, text_); }
  /// The lexeme `ahead` places on when it has the type and touches what stands before it.
  [[nodiscard]] const Lexeme* glued(std::size_t ahead, std::uint32_t type) const {
    const std::size_t at = next_ + ahead;
    if (at >= lexemes_.size() || lexemes_[at].type != type) return nullptr;
    return lexemes_[at - 1].end == lexemes_[at].begin ? &lexemes_[at] : nullptr;
  }
  void keep(const Lexeme& lexeme, std::size_t n_read) {
    mended_.push_back(lexeme);
    next_ += n_read;
  }
  void keep_as(std::uint32_t type) {
    Lexeme lexeme = lexemes_[next_];
    lexeme.type = type;
    keep(lexeme, 1);
  }

  void mend_next();
  void mend_word_sign(std::uint32_t type, std::string_view word);
  void mend_open_string();
  void mend_unknown();
  bool mend_half_number();
  bool mend_number_without_start();
  bool mend_multiplied_unit();
  bool mend_doubled_brace();
  [[nodiscard]] bool is_unit(std::string_view word);
  [[nodiscard]] bool is_declared(std::string_view name);
  [[nodiscard]] std::set<std::string_view> names_with_meaning();

  const std::vector<Lexeme>& lexemes_;
  std::string_view text_;
  source::FileId file_;
  diag::Diagnostics& diags_;
  std::vector<Lexeme> mended_;
  std::size_t next_ = 0;
  bool has_open_brace_ = false;                      // the file has more `{` than `}`
  std::map<std::string_view, bool> units_;           // words that were asked about
  std::optional<std::set<std::string_view>> names_;  // once somebody asks
  bool inherits_ = false;
};

void SlipMender::mend_next() {
  const Lexeme& lexeme = lexemes_[next_];
  switch (lexeme.type) {
    case SnnLexer::POWER_SLIP:
      diags_.emit(kPowerSign, span(lexeme)).at("write `^`").fix("write `^`", span(lexeme), "^");
      return keep_as(SnnLexer::CARET);
    case SnnLexer::AND_SLIP: return mend_word_sign(SnnLexer::AND, "and");
    case SnnLexer::OR_SLIP: return mend_word_sign(SnnLexer::OR, "or");
    case SnnLexer::NOT_SLIP: return mend_word_sign(SnnLexer::NOT, "not");
    case SnnLexer::OPEN_STRING: return mend_open_string();
    case SnnLexer::UNKNOWN: return mend_unknown();
    case SnnLexer::NUMBER:
      if (mend_half_number() || mend_multiplied_unit()) return;
      break;
    case SnnLexer::QUANTITY:
      if (mend_multiplied_unit()) return;
      break;
    case SnnLexer::DOT:
      if (mend_number_without_start()) return;
      break;
    case SnnLexer::LBRACE:
      if (mend_doubled_brace()) return;
      break;
    default: break;
  }
  keep(lexeme, 1);
}

void SlipMender::mend_word_sign(std::uint32_t type, std::string_view word) {
  const Lexeme& sign = lexemes_[next_];
  const auto touches = [&](std::size_t at, std::string_view gaps) {
    return at < text_.size() && gaps.find(text_[at]) == std::string_view::npos;
  };
  // `!x` needs a blank after the word, `a&&b` on both sides; of `&&!` the first brings the blank.
  std::string replacement(word);
  if (sign.begin > 0 && touches(sign.begin - 1, " \t\n\r(&|!")) replacement.insert(0, " ");
  if (touches(sign.end, " \t\n\r")) replacement += ' ';
  diags_.emit(kWordSign, span(sign), text(sign), word)
      .at(fmt::format("write `{}`", word))
      .fix(fmt::format("write `{}`", word), span(sign), replacement);
  keep_as(type);
}

void SlipMender::mend_open_string() {
  const Lexeme& open = lexemes_[next_];
  const SourceSpan end{file_, open.end, open.end};
  diags_.emit(kOpenText, {file_, open.begin, open.begin + 1})
      .at("opened here")
      .note("a text ends on the line on which it begins")
      .fix("close it", end, "\"");
  keep_as(SnnLexer::STRING);
}

void SlipMender::mend_unknown() {
  Lexeme run = lexemes_[next_];
  const auto foreign = std::ranges::find(kForeignSigns, text(run), &ForeignSign::sign);
  if (foreign != kForeignSigns.end()) {
    const std::string title = foreign->type == 0 ? std::string("write a blank")
                                                 : fmt::format("write `{}`", foreign->here);
    diags_.emit(kForeignCharacter, span(run), foreign->name)
        .at(title)
        .fix(title, span(run), std::string(foreign->here));
    if (foreign->type != 0) return keep_as(foreign->type);
    ++next_;
    return;
  }
  ++next_;
  while (next_ < lexemes_.size() && lexemes_[next_].type == SnnLexer::UNKNOWN &&
         lexemes_[next_].begin == run.end) {
    run.end = lexemes_[next_++].end;
  }
  diags_.emit(kUnknownCharacter, span(run), shown(text(run))).fix("leave it out", span(run), "");
}

/// `1.` and `1. mV`: digits must follow the point.
bool SlipMender::mend_half_number() {
  const Lexeme& digits = lexemes_[next_];
  const Lexeme* dot = glued(1, SnnLexer::DOT);
  if (dot == nullptr || text(digits).find_first_of(".eE") != std::string_view::npos) return false;
  Lexeme number = digits;
  number.end = dot->end;
  std::size_t n_read = 2;
  const std::size_t after = next_ + 2;
  if (after < lexemes_.size() && lexemes_[after].type == SnnLexer::ID &&
      !lexemes_[after].is_first_on_line) {
    if (lexemes_[after].begin == dot->end && !is_unit(text(lexemes_[after]))) return false;
    if (is_unit(text(lexemes_[after]))) {
      number.type = SnnLexer::QUANTITY;
      number.end = lexemes_[after].end;
      n_read = 3;
    }
  }
  diags_.emit(kHalfNumber, {file_, digits.begin, dot->end}, "after")
      .fix("leave the point out", span(*dot), "");
  keep(number, n_read);
  return true;
}

/// `.5`: a digit must stand before the point.
bool SlipMender::mend_number_without_start() {
  const Lexeme& dot = lexemes_[next_];
  const Lexeme* digits = glued(1, SnnLexer::NUMBER);
  if (digits == nullptr) digits = glued(1, SnnLexer::QUANTITY);
  if (digits == nullptr) return false;
  // `x.5` is a mistake of another kind.
  if (!mended_.empty() && mended_.back().end == dot.begin &&
      (mended_.back().type == SnnLexer::ID || mended_.back().type == SnnLexer::RBRACKET)) {
    return false;
  }
  Lexeme number = *digits;
  number.begin = dot.begin;
  number.is_first_on_line = dot.is_first_on_line;
  diags_.emit(kHalfNumber, {file_, dot.begin, digits->end}, "before")
      .fix("write the 0", {file_, dot.begin, dot.begin}, "0");
  keep(number, 2);
  return true;
}

/// `{ {`: nothing that stands in braces begins with a brace.
bool SlipMender::mend_doubled_brace() {
  const Lexeme& brace = lexemes_[next_];
  if (mended_.empty() || mended_.back().type != SnnLexer::LBRACE) return false;
  // On a line of its own it rather lost the word before it; and if none is too many, none goes.
  if (brace.is_first_on_line || !has_open_brace_) return false;
  diags_.emit(kTwice, span(brace), "{")
      .at("leave one of them out")
      .fix("leave it out", {file_, mended_.back().end, brace.end}, "");
  ++next_;
  return true;
}

/// `10*mV` and `3 mV*ms`, where nothing in the file is called like the unit.
bool SlipMender::mend_multiplied_unit() {
  const Lexeme& number = lexemes_[next_];
  if (next_ + 2 >= lexemes_.size() || lexemes_[next_ + 1].type != SnnLexer::STAR) return false;
  const Lexeme& star = lexemes_[next_ + 1];
  const Lexeme& unit = lexemes_[next_ + 2];
  // One letter is too easily a name that is declared elsewhere.
  if (unit.type != SnnLexer::ID || unit.end - unit.begin < 2 || unit.is_first_on_line) return false;
  if (!is_unit(text(unit)) || is_declared(text(unit))) return false;
  Lexeme whole = number;
  whole.type = SnnLexer::QUANTITY;
  whole.end = unit.end;
  if (number.type == SnnLexer::NUMBER) {
    diags_.emit(kMultipliedUnit, span(whole))
        .at(fmt::format("write `{} {}`", text(number), text(unit)))
        .fix("write a blank", {file_, number.end, unit.begin}, " ");
    keep(whole, 3);
    return true;
  }
  const std::string_view old_unit = text(number).substr(text(number).find_first_of(" \t") + 1);
  if (text(number).find('[') != std::string_view::npos) return false;
  const std::string product = fmt::format("[{}*{}]", old_unit, text(unit));
  const auto unit_begin = static_cast<std::uint32_t>(number.end - old_unit.size());
  diags_.emit(kUnitProduct, span(whole))
      .at(fmt::format("write `{}`", product))
      .note("outside brackets, `*` multiplies by a value")
      .fix("put the product in brackets", {file_, unit_begin, star.end + (unit.end - star.end)},
           product);
  keep(whole, 3);
  return true;
}

bool SlipMender::is_unit(std::string_view word) {
  const auto found = units_.find(word);
  if (found != units_.end()) return found->second;
  return units_[word] = is_unit_word(word);
}

/// Whether the file gives `name` a meaning, or may inherit one.
bool SlipMender::is_declared(std::string_view name) {
  if (!names_) names_ = names_with_meaning();
  if (names_->contains(name)) return true;
  // `um` and `mm` are good names of states; `mV` and `ms` are not.
  const bool is_lower_case =
      std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
  return inherits_ && is_lower_case && name != "ms";
}

std::set<std::string_view> SlipMender::names_with_meaning() {
  std::set<std::string_view> result;
  for (std::size_t i = 0; i < lexemes_.size(); ++i) {
    const Lexeme& lexeme = lexemes_[i];
    if (lexeme.type == SnnLexer::EXTENDS) inherits_ = true;
    if (lexeme.type != SnnLexer::ID) continue;
    const std::uint32_t before = i > 0 ? lexemes_[i - 1].type : 0;
    const std::uint32_t after = i + 1 < lexemes_.size() ? lexemes_[i + 1].type : 0;
    const bool is_factor = before == SnnLexer::STAR || before == SnnLexer::SLASH ||
                           before == SnnLexer::COLON || before == SnnLexer::NUMBER;
    const bool is_given = after == SnnLexer::ASSIGN || after == SnnLexer::DRAW;
    if (!is_factor || is_given) result.insert(text(lexeme));
  }
  return result;
}

}  // namespace

std::vector<Lexeme> mend_slips(const std::vector<Lexeme>& lexemes, std::string_view text,
                               source::FileId file, diag::Diagnostics& diags) {
  return SlipMender(lexemes, text, file, diags).run();
}

}  // namespace snn::syntax
