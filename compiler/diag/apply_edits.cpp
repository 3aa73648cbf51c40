#include "compiler/diag/apply_edits.h"

#include <algorithm>
#include <utility>

namespace snn::diag {
namespace {

bool touch(const SourceSpan& a, const SourceSpan& b) {
  return a.file == b.file && a.begin <= b.end && b.begin <= a.end;
}

}  // namespace

std::string apply_edits(std::string_view text, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
  std::string result;
  std::size_t copied = 0;
  for (const Edit& edit : edits) {
    result += text.substr(copied, edit.span.begin - copied);
    result += edit.replacement;
    copied = edit.span.end;
  }
  return result + std::string(text.substr(copied));
}

FixedFiles apply_fixes(const std::vector<Diagnostic>& diagnostics,
                       const source::SourceManager& sources) {
  FixedFiles fixed;
  std::map<source::FileId, std::vector<Edit>> accepted;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.fixes.empty()) continue;
    const std::vector<Edit>& edits = diagnostic.fixes.front().edits;
    const bool is_free = std::ranges::none_of(edits, [&](const Edit& edit) {
      return std::ranges::any_of(accepted[edit.span.file],
                                 [&](const Edit& other) { return touch(edit.span, other.span); });
    });
    ++(is_free ? fixed.n_applied : fixed.n_left_out);
    if (!is_free) continue;
    for (const Edit& edit : edits)
      accepted[edit.span.file].push_back(edit);
  }
  for (auto& [file, edits] : accepted) {
    if (edits.empty()) continue;
    fixed.texts[file] = apply_edits(sources.file(file).text(), std::move(edits));
  }
  return fixed;
}

}  // namespace snn::diag
