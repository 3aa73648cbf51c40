#pragma once
// A text and its tree.

#include "compiler/ast/file.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"
#include "compiler/syntax/parse.h"
#include "compiler/typeset/formulas.h"

#include <string>
#include <utility>
#include <variant>

namespace snn::typeset {

struct Parsed {
  explicit Parsed(std::string text)
      : id(sources.add("models/sample.snn", std::move(text))),
        file(syntax::parse(sources, id, diags)) {}
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  source::SourceManager sources;
  diag::Diagnostics diags;
  source::FileId id;
  ast::File file;
};

/// The right side of `const x = …` as a formula.
inline std::string formula(const std::string& expr, const Notation& notation) {
  const Parsed parsed("const x = " + expr);
  const ast::Item& item = parsed.file[parsed.file.top.front()];
  const Formulas formulas(parsed.file, parsed.sources, notation);
  return formulas.right_side(std::get<ast::Const>(item.kind).value);
}

}  // namespace snn::typeset
