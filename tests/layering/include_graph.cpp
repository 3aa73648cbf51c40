#include "tests/layering/include_graph.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace snn::layering {
namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".h" || extension == ".cpp" || extension == ".inc" || extension == ".def";
}

void add_line(Includes& includes, std::string_view line) {
  constexpr std::string_view kDirective = "#include ";
  if (!line.starts_with(kDirective)) return;
  line.remove_prefix(kDirective.size());
  const auto end = line.find_first_of("\">", 1);
  if (end == std::string_view::npos) return;
  (line[0] == '"' ? includes.quoted : includes.angled).emplace_back(line.substr(1, end - 1));
}

}  // namespace

Includes read_includes(std::string_view text) {
  Includes includes;
  while (!text.empty()) {
    const auto end = text.find('\n');
    add_line(includes, text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return includes;
}

IncludeGraph read_include_graph(const std::string& root, const std::vector<std::string>& folders) {
  IncludeGraph graph;
  for (const std::string& folder : folders) {
    if (!fs::exists(fs::path(root) / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      graph.emplace(fs::relative(entry.path(), root).generic_string(), read_includes(text.str()));
    }
  }
  return graph;
}

}  // namespace snn::layering
