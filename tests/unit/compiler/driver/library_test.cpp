#include "compiler/driver/library.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace snn::driver {
namespace {

using Files = std::map<std::string, std::string>;

TEST_CASE("library: the embedded one has a prelude and shows its paths below std") {
  const Library library = embedded_library();
  const LibraryFile* units = find(library, "prelude/units.snn");
  REQUIRE(units != nullptr);
  CHECK(is_prelude(*units));
  CHECK(units->shown == "std/prelude/units.snn");
  CHECK(find(library, "prelude/unit.snn") == nullptr);
}

TEST_CASE("library: a directory replaces it") {
  const source::MemoryFileSystem files(
      {{"my/neurons/b.snn", "b"}, {"my/neurons/README.md", "no model"}, {"my/prelude/a.snn", "a"}});
  const Result<Library> library = read_library(files, "my/");
  REQUIRE(library.is_ok());
  REQUIRE((*library).size() == 2);
  CHECK((*library)[0].path == "neurons/b.snn");
  CHECK((*library)[0].shown == "my/neurons/b.snn");
  CHECK((*library)[1].text == "a");
  CHECK(files_in(*library, "neurons").size() == 1);
  CHECK(files_in(*library, "neuron").empty());
}

TEST_CASE("library: a directory that is none says why") {
  const source::MemoryFileSystem files(Files{{"my/neurons/b.snn", "b"}});
  CHECK(read_library(files, "your").error() == "it does not exist");
  CHECK(read_library(files, "my/neurons/b.snn").error() == "it is not a directory");
  CHECK(read_library(files, "my").error() == "it has no folder `prelude` with `.snn` files");
}

}  // namespace
}  // namespace snn::driver
