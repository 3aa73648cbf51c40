#include "compiler/typeset/typeset.h"

#include "compiler/typeset/describe.h"
#include "compiler/typeset/latex_notation.h"
#include "compiler/typeset/plain_notation.h"
#include "compiler/typeset/writers.h"

namespace snn::typeset {

std::string to_text(const ast::File& file, const source::SourceManager& sources) {
  return write_text(Describer(file, sources, PlainNotation()).run());
}

std::string to_markdown(const ast::File& file, const source::SourceManager& sources) {
  return write_markdown(Describer(file, sources, LatexNotation()).run());
}

std::string to_latex(const ast::File& file, const source::SourceManager& sources) {
  return write_latex(Describer(file, sources, LatexNotation()).run());
}

}  // namespace snn::typeset
