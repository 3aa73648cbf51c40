#include "tests/harness/annotate.h"

#include <doctest/doctest.h>

using namespace snn::golden;

namespace {

GoldenFile program(const std::string& text) {
  return parse_golden_file("a.snn", "# run: snn check %s\n" + text);
}

Reported error_at(Place place) {
  return {.severity = "error", .code = "U102", .message = "no", .file = "a.snn", .place = place};
}

std::string annotated(const std::string& text, const Reported& diagnostic) {
  const std::string result = annotate(program(text), {diagnostic}, "");
  return result.substr(std::string("# run: snn check %s\n").size());
}

}  // namespace

TEST_CASE("annotate: a diagnostic stands under the columns it is about") {
  CHECK(annotated("x = (v + i)\ny\n", error_at({2, 6, 2, 11})) ==
        "x = (v + i)\n#~   ^^^^^ error[U102]: no\ny\n");
}

TEST_CASE("annotate: columns count characters, not bytes") {
  CHECK(annotated("µµµµ = x\n", error_at({2, 8, 2, 9})) == "µµµµ = x\n#~     ^ error[U102]: no\n");
}

TEST_CASE("annotate: what starts too far left is named instead") {
  CHECK(annotated("foo\n", error_at({2, 1, 2, 4})) == "foo\n#~ ^ 1-3 error[U102]: no\n");
  CHECK(annotated("foo\n", error_at({2, 1, 2, 2})) == "foo\n#~ ^ 1 error[U102]: no\n");
}

TEST_CASE("annotate: a place over several lines says where it ends") {
  CHECK(annotated("x = (a\nb)\n", error_at({2, 5, 3, 3})) ==
        "x = (a\n#~  ^^(+1:3) error[U102]: no\nb)\n");
}

TEST_CASE("annotate: behind the last line is the end of the file") {
  CHECK(annotated("foo\n", error_at({3, 1, 3, 1})) == "foo\n#~ ^ end of file: error[U102]: no\n");
}

TEST_CASE("annotate: notes, help and fixes stand below, in the column of the diagnostic") {
  Reported diagnostic = error_at({2, 6, 2, 7});
  diagnostic.label = "mV";
  diagnostic.notes = {"why"};
  diagnostic.help = {"how"};
  diagnostic.fixes = {{.title = "write `b`"}};
  CHECK(annotated("x = (a)\n", diagnostic) ==
        "x = (a)\n#~   ^ error[U102]: no\n#~   here: mV\n#~   note: why\n#~   help: how\n"
        "#~   fix: write `b`\n");
}

TEST_CASE("annotate: a second place gets its own pointer, with the code it belongs to") {
  Reported diagnostic = error_at({2, 5, 2, 6});
  diagnostic.related = {{.file = "a.snn", .place = {2, 9, 2, 10}, .message = "ms"}};
  CHECK(annotated("x = v + i\n", diagnostic) ==
        "x = v + i\n#~  ^ error[U102]: no\n#~      - [U102] ms\n");
}

TEST_CASE("annotate: a diagnostic about another file stands in that file") {
  const GoldenFile file =
      parse_golden_file("a.snn", "# run: snn check %s\nimport b\n# --- b.snn\nx = (a)\n");
  Reported diagnostic = error_at({1, 6, 1, 7});
  diagnostic.file = "b.snn";
  CHECK(annotate(file, {diagnostic}, "") ==
        "# run: snn check %s\nimport b\n# --- b.snn\nx = (a)\n#~   ^ error[U102]: no\n");
}

TEST_CASE("annotate: a diagnostic about no place stands at the end") {
  Reported diagnostic{.severity = "error", .code = "I901", .message = "no", .file = "gone.snn"};
  CHECK(annotated("x\n", diagnostic) == "x\n#~ gone.snn: error[I901]: no\n");
}

TEST_CASE("annotate: output stands at the end, whole") {
  CHECK(annotate(program("x\n"), {}, "a\n\nb\n") == "# run: snn check %s\nx\n#| a\n#|\n#| b\n");
  CHECK(annotate(program("x\n"), {}, "a").ends_with("#| a\n#|\\ no newline at the end\n"));
}

TEST_CASE("annotate: annotating twice changes nothing") {
  const std::vector<Reported> diagnostics{error_at({2, 6, 2, 7}), error_at({3, 1, 3, 1})};
  const std::string once = annotate(program("x = (a)\n"), diagnostics, "out\n");
  CHECK(annotate(parse_golden_file("a.snn", once), diagnostics, "out\n") == once);
}
