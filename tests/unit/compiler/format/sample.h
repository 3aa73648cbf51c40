#pragma once
// A text, its tree, and the text that formatting makes of it.

#include "compiler/ast/file.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/format/format.h"
#include "compiler/source/source.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace snn::format {

struct Sample {
  explicit Sample(std::string source)
      : id(sources.add("sample.snn", std::move(source))), file(syntax::parse(sources, id, diags)) {}
  Sample(const Sample&) = delete;
  Sample& operator=(const Sample&) = delete;

  [[nodiscard]] bool is_sound() const { return diags.all().empty(); }
  [[nodiscard]] std::string formatted() const { return format(file, sources); }
  [[nodiscard]] std::string_view text() const { return sources.file(id).text(); }
  /// Every comment, in order, without the blanks at its end.
  [[nodiscard]] std::vector<std::string> comments() const {
    std::vector<std::string> result;
    for (const ast::Comment& each : file.comments) {
      std::string comment(sources.text(each.span));
      comment.erase(comment.find_last_not_of(" \t") + 1);
      result.push_back(comment);
    }
    return result;
  }

  source::SourceManager sources;
  diag::Diagnostics diags;
  source::FileId id;
  ast::File file;
};

/// What formatting makes of a text that must be sound.
inline std::string formatted(std::string text) {
  return Sample(std::move(text)).formatted();
}

}  // namespace snn::format
