#include "compiler/diag/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace snn::diag {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Hint: return "hint";
    case Severity::Note: return "note";
  }
  return "error";
}

DiagBuilder& DiagBuilder::at(std::string text) {
  if (diagnostic_ != nullptr) diagnostic_->label = std::move(text);
  return *this;
}

DiagBuilder& DiagBuilder::label(SourceSpan span, std::string text) {
  if (diagnostic_ != nullptr && span.is_valid()) {
    diagnostic_->related.push_back({span, std::move(text)});
  }
  return *this;
}

DiagBuilder& DiagBuilder::note(std::string text) {
  if (diagnostic_ != nullptr) diagnostic_->notes.push_back(std::move(text));
  return *this;
}

DiagBuilder& DiagBuilder::help(std::string text) {
  if (diagnostic_ != nullptr) diagnostic_->help.push_back(std::move(text));
  return *this;
}

DiagBuilder& DiagBuilder::fix(std::string title, SourceSpan span, std::string replacement) {
  return fix(std::move(title), {Edit{span, std::move(replacement)}});
}

DiagBuilder& DiagBuilder::fix(std::string title, std::vector<Edit> edits) {
  if (diagnostic_ != nullptr) diagnostic_->fixes.push_back({std::move(title), std::move(edits)});
  return *this;
}

DiagBuilder Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++n_errors_;
  diagnostics_.push_back(std::move(diagnostic));
  return DiagBuilder(&diagnostics_.back());
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  const auto place = [](const Diagnostic& d) {
    return std::tuple(d.span.file.index, d.span.begin, d.span.end);
  };
  std::vector<Diagnostic> result = diagnostics_;
  std::ranges::stable_sort(result, {}, place);
  const auto is_same = [](const Diagnostic& a, const Diagnostic& b) {
    return a.span == b.span && a.code == b.code && a.message == b.message;
  };
  result.erase(std::unique(result.begin(), result.end(), is_same), result.end());
  return result;
}

}  // namespace snn::diag
