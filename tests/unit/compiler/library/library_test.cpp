#include "compiler/library/library.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace snn::library {
namespace {

TEST_CASE("library: every model of stdlib is embedded byte by byte") {
  std::size_t n_on_disk = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("stdlib")) {
    if (entry.path().extension() != ".snn") continue;
    ++n_on_disk;
    const std::string path = entry.path().lexically_relative("stdlib").generic_string();
    const auto found = std::ranges::find(files(), path, &EmbeddedFile::path);
    REQUIRE_MESSAGE(found != files().end(), path);
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    CHECK(found->text == text.str());
  }
  CHECK(files().size() == n_on_disk);
}

TEST_CASE("library: files stand in the order of their paths") {
  CHECK(std::ranges::is_sorted(files(), {}, &EmbeddedFile::path));
}

}  // namespace
}  // namespace snn::library
