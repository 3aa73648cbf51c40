#include "compiler/syntax/stretches.h"

#include "compiler/syntax/diagnostics.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/quota.h"

#include <SnnLexer.h>
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>

namespace snn::syntax {
namespace {

using generated::SnnLexer;

bool stands_only_at_top(std::uint32_t type) {
  switch (type) {
    case SnnLexer::IMPORT:
    case SnnLexer::NEURON:
    case SnnLexer::SYNAPSE:
    case SnnLexer::MECHANISM:
    case SnnLexer::PLASTICITY:
    case SnnLexer::EXPERIMENT:
    case SnnLexer::TEST:
    case SnnLexer::TRAIN: return true;
    default: return false;
  }
}

/// A `{` that is not closed, and the lexeme before which its `}` should stand.
struct MissingBrace {
  std::size_t open = 0;
  std::size_t before = 0;
};

class StretchCutter {
 public:
  StretchCutter(const std::vector<Lexeme>& lexemes, std::string_view text, source::FileId file,
                diag::Diagnostics& diags)
      : lexemes_(lexemes), text_(text), file_(file), diags_(diags) {}

  std::vector<Stretch> run();

 private:
  [[nodiscard]] std::uint32_t type(std::size_t at) const {
    return at < lexemes_.size() ? lexemes_[at].type : 0;
  }
  [[nodiscard]] source::SourceSpan span(std::size_t at) const {
    return {file_, lexemes_[at].begin, lexemes_[at].end};
  }
  [[nodiscard]] bool begins_declaration(std::size_t at, std::size_t depth) const;
  void finish(std::size_t end, const std::vector<std::size_t>& open);
  [[nodiscard]] std::vector<MissingBrace> where_braces_are_missing(
      std::size_t end, const std::vector<std::size_t>& open) const;
  void report(const std::vector<MissingBrace>& missing, std::size_t end);
  [[nodiscard]] std::string owner_of(std::size_t open) const;
  [[nodiscard]] std::string why_before(std::size_t at, std::size_t end) const;
  [[nodiscard]] std::string closing_text(const MissingBrace& missing) const;
  [[nodiscard]] std::size_t line_head(std::size_t at) const;

  const std::vector<Lexeme>& lexemes_;
  std::string_view text_;
  source::FileId file_;
  diag::Diagnostics& diags_;
  std::size_t begin_ = 0;  // of the stretch that is being read
  std::vector<Stretch> stretches_;
};

bool StretchCutter::begins_declaration(std::size_t at, std::size_t depth) const {
  const Lexeme& lexeme = lexemes_[at];
  if (at > 0 && type(at - 1) == SnnLexer::DOT) return false;
  const std::uint32_t next = type(at + 1);
  if (stands_only_at_top(lexeme.type)) {
    const bool is_out_of_place = next == SnnLexer::ASSIGN || next == SnnLexer::DRAW ||
                                 next == SnnLexer::COLON || next == SnnLexer::DOT ||
                                 next == SnnLexer::RBRACE;
    return !is_out_of_place && (depth == 0 || lexeme.is_first_on_line);
  }
  switch (lexeme.type) {
    case SnnLexer::NETWORK: {
      // `network net = Brunel()` is a line of an experiment.
      const std::uint32_t behind_name = type(at + 2);
      const bool has_body = behind_name == SnnLexer::LPAREN || behind_name == SnnLexer::LBRACE;
      return depth == 0 ? behind_name != SnnLexer::ASSIGN : lexeme.is_first_on_line && has_body;
    }
    // These are lines of a body too, which may have lost its brace.
    case SnnLexer::CONST:
    case SnnLexer::FN:
    case SnnLexer::KERNEL:
      return depth == 0 &&
             (!lexeme.is_first_on_line ||
              indentation_of(lexeme, text_) <= indentation_of(lexemes_[begin_], text_));
    // `event` and `unit` are good names too.
    case SnnLexer::EVENT: return lexeme.is_first_on_line && next == SnnLexer::ID;
    case SnnLexer::UNIT_WORD: return depth == 0 && lexeme.is_first_on_line && next == SnnLexer::ID;
    default: return false;
  }
}

std::vector<Stretch> StretchCutter::run() {
  Quota quota(diags_);
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < lexemes_.size(); ++at) {
    if (at > begin_ && begins_declaration(at, open.size())) {
      finish(at, open);
      open.clear();
      quota.check();
    }
    if (lexemes_[at].type == SnnLexer::LBRACE) open.push_back(at);
    if (lexemes_[at].type == SnnLexer::RBRACE && !open.empty()) open.pop_back();
  }
  finish(lexemes_.size(), open);
  return std::move(stretches_);
}

/// Ends the current stretch before `end`; `open` are its braces without a partner.
void StretchCutter::finish(std::size_t end, const std::vector<std::size_t>& open) {
  std::vector<MissingBrace> missing;
  if (!open.empty()) {
    missing = where_braces_are_missing(end, open);
    report(missing, end);
  }
  Stretch stretch;
  stretch.reserve(end - begin_ + missing.size());
  auto next_missing = missing.begin();
  for (std::size_t at = begin_; at <= end; ++at) {
    for (; next_missing != missing.end() && next_missing->before == at; ++next_missing) {
      const std::uint32_t place = lexemes_[at - 1].end;
      stretch.push_back(
          {.type = SnnLexer::RBRACE, .begin = place, .end = place, .is_invented = true});
    }
    if (at < end) stretch.push_back(lexemes_[at]);
  }
  begin_ = end;
  if (!stretch.empty()) stretches_.push_back(std::move(stretch));
}

/// In the order of the places. Indentation tells them when it tells as many as there are; otherwise
/// all are missing at the end.
std::vector<MissingBrace> StretchCutter::where_braces_are_missing(
    std::size_t end, const std::vector<std::size_t>& open) const {
  struct Open {
    std::size_t at;
    std::size_t line;  // the first lexeme on its line
    int indentation;
  };
  std::vector<MissingBrace> missing;
  std::vector<Open> stack;
  std::size_t line = begin_;
  for (std::size_t at = begin_; at < end; ++at) {
    const Lexeme& lexeme = lexemes_[at];
    if (lexeme.is_first_on_line) {
      line = at;
      const int indentation = indentation_of(lexeme, text_);
      const bool is_close = lexeme.type == SnnLexer::RBRACE;
      while (!stack.empty() && (is_close ? indentation < stack.back().indentation
                                         : indentation <= stack.back().indentation)) {
        missing.push_back({stack.back().at, at});
        stack.pop_back();
      }
    }
    if (lexeme.type == SnnLexer::LBRACE) {
      stack.push_back({at, line, indentation_of(lexemes_[line], text_)});
    } else if (lexeme.type == SnnLexer::RBRACE && !stack.empty()) {
      stack.pop_back();
    }
  }
  for (; !stack.empty(); stack.pop_back())
    missing.push_back({stack.back().at, end});
  if (missing.size() == open.size()) return missing;
  missing.clear();
  for (std::size_t i = open.size(); i > 0; --i)
    missing.push_back({open[i - 1], end});
  return missing;
}

std::size_t StretchCutter::line_head(std::size_t at) const {
  while (at > begin_ && !lexemes_[at].is_first_on_line)
    --at;
  return at;
}

/// "body of `neuron LIF`", "block of `spike`"
std::string StretchCutter::owner_of(std::size_t open) const {
  const auto word = [&](std::size_t at) { return text_of(lexemes_[at], text_); };
  for (std::size_t at = open; at > begin_;) {
    switch (lexemes_[--at].type) {
      case SnnLexer::NEURON:
      case SnnLexer::SYNAPSE:
      case SnnLexer::MECHANISM:
      case SnnLexer::PLASTICITY:
      case SnnLexer::NETWORK:
      case SnnLexer::EXPERIMENT:
      case SnnLexer::TEST:
      case SnnLexer::TRAIN:
      case SnnLexer::COMPARTMENT:
      case SnnLexer::CABLE:
        if (at + 1 == open) return fmt::format("body of this {}", word(at));
        return fmt::format("body of `{} {}`", word(at), word(at + 1));
      case SnnLexer::ON: return fmt::format("block of `{} {}`", word(at), word(at + 1));
      case SnnLexer::WHEN:
        // `spike when` is named with both words.
        if (at > begin_ && type(at - 1) == SnnLexer::SPIKE) return "block of `spike when`";
        return "block of `when`";
      case SnnLexer::PARAM:
      case SnnLexer::STATE:
      case SnnLexer::SPIKE:
      case SnnLexer::EVERY:
      case SnnLexer::IF:
      case SnnLexer::ELSE:
      case SnnLexer::FOR:
      case SnnLexer::PROBABILITY:
      case SnnLexer::POPULATION:
      case SnnLexer::CONNECT:
      case SnnLexer::SWEEP:
      case SnnLexer::REPEAT:
      case SnnLexer::AT: return fmt::format("block of `{}`", word(at));
      default: break;
    }
  }
  return "block that `{` opens";
}

std::string StretchCutter::why_before(std::size_t at, std::size_t end) const {
  if (at == lexemes_.size()) return "the file ends here: add `}`";
  if (at != end) return "this line stands outside of it: add `}` before it";
  const std::string_view outer = text_of(lexemes_[begin_], text_);
  const std::string_view inner = text_of(lexemes_[at], text_);
  if (outer == inner) {
    return fmt::format("a new {} cannot start inside another one: add `}}` before this line",
                       inner);
  }
  return fmt::format("`{}` cannot start inside `{}`: add `}}` before this line", inner, outer);
}

std::string StretchCutter::closing_text(const MissingBrace& missing) const {
  const std::size_t head = line_head(missing.open);
  if (line_head(missing.before - 1) == head) return " }";
  const int indentation = indentation_of(lexemes_[head], text_);
  return "\n" + std::string(static_cast<std::size_t>(indentation), ' ') + "}";
}

/// One message for all braces of a stretch: those that are missing are mostly one mistake.
void StretchCutter::report(const std::vector<MissingBrace>& missing, std::size_t end) {
  const MissingBrace& first = missing.front();
  std::vector<diag::Edit> edits;
  for (const MissingBrace& each : missing) {
    const std::uint32_t place = lexemes_[each.before - 1].end;
    if (!edits.empty() && edits.back().span.begin == place) {
      edits.back().replacement += closing_text(each);
    } else {
      edits.push_back({{file_, place, place}, closing_text(each)});
    }
  }
  const std::uint32_t file_end = lexemes_.back().end;
  const source::SourceSpan where = first.before < lexemes_.size()
                                       ? span(first.before)
                                       : source::SourceSpan{file_, file_end, file_end};
  diags_.emit(kNeverClosed, span(first.open), owner_of(first.open))
      .at("opened here")
      .label(where, why_before(first.before, end))
      .fix(missing.size() == 1 ? std::string("add `}`")
                               : fmt::format("add {} braces", missing.size()),
           std::move(edits));
}

}  // namespace

std::vector<Stretch> cut_into_stretches(const std::vector<Lexeme>& lexemes, std::string_view text,
                                        source::FileId file, diag::Diagnostics& diags) {
  return StretchCutter(lexemes, text, file, diags).run();
}

}  // namespace snn::syntax
