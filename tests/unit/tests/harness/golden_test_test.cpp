#include "tests/harness/golden_test.h"

#include "tests/harness/suite.h"
#include "tests/harness/temp_dir.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace snn::golden;

namespace {

// A program that finds `bad` in a file, and offers to replace it by `good`. With `--stubborn` in
// the file it offers a fix that helps nothing.
constexpr const char* kProgram = R"PROGRAM(#!/bin/sh
if [ "$1" = explain ]; then echo 'T001 a bad word'; echo 'T002 a worse word'; exit 0; fi
file=; for argument; do case $argument in *.snn) file=$argument ;; esac; done
line=$(grep -n bad "$file" | head -n 1 | cut -d: -f1)
[ -n "$line" ] || exit 0
text=good; grep -q stubborn "$file" && text=bad
span='"span":{"line":'$line',"column":5,"end_line":'$line',"end_column":8}'
echo '{"severity":"error","code":"T001","message":"a bad word","file":"'$file'",'$span',"fixes":[{"title":"be good","edits":[{'$span',"replacement":"'$text'"}]}]}'
exit 1
)PROGRAM";

class Bench {
 public:
  Bench() {
    const std::filesystem::path program = settings.snn = directory.path() / "bin" / "snn";
    std::filesystem::create_directories(program.parent_path());
    std::ofstream(program) << kProgram;
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  }

  Verdict run(const std::string& name, const std::string& text) {
    path = directory.path() / name;
    std::ofstream(path) << text;
    return run_golden_test(path, settings);
  }

  [[nodiscard]] std::string text() const {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  TempDir directory;
  Settings settings;
  std::filesystem::path path;
};

constexpr const char* kGood =
    "# run: snn check %s\n# exit: 1\nx = bad\n#~  ^^^ error[T001]: a bad word\n#~  fix: be good\n";

}  // namespace

TEST_CASE("golden test: passes when the file says what happens") {
  const Verdict verdict = Bench().run("fail_bad.snn", kGood);
  CHECK(verdict.complaint == "");
  CHECK(verdict.codes.contains("T001"));
}

TEST_CASE("golden test: a diagnostic that is not expected is a failure") {
  const Verdict verdict = Bench().run("a.snn", "# run: snn check %s\n# exit: 1\nx = bad\n");
  CHECK(verdict.complaint.find("+#~  ^^^ error[T001]: a bad word") != std::string::npos);
}

TEST_CASE("golden test: an expected diagnostic that does not come is a failure") {
  const Verdict verdict =
      Bench().run("a.snn", "# run: snn check %s\nx = fine\n#~  ^^^^ error[T001]: a bad word\n");
  CHECK(verdict.complaint.find("-#~  ^^^^ error[T001]") != std::string::npos);
}

TEST_CASE("golden test: update writes the expectations") {
  Bench bench;
  bench.settings.update = true;
  CHECK(bench.run("a.snn", "# run: snn check %s\n# exit: 1\nx = bad\n").updated);
  CHECK(bench.text() == kGood);
}

TEST_CASE("golden test: update leaves a file alone whose exit code differs") {
  Bench bench;
  bench.settings.update = true;
  const std::string text = "# run: snn check %s\nx = bad\n";
  CHECK_FALSE(bench.run("a.snn", text).complaint.empty());
  CHECK(bench.text() == text);
  bench.settings.update_exit = true;
  CHECK(bench.run("a.snn", text).updated);
  CHECK(bench.text() == kGood);
}

TEST_CASE("golden test: what is named fail_ must fail") {
  CHECK_FALSE(Bench().run("fail_a.snn", "# run: snn check %s\nx = fine\n").complaint.empty());
}

TEST_CASE("golden test: a fix must remove what it is offered for") {
  Bench bench;
  const std::string text = std::string(kGood).append("# stubborn\n");
  CHECK(bench.run("a.snn", text).complaint.find("does not help") != std::string::npos);
  CHECK(bench
            .run("a.snn", "# run: snn check %s\n# fix: leaves T001, because it must\n" +
                              text.substr(text.find('\n') + 1))
            .complaint == "");
}

TEST_CASE("golden test: output of other commands is compared whole") {
  Bench bench;
  CHECK(bench.run("a.snn", "# run: cat %s\nx\n#| # run: cat %s\n#| x\n").complaint == "");
  CHECK_FALSE(bench.run("a.snn", "# run: cat %s\nx\n#| x\n").complaint.empty());
  CHECK(bench.run("a.snn", "# run: cat %s\n# match: some\nx\n#| {{x|y}}\n").complaint == "");
}

TEST_CASE("suite: tests are found by their path and in its order") {
  Bench bench;
  (void)bench.run("b.snn", kGood);
  (void)bench.run("a.snn", kGood);
  SuiteOptions options{.settings = bench.settings, .roots = {bench.directory.path()}};
  CHECK(find_tests(options).size() == 2);
  CHECK(find_tests(options).front().filename() == "a.snn");
  options.filter = "b.sn";
  CHECK(find_tests(options).size() == 1);
}

TEST_CASE("suite: fails when a code of the program is produced by no test") {
  Bench bench;
  (void)bench.run("a.snn", kGood);
  SuiteOptions options{.settings = bench.settings, .roots = {bench.directory.path()}};
  CHECK(run_suite(options));
  options.needs_all_codes = true;
  CHECK_FALSE(run_suite(options));
}
