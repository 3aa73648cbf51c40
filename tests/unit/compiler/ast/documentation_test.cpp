#include "compiler/ast/documentation.h"

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"
#include "compiler/syntax/parse.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace snn::ast {
namespace {

/// The documentation of what begins with the first `word` of the text.
std::string documentation_of(const std::string& word, std::string text) {
  source::SourceManager sources;
  diag::Diagnostics diags;
  const auto at = static_cast<std::uint32_t>(text.find(word));
  const source::FileId id = sources.add("test.snn", std::move(text));
  const File file = syntax::parse(sources, id, diags);
  return documentation(file, sources, {id, at, at + 1});
}

TEST_CASE("documentation: a comment on the line of a declaration") {
  CHECK(documentation_of("const a", "const a = 1  ## the first\n") == "the first");
  CHECK(documentation_of(
            "b = 2", "neuron A {\n  param {\n    a = 1 ## one\n    b = 2 ## two\n  }\n}") == "two");
}

TEST_CASE("documentation: the lines directly above it") {
  CHECK(documentation_of("neuron", "## A cell.\n##\n## With spikes.\nneuron A { }") ==
        "A cell.\n\nWith spikes.");
  CHECK(documentation_of("neuron", "## not of it\n\n## A cell.\nneuron A { }") == "A cell.");
}

TEST_CASE("documentation: a comment beside the line above belongs to that line") {
  CHECK(documentation_of("const b", "const a = 1  ## the first\nconst b = 2\n").empty());
}

TEST_CASE("documentation: the line itself wins over the lines above") {
  CHECK(documentation_of("const a", "## above\nconst a = 1  ## beside\n") == "beside");
}

TEST_CASE("documentation: plain comments document nothing") {
  CHECK(documentation_of("const a", "# above\nconst a = 1  # beside\n").empty());
}

}  // namespace
}  // namespace snn::ast
