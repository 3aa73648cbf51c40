// Holds the manuals, the library and the examples to what they promise: every fenced example of
// every Markdown file is checked, every model checks silently and is formatted, tables are fresh.

#include "tests/manual/catalogue.h"
#include "tests/manual/examples.h"
#include "tests/manual/front_page.h"
#include "tests/manual/judge.h"
#include "tests/manual/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace snn::manual;

constexpr const char* kUsage = "usage: snn_manual --snn PROGRAM [--update] ROOT\n";

struct Tally {
  int n_passed = 0;
  int n_failed = 0;

  void add(const std::string& what, const std::string& complaint) {
    ++(complaint.empty() ? n_passed : n_failed);
    if (!complaint.empty()) fmt::print("FAIL {}\n{}", what, complaint);
  }
};

std::string read_text(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// The files below a folder with this extension; build trees and hidden folders are left out.
std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::end(entry); ++entry) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory() && (name.starts_with(".") || name.starts_with("build"))) {
      entry.disable_recursion_pending();
    } else if (entry->path().extension() == extension) {
      files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

void judge_manual(const fs::path& root, const fs::path& manual, const Program& program,
                  Tally& tally) {
  const std::string name = fs::relative(manual, root).string();
  const Examples examples = read_examples(read_text(manual));
  for (const std::string& mistake : examples.mistakes)
    tally.add(name, fmt::format("  {}\n", mistake));
  for (const Example& example : examples.list) {
    tally.add(fmt::format("{}:{}", name, example.line), judge_example(example, program));
  }
}

void judge_tables(const fs::path& root, bool update, Tally& tally) {
  const fs::path manual = root / "grammar" / "LANGUAGE.md";
  const std::string text = read_text(manual);
  const std::string fresh = with_built_in_names(
      text, built_in_names(read_text(root / "compiler" / "model" / "intrinsics.def")));
  if (update && fresh != text) std::ofstream(manual, std::ios::binary) << fresh;
  tally.add("grammar/LANGUAGE.md, section 16",
            update || fresh == text ? "" : "  not fresh: run snn_manual --update\n");

  const fs::path library = root / "stdlib" / "README.md";
  const std::string catalogue = read_text(library);
  const std::string fresh_catalogue = with_catalogue(catalogue, catalogue_of(root / "stdlib"));
  const bool is_written = update && !fresh_catalogue.empty();
  if (is_written) std::ofstream(library, std::ios::binary) << fresh_catalogue;
  tally.add("stdlib/README.md", is_written || fresh_catalogue == catalogue
                                    ? ""
                                    : "  not fresh: run snn_manual --update\n");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    Program program;
    fs::path root;
    bool update = false;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i] == "--snn" && i + 1 < arguments.size()) {
        program.snn = fs::absolute(arguments[++i]);
      } else if (arguments[i] == "--update") {
        update = true;
      } else {
        root = fs::absolute(arguments[i]);
      }
    }
    if (program.snn.empty() || root.empty()) {
      fmt::print(stderr, "{}", kUsage);
      return 2;
    }

    Tally tally;
    for (const char* folder : {"stdlib", "examples"}) {
      for (const fs::path& file : files_below(root / folder, ".snn")) {
        tally.add(fs::relative(file, root).string(), judge_model(file, program));
      }
    }
    for (const fs::path& manual : files_below(root, ".md"))
      judge_manual(root, manual, program, tally);
    judge_tables(root, update, tally);
    tally.add("README.md", judge_front_page(read_text(root / "README.md"), program));
    fmt::print("{} passed, {} failed\n", tally.n_passed, tally.n_failed);
    return tally.n_failed == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "snn_manual: {}\n", error.what());
    return 2;
  }
}
