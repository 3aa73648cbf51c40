#include "tests/layering/violations.h"

#include <doctest/doctest.h>

using namespace snn::layering;

namespace {

const char* const kTable =
    "| 0 | compiler/support | - | x |\n"
    "| 1 | compiler/ast | compiler/support | x |\n"
    "| 1 | compiler/units | compiler/support | x |\n";

std::vector<std::string> edges_of(const std::string& file, const std::string& text) {
  return forbidden_edges(read_floors(kTable), {{file, read_includes(text)}});
}

}  // namespace

TEST_CASE("layering: a room includes itself and what its row names") {
  CHECK(edges_of("compiler/ast/a.h",
                 "#include <vector>\n#include \"compiler/ast/b.h\"\n"
                 "#include \"compiler/support/ids.h\"\n")
            .empty());
}

TEST_CASE("layering: any other edge is a violation") {
  CHECK(edges_of("compiler/ast/a.h", "#include \"compiler/units/unit.h\"\n").size() == 1);
  CHECK(edges_of("compiler/support/a.h", "#include \"compiler/ast/a.h\"\n").size() == 1);
}

TEST_CASE("layering: our includes are written from the root") {
  CHECK(edges_of("compiler/ast/a.h", "#include \"b.h\"\n").size() == 1);
}

TEST_CASE("layering: every file of the building lies in a room") {
  CHECK(edges_of("compiler/attic/a.h", "").size() == 1);
  CHECK(edges_of("tests/unit/a.cpp", "#include \"compiler/ast/a.h\"\n").empty());
}

TEST_CASE("layering: a library stays in its room") {
  const Includes antlr = read_includes("#include <antlr4-runtime.h>\n");
  CHECK(strayed_libraries({{"compiler/syntax/parse.cpp", antlr}}).empty());
  CHECK(strayed_libraries({{"compiler/sema/check.cpp", antlr}}).size() == 1);
}

TEST_CASE("layering: headers may not include each other in a circle") {
  const IncludeGraph graph{{"a.h", {.quoted = {"b.h"}}},
                           {"b.h", {.quoted = {"c.h"}}},
                           {"c.h", {.quoted = {"a.h"}}},
                           {"d.h", {.quoted = {"a.h", "c.h"}}}};
  CHECK(header_cycles(graph) == std::vector<std::string>{"a.h -> b.h -> c.h -> a.h"});
}
