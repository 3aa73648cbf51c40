#pragma once
// A text, its tree and what was said about it.

#include "compiler/ast/file.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

#include <string>
#include <vector>

namespace snn::syntax {

struct Parsed {
  explicit Parsed(std::string text);

  /// The codes that were emitted, in the order of the text, parted by blanks.
  [[nodiscard]] std::string codes() const;
  /// The printed tree without places: one line a node, for comparison.
  [[nodiscard]] std::string tree() const;
  /// The printed tree of `neuron A { … }` around the text, without the first line and one step
  /// left.
  [[nodiscard]] static std::string item(const std::string& text);
  /// The text after the first fix of every message is applied.
  [[nodiscard]] std::string fixed() const;

  source::SourceManager sources;
  diag::Diagnostics diags;
  source::FileId id;
  ast::File file;
};

}  // namespace snn::syntax
