#include "tests/layering/room_shape.h"

#include "tests/harness/temp_dir.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using snn::layering::read_floors;
using snn::layering::untidy_rooms;

namespace {

std::vector<std::string> untidy(const std::filesystem::path& root) {
  return untidy_rooms(read_floors("| 0 | ast | - | x |\n| 0 | ir | - | to come |\n"),
                      root.string());
}

void write(const std::filesystem::path& path, int n_lines) {
  std::ofstream text(path);
  for (int i = 0; i < n_lines; ++i)
    text << "line\n";
}

}  // namespace

TEST_CASE("layering: a room has a page and a list of files; a room to come needs neither") {
  const snn::golden::TempDir root;
  std::filesystem::create_directory(root.path() / "ast");
  CHECK(untidy(root.path()).size() == 2);
  write(root.path() / "ast/README.md", 10);
  write(root.path() / "ast/CMakeLists.txt", 10);
  CHECK(untidy(root.path()).empty());
}

TEST_CASE("layering: pages, lists and sources stay short") {
  const snn::golden::TempDir root;
  std::filesystem::create_directory(root.path() / "ast");
  write(root.path() / "ast/README.md", 41);
  write(root.path() / "ast/CMakeLists.txt", 21);
  write(root.path() / "ast/file.cpp", 501);
  CHECK(untidy(root.path()).size() == 3);
}
