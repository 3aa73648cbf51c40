#include "tests/unit/compiler/syntax/parsed.h"

#include "compiler/ast/print.h"
#include "compiler/syntax/parse.h"

#include <algorithm>
#include <sstream>

namespace snn::syntax {
namespace {

/// Every line without the two blanks and the place at its end, and without `indentation`.
std::string without_places(const std::string& printed, std::size_t indentation) {
  std::istringstream lines(printed);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    line.erase(line.rfind("  "));
    result += line.substr(std::min(indentation, line.size())) + "\n";
  }
  return result;
}

}  // namespace

Parsed::Parsed(std::string text)
    : id(sources.add("test.snn", std::move(text))), file(parse(sources, id, diags)) {}

std::string Parsed::codes() const {
  std::string result;
  for (const diag::Diagnostic& each : diags.sorted()) {
    if (!result.empty()) result += ' ';
    result += each.code;
  }
  return result;
}

std::string Parsed::tree() const {
  return without_places(ast::print(file, sources), 0);
}

std::string Parsed::item(const std::string& text) {
  const Parsed parsed("neuron A {\n" + text + "\n}\n");
  const std::string tree = without_places(ast::print(parsed.file, parsed.sources), 2);
  return parsed.codes() + tree.substr(tree.find('\n') + 1);
}

std::string Parsed::fixed() const {
  std::vector<diag::Edit> edits;
  for (const diag::Diagnostic& each : diags.all()) {
    if (each.fixes.empty()) continue;
    edits.insert(edits.end(), each.fixes[0].edits.begin(), each.fixes[0].edits.end());
  }
  // From the end on, so that earlier places stay true.
  std::ranges::stable_sort(edits, std::ranges::greater{},
                           [](const diag::Edit& edit) { return edit.span.begin; });
  std::string result(sources.file(id).text());
  for (const diag::Edit& edit : edits) {
    result.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
  }
  return result;
}

}  // namespace snn::syntax
