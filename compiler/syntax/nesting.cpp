#include "compiler/syntax/nesting.h"

#include "compiler/syntax/diagnostics.h"

#include <SnnLexer.h>

#include <algorithm>
#include <optional>

namespace snn::syntax {
namespace {

using generated::SnnLexer;

enum class Role { Open, Close, OpenBlock, CloseBlock, Prefix, Infix, Power, If, Inside, End };

/// What a lexeme does to the depth of the expression it stands in. A sign after a value is infix.
Role role_of(const Lexeme& lexeme, bool is_after_value) {
  switch (lexeme.type) {
    case SnnLexer::LBRACE: return Role::OpenBlock;
    case SnnLexer::RBRACE: return Role::CloseBlock;
    case SnnLexer::LPAREN:
    case SnnLexer::LBRACKET: return Role::Open;
    case SnnLexer::RPAREN:
    case SnnLexer::RBRACKET: return Role::Close;
    case SnnLexer::NOT: return Role::Prefix;
    case SnnLexer::PLUS:
    case SnnLexer::MINUS: return is_after_value ? Role::Infix : Role::Prefix;
    case SnnLexer::STAR:
    case SnnLexer::SLASH:
    case SnnLexer::PERCENT:
    case SnnLexer::LESS:
    case SnnLexer::LESS_EQ:
    case SnnLexer::GREATER:
    case SnnLexer::GREATER_EQ:
    case SnnLexer::EQUAL:
    case SnnLexer::UNEQUAL:
    case SnnLexer::AND:
    case SnnLexer::OR: return Role::Infix;
    case SnnLexer::CARET: return Role::Power;
    case SnnLexer::IF: return Role::If;
    case SnnLexer::THEN:
    case SnnLexer::ELSE:
    case SnnLexer::DOT:
    case SnnLexer::PRIME:
    case SnnLexer::ID:
    case SnnLexer::NUMBER:
    case SnnLexer::QUANTITY:
    case SnnLexer::STRING:
    case SnnLexer::TRUE:
    case SnnLexer::FALSE:
    case SnnLexer::INF:
    case SnnLexer::STEADY: return Role::Inside;
    default: return Role::End;
  }
}

bool is_value_end(const Lexeme& lexeme) {
  switch (lexeme.type) {
    case SnnLexer::ID:
    case SnnLexer::NUMBER:
    case SnnLexer::QUANTITY:
    case SnnLexer::STRING:
    case SnnLexer::TRUE:
    case SnnLexer::FALSE:
    case SnnLexer::INF:
    case SnnLexer::STEADY:
    case SnnLexer::PRIME:
    case SnnLexer::RPAREN:
    case SnnLexer::RBRACKET: return true;
    default: return false;
  }
}

bool opens(Role role) {
  return role == Role::Open || role == Role::OpenBlock;
}
bool closes(Role role) {
  return role == Role::Close || role == Role::CloseBlock;
}

/// The counts of one pair of brackets, from the last place on where an expression began.
struct Level {
  int n_prefixes = 0;  // in a row
  int n_powers = 0;    // without a weaker operator between
  int n_ifs = 0;
  int n_operators = 0;         // along the deepest path of the expression so far
  int n_operators_before = 0;  // the same, of the expressions before it: other arguments

  [[nodiscard]] int depth() const { return n_prefixes + n_powers + n_ifs; }
  void begin_expression() { *this = {0, 0, 0, 0, std::max(n_operators, n_operators_before)}; }
};

class NestingLimiter {
 public:
  NestingLimiter(std::vector<Lexeme> lexemes, source::FileId file, diag::Diagnostics& diags)
      : lexemes_(std::move(lexemes)), file_(file), diags_(diags) {}

  std::vector<Lexeme> run() {
    kept_.reserve(lexemes_.size());
    for (at_ = 0; at_ < lexemes_.size(); ++at_) {
      const Lexeme lexeme = lexemes_[at_];
      const Role role = role_of(lexeme, is_after_value_);
      count(role);
      if (depth_ + levels_.back().depth() > kDeepestNesting) {
        diags_.emit(kTooDeep, span(lexeme)).help("name inner parts with `let`");
        drop_rest_of_level(role);
      } else if (levels_.back().n_operators > kLongestChain) {
        diags_.emit(kLongChain, span(lexeme)).help("name parts of it with `let`");
        drop_rest_of_level(role);
      } else {
        kept_.push_back(lexeme);
        is_after_value_ = is_value_end(lexeme);
      }
    }
    return std::move(kept_);
  }

 private:
  [[nodiscard]] source::SourceSpan span(const Lexeme& lexeme) const {
    return {file_, lexeme.begin, lexeme.end};
  }
  void count(Role role);
  void open(bool is_block);
  void close(bool is_block);
  void drop_block();
  void drop_rest_of_level(Role first_role);

  std::vector<Lexeme> lexemes_;
  source::FileId file_;
  diag::Diagnostics& diags_;
  std::vector<Lexeme> kept_;
  std::size_t at_ = 0;
  bool is_after_value_ = false;
  std::vector<Level> levels_{Level{}};
  int depth_ = 0;  // of all levels below the last
};

void NestingLimiter::open(bool is_block) {
  if (is_block) levels_.back() = {};
  depth_ += levels_.back().depth() + 1;
  levels_.push_back({});
}

void NestingLimiter::close(bool is_block) {
  if (levels_.size() == 1) return;
  levels_.back().begin_expression();
  const int n_inner = levels_.back().n_operators_before + 1;
  levels_.pop_back();
  depth_ -= levels_.back().depth() + 1;
  levels_.back().n_operators = std::max(levels_.back().n_operators, n_inner);
  // No expression reaches over a block.
  if (is_block) levels_.back() = {};
}

void NestingLimiter::count(Role role) {
  Level& level = levels_.back();
  switch (role) {
    case Role::Open: return open(false);
    case Role::OpenBlock: return open(true);
    case Role::Close: return close(false);
    case Role::CloseBlock: return close(true);
    case Role::Prefix: ++level.n_prefixes; break;
    case Role::Power: ++level.n_powers; break;
    case Role::Infix:
      level.n_powers = 0;
      level.n_prefixes = 0;
      break;
    case Role::If: ++level.n_ifs; break;
    case Role::Inside: return;
    case Role::End: return level.begin_expression();
  }
  ++level.n_operators;
}

/// Leaves the block that begins here empty.
void NestingLimiter::drop_block() {
  kept_.push_back(lexemes_[at_]);
  is_after_value_ = false;
  close(true);
  std::size_t n_open = 1;
  while (n_open > 0 && ++at_ < lexemes_.size()) {
    if (lexemes_[at_].type == SnnLexer::LBRACE) ++n_open;
    if (lexemes_[at_].type == SnnLexer::RBRACE) --n_open;
  }
  if (at_ < lexemes_.size()) kept_.push_back(lexemes_[at_]);
}

/// Leaves out everything up to the bracket that closes the level, or to the word or sign that ends
/// the expression there. Where a value had to follow, one is invented.
void NestingLimiter::drop_rest_of_level(Role first_role) {
  if (first_role == Role::OpenBlock) return drop_block();
  const Lexeme first = lexemes_[at_];
  std::size_t n_open = 0;
  if (opens(first_role)) {
    close(false);
    n_open = 1;
  }
  std::size_t next = at_ + 1;
  for (; next < lexemes_.size(); ++next) {
    const Role role = role_of(lexemes_[next], true);
    if (n_open == 0) {
      if (closes(role) || role == Role::OpenBlock || role == Role::End) break;
      // Where no bracket protects it, the next line may be the next item.
      if (lexemes_[next].is_first_on_line && role == Role::Inside) break;
    }
    if (opens(role)) ++n_open;
    if (closes(role)) --n_open;
  }
  levels_.back().begin_expression();
  levels_.back().n_operators_before = 0;
  if (!is_after_value_) {
    kept_.push_back({.type = SnnLexer::NUMBER,
                     .begin = first.begin,
                     .end = first.begin,
                     .is_first_on_line = first.is_first_on_line,
                     .is_invented = true});
  }
  is_after_value_ = true;
  at_ = next - 1;
}

}  // namespace

std::vector<Lexeme> limit_nesting(std::vector<Lexeme> lexemes, source::FileId file,
                                  diag::Diagnostics& diags) {
  return NestingLimiter(std::move(lexemes), file, diags).run();
}

}  // namespace snn::syntax
