#include "tests/layering/room_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace snn::layering {
namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t kLongestPage = 40;
constexpr std::ptrdiff_t kLongestList = 20;
constexpr std::ptrdiff_t kLongestSource = 500;

std::ptrdiff_t n_lines(const fs::path& path) {
  std::ifstream text(path);
  return std::count(std::istreambuf_iterator<char>(text), std::istreambuf_iterator<char>(), '\n');
}

void check_page(std::vector<std::string>& found, const fs::path& path, std::ptrdiff_t longest) {
  if (!fs::exists(path)) {
    found.push_back(fmt::format("{} is missing", path.string()));
  } else if (n_lines(path) > longest) {
    found.push_back(fmt::format("{} is longer than {} lines", path.string(), longest));
  }
}

}  // namespace

std::vector<std::string> untidy_rooms(const Floors& floors, const std::string& root) {
  std::vector<std::string> found;
  for (const auto& [path, room] : floors.rooms) {
    const fs::path folder = fs::path(root) / path;
    if (!fs::exists(folder)) continue;
    check_page(found, folder / "README.md", kLongestPage);
    check_page(found, folder / "CMakeLists.txt", kLongestList);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".cpp" || extension == ".h") check_page(found, entry.path(), kLongestSource);
    }
  }
  return found;
}

}  // namespace snn::layering
