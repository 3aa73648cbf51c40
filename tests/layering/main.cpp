// Checks the rooms of the repository against the table in compiler/README.md.

#include "tests/layering/floors.h"
#include "tests/layering/include_graph.h"
#include "tests/layering/room_shape.h"
#include "tests/layering/violations.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::string read_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace snn::layering;
  const std::string root = argc > 1 ? argv[1] : ".";
  const Floors floors = read_floors(read_text(root + "/compiler/README.md"));
  const IncludeGraph graph = read_include_graph(root, {"compiler", "runtime", "targets", "tests"});

  std::vector<std::string> all = floors.mistakes;
  for (const auto& found : {forbidden_edges(floors, graph), strayed_libraries(graph),
                            header_cycles(graph), untidy_rooms(floors, root)}) {
    all.insert(all.end(), found.begin(), found.end());
  }
  for (const std::string& line : all)
    fmt::print("{}\n", line);
  if (!all.empty()) fmt::print("the table of who may include whom is in compiler/README.md\n");
  return all.empty() ? 0 : 1;
}
