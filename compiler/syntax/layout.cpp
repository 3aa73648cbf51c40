#include "compiler/syntax/layout.h"

namespace snn::syntax {

int indentation_of(const Lexeme& first, std::string_view text) {
  int result = 0;
  for (std::size_t at = first.begin; at > 0; --at) {
    const char c = text[at - 1];
    if (c != ' ' && c != '\t') break;
    result += c == '\t' ? 4 : 1;
  }
  return result;
}

}  // namespace snn::syntax
