#include "compiler/driver/declared_names.h"

#include <doctest/doctest.h>

namespace snn::driver {
namespace {

using Names = std::vector<std::string_view>;

TEST_CASE("declared names: every kind of declaration, in order") {
  CHECK(declared_names("neuron A { }\nfn f(x) = x const c = 1 event e: mV\nunit V prefixed = 1\n"
                       "test \"fn g\" { } network N(a = 1) { }") ==
        Names{"A", "f", "c", "e", "V", "N"});
}

TEST_CASE("declared names: nothing inside braces, comments and strings") {
  CHECK(declared_names("# neuron A\nneuron B { fn inner(x) = x }  ## fn C\n"
                       "test \"a \\\" neuron D {\" { fn e() = 1 }\nkernel k(s) = s") ==
        Names{"B", "k"});
}

TEST_CASE("declared names: any bytes") {
  CHECK(declared_names("neuron").empty());
  CHECK(declared_names("neuron {").empty());
  CHECK(declared_names("\"open \\").empty());
  CHECK(declared_names("neuron τ }}}{ fn").size() == 1);
}

}  // namespace
}  // namespace snn::driver
