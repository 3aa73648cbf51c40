// snn_replay FILE_OR_FOLDER…: reads inputs as the fuzzer does, without libFuzzer. What the fuzzer
// found once is replayed by the tests.

#include "tests/fuzz/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::vector<std::filesystem::path> files_below(const std::filesystem::path& root) {
  if (!std::filesystem::is_directory(root)) return {root};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

int main(int argc, char** argv) {
  snn::fuzz::Reader reader;
  std::size_t n_read = 0;
  for (int i = 1; i < argc; ++i) {
    for (const std::filesystem::path& file : files_below(argv[i])) {
      // A crash ends the program: the last line says where.
      fmt::print("{}\n", file.string());
      std::fflush(stdout);
      reader.read(text_of(file));
      ++n_read;
    }
  }
  fmt::print("{} inputs read\n", n_read);
  return n_read > 0 ? 0 : 2;
}
