// Files that are no text, or hardly.

#include "tests/unit/compiler/syntax/parsed.h"

#include <doctest/doctest.h>

#include <string>

namespace snn::syntax {
namespace {

using namespace std::string_literals;

std::uint32_t first_place(const Parsed& parsed) {
  return parsed.diags.all().at(0).span.begin;
}

TEST_CASE("bytes: an empty file is an empty tree") {
  const Parsed parsed("");
  CHECK(parsed.codes().empty());
  CHECK(parsed.file.top.empty());
}

TEST_CASE("bytes: a byte order mark is skipped and places stay right") {
  const Parsed parsed(
      "\xEF\xBB\xBF"
      "const a = 3\n");
  CHECK(parsed.codes().empty());
  REQUIRE(parsed.file.top.size() == 1);
  CHECK(parsed.file[parsed.file.top[0]].span.begin == 3);
}

TEST_CASE("bytes: carriage returns are blanks") {
  CHECK(Parsed("const a = 3\r\nconst b = 4\r\n").tree() ==
        "const a\n  number 3\nconst b\n  number 4\n");
}

TEST_CASE("bytes: the first byte that is not UTF-8 is named, once") {
  const Parsed parsed("const a = 3\nconst b = \xFF\xFE 4\n");
  CHECK(parsed.codes() == "P031");
  CHECK(first_place(parsed) == 22);
  CHECK(parsed.tree() == "const a\n  number 3\nconst b\n  number 4\n");
}

TEST_CASE("bytes: overlong forms, surrogates and values past the last are not UTF-8") {
  for (const std::string& bytes :
       {"\xC0\xAF"s, "\xE0\x80\x80"s, "\xED\xA0\x80"s, "\xF5\x80\x80\x80"s, "\xF4\x90\x80\x80"s,
        "\xE2\x82"s, "\x80"s}) {
    CHECK(Parsed("# " + bytes).codes() == "P031");
  }
  for (const std::string& bytes :
       {"\xC3\xA9"s, "\xE2\x82\xAC"s, "\xED\x9F\xBF"s, "\xF0\x9F\x98\x80"s, "\xF4\x8F\xBF\xBF"s}) {
    CHECK(Parsed("# " + bytes).codes().empty());
  }
}

TEST_CASE("bytes: a NUL is told and read as a blank") {
  const Parsed parsed("const a\0= 3\0\n"s);
  CHECK(parsed.codes() == "P032");
  CHECK(first_place(parsed) == 7);
  CHECK(parsed.tree() == "const a\n  number 3\n");
}

TEST_CASE("bytes: every short text is read") {
  // All texts of up to three of these; none may crash or go on for ever.
  const std::string letters = "a1 .{}()[]=\"#'*-\n\\\x80\xCF\x84";
  for (const char first : letters) {
    for (const char second : letters) {
      for (const char third : letters) {
        const Parsed parsed(std::string{first, second, third});
        CHECK(parsed.file.source.is_valid());
      }
    }
  }
}

}  // namespace
}  // namespace snn::syntax
