#include "compiler/syntax/parse.h"

#include "compiler/syntax/bytes.h"
#include "compiler/syntax/colon_blocks.h"
#include "compiler/syntax/lexemes.h"
#include "compiler/syntax/nesting.h"
#include "compiler/syntax/slips.h"
#include "compiler/syntax/stretch_reader.h"
#include "compiler/syntax/stretches.h"

#include <string>
#include <utility>
#include <vector>

namespace snn::syntax {

ast::File parse(const source::SourceManager& sources, source::FileId file,
                diag::Diagnostics& diags) {
  ast::File result;
  result.source = file;
  const std::string text = clean_text(sources, file, diags);
  Lexed lexed = lex(text, file);
  result.comments = std::move(lexed.comments);
  std::vector<Lexeme> lexemes = mend_slips(lexed.lexemes, text, file, diags);
  lexemes = limit_nesting(std::move(lexemes), file, diags);
  lexemes = brace_colon_blocks(lexemes, text, file, diags);
  std::vector<Stretch> stretches = cut_into_stretches(lexemes, text, file, diags);
  StretchReader reader(result, sources, text, diags);
  for (Stretch& stretch : stretches)
    reader.read(std::move(stretch));
  return result;
}

}  // namespace snn::syntax
