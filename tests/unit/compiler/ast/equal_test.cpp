#include "compiler/ast/equal.h"

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"
#include "compiler/syntax/parse.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::ast {
namespace {

bool are_equal(std::string one, std::string other) {
  source::SourceManager sources;
  diag::Diagnostics diags;
  const File a = syntax::parse(sources, sources.add("a.snn", std::move(one)), diags);
  const File b = syntax::parse(sources, sources.add("b.snn", std::move(other)), diags);
  REQUIRE(diags.all().empty());
  return equal(a, b);
}

TEST_CASE("equal: where words stand does not count, nor do comments") {
  CHECK(are_equal("neuron A { param a = 1 ms, b  let x = a*b }",
                  "\n# A\nneuron A {\n param a = 1ms , b ; let x = a * b }"));
  CHECK(are_equal("event e: mV per ms", "event e: mV # unit\n per ms"));
  CHECK(are_equal("event e: mV/ms^2", "event e: mV / ms ^ 2"));
}

TEST_CASE("equal: every word counts") {
  CHECK_FALSE(are_equal("const x = a + b", "const x = a - b"));
  CHECK_FALSE(are_equal("const x = a + b + c", "const x = a + (b + c)"));
  CHECK_FALSE(are_equal("const x = (a)", "const x = a"));
  CHECK_FALSE(are_equal("const x = 1 ms", "const x = 1 mV"));
  CHECK_FALSE(are_equal("const x = f()", "const x = f"));
  CHECK_FALSE(are_equal("const x = a[0..2]", "const x = a[0..2 step 1]"));
  CHECK_FALSE(are_equal("event e: per ms", "event e: perms"));
  CHECK_FALSE(are_equal("event e", "event e: mV"));
  CHECK_FALSE(are_equal("event e", "event e event f"));
  CHECK_FALSE(are_equal("event e", "kernel e = 1"));
  CHECK_FALSE(are_equal("neuron A { param a in [0, 1] }", "neuron A { param a in [0, 1) }"));
  CHECK_FALSE(are_equal("neuron A { param a = b }", "neuron A { param a ~ b }"));
}

}  // namespace
}  // namespace snn::ast
