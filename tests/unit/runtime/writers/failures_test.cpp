// The world's failures: they name the file, and leave nothing that looks whole.

#include "runtime/writers/file_queue.h"
#include "tests/unit/runtime/writers/folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace snn::writers {
namespace {

using recording::Origin;
using recording::Table;

const Table kTable{.title = "x", .columns = {{.name = "x", .unit = ""}}};

TEST_CASE("writers: a directory that is not there is told at once, with the file's name") {
  const Folder folder("missing");
  FileQueue queue;
  const auto file = queue.open(folder / "nowhere/x.csv", {}, kTable);
  REQUIRE(!file.is_ok());
  CHECK(file.status().code == status::Code::World);
  CHECK(file.status().text ==
        "cannot create `" + (folder / "nowhere/x.csv") + "`: No such file or directory");
}

TEST_CASE("writers: an ending that names no format") {
  CHECK(check_name("rate.csv").is_ok());
  const status::Status status = check_name("rate.xls");
  CHECK(status.code == status::Code::Input);
  CHECK(status.text ==
        "cannot tell the format of `rate.xls`; its name must end in `.csv`, `.npy` or `.npz`");
  CHECK(!check_name(".csv").is_ok());
}

TEST_CASE("writers: a full disk stops the run and leaves no file with its final name") {
  const Folder folder("full");
  for (const std::string name : {"x.csv", "x.npy", "x.npz"}) {
    CAPTURE(name);
    // The device that is always full.
    std::filesystem::create_symlink("/dev/full", folder / (name + ".part"));
    FileQueue queue;
    const auto file = queue.open(folder / name, {}, kTable);
    REQUIRE(file.is_ok());
    // Some are told while they write, some when they finish.
    for (int k = 0; k < 64; ++k)
      (void)queue.write(*file, std::vector<double>(4096, 1.5)).is_ok();
    const status::Status status = queue.finish();
    CHECK(status.code == status::Code::World);
    CHECK(status.text == "cannot write `" + (folder / name) + "`: No space left on device");
    CHECK(!folder.has(name));
  }
}

TEST_CASE("writers: what is not finished keeps `.part` behind its name") {
  const Folder folder("part");
  {
    FileQueue queue;
    const auto file = queue.open(folder / "x.csv", {}, kTable);
    REQUIRE(file.is_ok());
    CHECK(queue.write(*file, {1, 2, 3}).is_ok());
  }
  CHECK(!folder.has("x.csv"));
  CHECK(folder.text_of("x.csv.part").ends_with("x\n1\n2\n3\n"));
}

TEST_CASE("writers: a small queue loses nothing and keeps the order") {
  const Folder folder("small");
  FileQueue queue(2);
  const auto first = queue.open(folder / "a.csv", {}, kTable);
  const auto second = queue.open(folder / "b.csv", {}, kTable);
  REQUIRE(first.is_ok());
  REQUIRE(second.is_ok());
  std::string numbers;
  for (int k = 0; k < 1000; ++k) {
    CHECK(queue.write(k % 2 == 0 ? *first : *second, {double(k), double(k), double(k)}).is_ok());
    if (k % 2 == 0)
      for (int n = 0; n < 3; ++n)
        numbers += std::to_string(k) + '\n';
  }
  CHECK(queue.finish().is_ok());
  CHECK(folder.text_of("a.csv").ends_with("x\n" + numbers));
}

}  // namespace
}  // namespace snn::writers
