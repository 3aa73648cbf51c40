#include "compiler/cli/report.h"
#include "compiler/explain/explain.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace snn::cli {
namespace {

TEST_CASE("codes: no two messages of different rooms share one") {
  const std::vector<diag::DiagInfo> all = all_diagnostics();
  for (std::size_t i = 1; i < all.size(); ++i) {
    CAPTURE(all[i].code);
    CHECK(all[i].code != all[i - 1].code);
  }
}

TEST_CASE("codes: a letter for the family and three digits") {
  for (const diag::DiagInfo& info : all_diagnostics()) {
    CAPTURE(info.code);
    REQUIRE(info.code.size() == 4);
    CHECK(std::string_view("PNUDESCXTI").find(info.code[0]) != std::string_view::npos);
    CHECK(info.code.substr(1).find_first_not_of("0123456789") == std::string_view::npos);
  }
}

TEST_CASE("codes: sentences end without a full stop") {
  for (const diag::DiagInfo& info : all_diagnostics()) {
    CAPTURE(info.sentence);
    CHECK_FALSE(info.sentence.ends_with('.'));
  }
}

TEST_CASE("codes: every one has a page, and no page is about another") {
  std::set<std::string_view> codes;
  for (const diag::DiagInfo& info : all_diagnostics())
    codes.insert(info.code);
  std::set<std::string_view> explained;
  for (const EmbeddedFile& page : explain::pages())
    explained.insert(explain::code_of(page));
  for (const std::string_view code : codes) {
    CAPTURE(code);
    CHECK(explained.contains(code));
  }
  for (const std::string_view code : explained) {
    CAPTURE(code);
    CHECK(codes.contains(code));
  }
}

}  // namespace
}  // namespace snn::cli
