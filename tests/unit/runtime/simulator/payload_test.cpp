#include "runtime/simulator/payload.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace snn::simulator {
namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes_of(std::string_view text) {
  Bytes bytes;
  for (const char letter : text)
    bytes.push_back(static_cast<std::byte>(letter));
  return bytes;
}

Bytes file_of(const std::vector<Part>& parts) {
  Bytes file = bytes_of(
      "\x7f"
      "ELF and so on");
  const Bytes payload = to_bytes(parts);
  file.insert(file.end(), payload.begin(), payload.end());
  return file;
}

const std::vector<Part>& two_parts() {
  static const std::vector<Part> kParts{{bytes_of("first plan"), bytes_of("first code")},
                                        {bytes_of("second plan"), {}}};
  return kParts;
}

}  // namespace

TEST_CASE("simulator: what is appended is found again, whatever stands before it") {
  const auto found = from_file(file_of(two_parts()));
  REQUIRE(found.is_ok());
  CHECK(*found == two_parts());
  const auto none = from_file(file_of({}));
  REQUIRE(none.is_ok());
  CHECK(none->empty());
}

TEST_CASE("simulator: a program without a payload says so") {
  CHECK_FALSE(from_file(bytes_of("a program of some length, without anything behind it")).is_ok());
  CHECK_FALSE(from_file({}).is_ok());
}

TEST_CASE("simulator: no file that was cut short is read as whole") {
  const Bytes file = file_of(two_parts());
  for (std::size_t n = 0; n < file.size(); ++n)
    CHECK_FALSE(from_file(std::span(file).first(n)).is_ok());
}

TEST_CASE("simulator: lengths are not believed") {
  const Bytes file = file_of(two_parts());
  for (std::size_t at = 0; at + 8 < file.size(); ++at) {
    Bytes changed = file;
    changed[at] = static_cast<std::byte>(0xff);
    const auto found = from_file(changed);
    if (found.is_ok()) CHECK(found->size() <= two_parts().size());
  }
}

TEST_CASE("simulator: a payload of another version is refused by name") {
  Bytes file = file_of(two_parts());
  file[file.size() - 12] = static_cast<std::byte>(kPayloadVersion + 1);
  const auto found = from_file(file);
  REQUIRE_FALSE(found.is_ok());
  CHECK(found.status().text.find("version") != std::string::npos);
}

}  // namespace snn::simulator
