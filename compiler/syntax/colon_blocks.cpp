#include "compiler/syntax/colon_blocks.h"

#include "compiler/syntax/diagnostics.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/quota.h"

#include <SnnLexer.h>

#include <map>
#include <string>

namespace snn::syntax {
namespace {

using generated::SnnLexer;

/// Whether a block follows the line that begins with this word.
bool heads_body(std::uint32_t type) {
  switch (type) {
    case SnnLexer::NEURON:
    case SnnLexer::SYNAPSE:
    case SnnLexer::MECHANISM:
    case SnnLexer::PLASTICITY:
    case SnnLexer::NETWORK:
    case SnnLexer::EXPERIMENT:
    case SnnLexer::TEST:
    case SnnLexer::TRAIN:
    case SnnLexer::COMPARTMENT:
    case SnnLexer::CABLE: return true;
    default: return false;
  }
}

bool heads_handler(std::uint32_t type) {
  switch (type) {
    case SnnLexer::ON:
    case SnnLexer::WHEN:
    case SnnLexer::EVERY:
    case SnnLexer::IF:
    case SnnLexer::ELSE:
    case SnnLexer::FOR:
    case SnnLexer::WITH:
    case SnnLexer::SPIKE: return true;
    default: return false;
  }
}

class ColonBlocks {
 public:
  ColonBlocks(const std::vector<Lexeme>& lexemes, std::string_view text, source::FileId file,
              diag::Diagnostics& diags)
      : lexemes_(lexemes), text_(text), file_(file), diags_(diags) {}

  std::vector<Lexeme> run();

 private:
  [[nodiscard]] bool is_block_colon(std::size_t colon) const;
  /// The first lexeme behind the block: the first line that is not indented further than its head.
  [[nodiscard]] std::size_t block_end(std::size_t colon) const;
  void report(std::size_t colon, std::size_t end, bool is_closed);
  [[nodiscard]] Lexeme brace_after(std::size_t before) const;

  const std::vector<Lexeme>& lexemes_;
  std::string_view text_;
  source::FileId file_;
  diag::Diagnostics& diags_;
  std::size_t head_ = 0;  // the first word of the line, or behind a brace on it
};

bool ColonBlocks::is_block_colon(std::size_t colon) const {
  const std::uint32_t head = lexemes_[head_].type;
  const bool is_directly_behind = colon == head_ + 1;
  const bool heads_group =
      is_directly_behind && (head == SnnLexer::PARAM || head == SnnLexer::STATE);
  if (!heads_body(head) && !heads_handler(head) && !heads_group) return false;
  // `mechanism M on V:` still waits for a unit.
  if (colon >= 2 && (head == SnnLexer::MECHANISM || head == SnnLexer::PLASTICITY)) {
    const std::uint32_t introducer = lexemes_[colon - 2].type;
    if (introducer == SnnLexer::ON || introducer == SnnLexer::COMMA) return false;
  }
  const bool ends_line = colon + 1 == lexemes_.size() || lexemes_[colon + 1].is_first_on_line;
  const bool has_brace = !ends_line && lexemes_[colon + 1].type == SnnLexer::LBRACE;
  return ends_line || has_brace || heads_handler(head);
}

std::size_t ColonBlocks::block_end(std::size_t colon) const {
  const int indentation = indentation_of(lexemes_[head_], text_);
  std::size_t end = colon + 1;
  while (end < lexemes_.size() &&
         !(lexemes_[end].is_first_on_line && indentation_of(lexemes_[end], text_) <= indentation)) {
    ++end;
  }
  return end;
}

Lexeme ColonBlocks::brace_after(std::size_t before) const {
  const std::uint32_t place = lexemes_[before].end;
  return {.type = SnnLexer::RBRACE, .begin = place, .end = place, .is_invented = true};
}

void ColonBlocks::report(std::size_t colon, std::size_t end, bool is_closed) {
  const auto span = [&](std::uint32_t begin, std::uint32_t stop) {
    return source::SourceSpan{file_, begin, stop};
  };
  const source::SourceSpan sign = span(lexemes_[colon].begin, lexemes_[colon].end);
  const bool has_blank = sign.begin > 0 && text_[sign.begin - 1] == ' ';
  std::vector<diag::Edit> edits{{sign, has_blank ? "{" : " {"}};
  if (is_closed) {
    diags_.emit(kColonBlock, sign).at("write `{` here").fix("write `{`", std::move(edits));
    return;
  }
  const bool is_one_line = end == colon + 1 || !lexemes_[colon + 1].is_first_on_line;
  const std::string indentation(static_cast<std::size_t>(indentation_of(lexemes_[head_], text_)),
                                ' ');
  const std::uint32_t last = lexemes_[end - 1].end;
  edits.push_back({span(last, last), is_one_line ? " }" : "\n" + indentation + "}"});
  diags_.emit(kColonBlock, sign)
      .at("write `{` here and `}` at the end")
      .fix("write braces", std::move(edits));
}

std::vector<Lexeme> ColonBlocks::run() {
  std::vector<Lexeme> result;
  result.reserve(lexemes_.size());
  std::map<std::size_t, int> n_closing_before;
  int n_brackets = 0;
  const auto put_closing = [&](std::size_t at) {
    const auto found = n_closing_before.find(at);
    if (found == n_closing_before.end()) return;
    for (int i = 0; i < found->second; ++i)
      result.push_back(brace_after(at - 1));
  };
  Quota quota(diags_);
  for (std::size_t i = 0; i < lexemes_.size(); ++i) {
    quota.check();
    put_closing(i);
    const Lexeme& lexeme = lexemes_[i];
    if (lexeme.is_first_on_line) {
      head_ = i;
      // `mechanism M` may go on with `on V: mV` on the next line.
      if (lexeme.type == SnnLexer::ON && i >= 2 && heads_body(lexemes_[i - 2].type)) head_ = i - 2;
    }
    if (lexeme.type == SnnLexer::LPAREN || lexeme.type == SnnLexer::LBRACKET) ++n_brackets;
    if (lexeme.type == SnnLexer::RPAREN || lexeme.type == SnnLexer::RBRACKET) --n_brackets;
    if (lexeme.type == SnnLexer::LBRACE || lexeme.type == SnnLexer::RBRACE) {
      n_brackets = 0;
      // What stands behind it on its line is not of the head: `population a[2] : LIF { V ~ ...`.
      if (i + 1 < lexemes_.size()) head_ = i + 1;
    }
    if (lexeme.type != SnnLexer::COLON || n_brackets > 0 || !is_block_colon(i)) {
      result.push_back(lexeme);
      continue;
    }
    if (i + 1 < lexemes_.size() && lexemes_[i + 1].type == SnnLexer::LBRACE) {
      const source::SourceSpan sign{file_, lexeme.begin, lexeme.end};
      diags_.emit(kColonBlock, sign).at("leave it out").fix("leave the colon out", sign, "");
      continue;
    }
    const std::size_t end = block_end(i);
    const bool is_closed =
        end < lexemes_.size() && lexemes_[end].type == SnnLexer::RBRACE &&
        indentation_of(lexemes_[end], text_) == indentation_of(lexemes_[head_], text_);
    report(i, end, is_closed);
    if (!is_closed) ++n_closing_before[end];
    result.push_back(lexeme);
    result.back().type = SnnLexer::LBRACE;
  }
  put_closing(lexemes_.size());
  return result;
}

}  // namespace

std::vector<Lexeme> brace_colon_blocks(const std::vector<Lexeme>& lexemes, std::string_view text,
                                       source::FileId file, diag::Diagnostics& diags) {
  return ColonBlocks(lexemes, text, file, diags).run();
}

}  // namespace snn::syntax
