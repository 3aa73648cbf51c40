#include "compiler/typeset/latex_phrase.h"

#include "compiler/typeset/latex_notation.h"

#include <fmt/format.h>

#include <cstddef>

namespace snn::typeset {

std::string latex_formula(const Phrase& phrase) {
  std::string result;
  for (const Run& run : phrase.runs()) {
    switch (run.kind) {
      case Run::Kind::Words: result += fmt::format("\\text{{{}}}", latex_text(run.text)); break;
      case Run::Kind::Code: result += fmt::format("\\texttt{{{}}}", latex_text(run.text)); break;
      case Run::Kind::Formula: result += run.text; break;
    }
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace snn::typeset
