#include "compiler/explain/explain.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace snn::explain {
namespace {

constexpr EmbeddedFile kPage{
    "X999.md",
    "# X999: a sentence: with a colon\n\nWords.\n\n```snn error=X999\nwrong\n```\n\n"
    "```text\n$ a session\n```\n\n```snn\nright\n\nright again\n```\n"};

TEST_CASE("explain: a page is found by its code, in any case of letters") {
  REQUIRE(page_of("U101").has_value());
  CHECK(code_of(*page_of("u101")) == "U101");
  CHECK_FALSE(page_of("U1").has_value());
  CHECK_FALSE(page_of("").has_value());
}

TEST_CASE("explain: the title is the first line behind the code") {
  CHECK(title_of(kPage) == "a sentence: with a colon");
}

TEST_CASE("explain: a page gives its programs with the code the wrong one is about") {
  const std::vector<Example> examples = examples_of(kPage);
  REQUIRE(examples.size() == 2);
  CHECK(examples[0].wrong_code == "X999");
  CHECK(examples[0].program == "wrong\n");
  CHECK(examples[1].wrong_code.empty());
  CHECK(examples[1].program == "right\n\nright again\n");
}

TEST_CASE("explain: a terminal sees indented programs and no fences") {
  CHECK(render(kPage, false) ==
        "X999: a sentence: with a colon\n\nWords.\n\n    wrong\n\n    $ a session\n\n    right\n\n "
        "   right again\n");
  CHECK(render(kPage, true).starts_with("\033[1mX999: a sentence: with a colon\033[0m\n"));
}

// What is wrong with files and directories is shown as a session, which no test runs.
TEST_CASE("explain: every page opens with its own code and shows what is wrong and what is right") {
  for (const EmbeddedFile& page : pages()) {
    CAPTURE(page.path);
    CHECK(page.text.starts_with("# " + std::string(code_of(page)) + ": "));
    if (page.text.find("```text\n") != std::string_view::npos) continue;
    const std::vector<Example> examples = examples_of(page);
    CHECK(std::ranges::count(examples, code_of(page), &Example::wrong_code) >= 1);
    CHECK(std::ranges::count(examples, "", &Example::wrong_code) >= 1);
  }
}

}  // namespace
}  // namespace snn::explain
