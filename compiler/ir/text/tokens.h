#pragma once
// The words, numbers and signs of a `.snir` file.

#include "compiler/source/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::ir {

enum class TokenKind : std::uint8_t {
  Word,
  Number,
  Quoted,
  Row,      // `@name`, `@name#3`
  Value,    // `%name`, `%name#3`
  Unnamed,  // `%3`
  Sign,
  End,
  Wrong,  // what is none of these
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;  // without sign, quotation marks and number; a string with its escapes resolved
  std::optional<std::uint32_t> number;  // behind `#`
  source::SourceSpan span;
};

/// Comments run from `#` or `;` to the end of the line. The last token is an End.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text, source::FileId file);

}  // namespace snn::ir
