// What holds for the page of every text: LaTeX that compiles, tables whose rows have one length.

#include "compiler/typeset/typeset.h"
#include "tests/unit/compiler/typeset/latex_balance.h"
#include "tests/unit/compiler/typeset/parsed.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

namespace snn::typeset {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

long n_bars(const std::string& line) {
  long result = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) ++result;
  }
  return result;
}

/// The first row of a table that has another number of cells than the one above it.
std::string markdown_fault(const std::string& page) {
  std::istringstream lines(page);
  std::string line;
  long above = 0;
  while (std::getline(lines, line)) {
    const long bars = line.starts_with('|') ? n_bars(line) : 0;
    if (above > 0 && bars > 0 && bars != above) return line;
    above = bars;
  }
  return {};
}

TEST_CASE("pages: every file of the library and the examples makes sound LaTeX and Markdown") {
  int n_files = 0;
  for (const char* folder : {"stdlib", "examples", "tests/golden"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".snn") continue;
      const Parsed parsed(read(entry.path()));
      CAPTURE(entry.path().string());
      CHECK(latex_fault(to_latex(parsed.file, parsed.sources)) == "");
      CHECK(markdown_fault(to_markdown(parsed.file, parsed.sources)) == "");
      CHECK_FALSE(to_text(parsed.file, parsed.sources).empty());
      ++n_files;
    }
  }
  CHECK(n_files > 60);
}

TEST_CASE("pages: comments and names cannot break LaTeX") {
  const Parsed parsed(
      "# 100 % of {this} \\end{flushleft} $x_1$ & #2 ~^<>\n"
      "## a_b & 5 % of `c_d|e` $ # {\\}\n"
      "neuron A {\n"
      "  param a__b = 3 [odd#unit]  ## 50% | of_all\n"
      "  let x = if [1, 2] == y then [1] else [2]\n"
      "  on s { if a { b = [1] } else { c = [2] } }\n"
      "}\n"
      "test \"100%_{\\\"x\\\"}\" { record x to \"a_b%.csv\" }\n");
  CHECK(latex_fault(to_latex(parsed.file, parsed.sources)) == "");
  CHECK(markdown_fault(to_markdown(parsed.file, parsed.sources)) == "");
}

TEST_CASE("latex balance: finds what is wrong") {
  CHECK(latex_fault("{a}") == "");
  CHECK(latex_fault("{a") != "");
  CHECK(latex_fault("$a_1") != "");
  CHECK(latex_fault("a_1") != "");
  CHECK(latex_fault("\\begin{a}\\end{b}") != "");
  CHECK(latex_fault("$\\left(x\\right)$") == "");
  CHECK(latex_fault("$\\left(x)$") != "");
  CHECK(latex_fault("\\begin{tabular}{ll}a & b \\\\ c \\\\\\end{tabular}") != "");
}

}  // namespace
}  // namespace snn::typeset
