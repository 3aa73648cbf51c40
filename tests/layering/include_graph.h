#pragma once
// Which file includes which: the quoted includes of our own sources, and the libraries they name.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace snn::layering {

struct Includes {
  /// `"compiler/units/unit.h"`
  std::vector<std::string> quoted;
  /// `<antlr4-runtime.h>`
  std::vector<std::string> angled;
};

/// What each file includes; paths count from the root.
using IncludeGraph = std::map<std::string, Includes>;

[[nodiscard]] Includes read_includes(std::string_view text);

/// All .h, .cpp, .inc and .def files below the given folders of `root`.
[[nodiscard]] IncludeGraph read_include_graph(const std::string& root,
                                              const std::vector<std::string>& folders);

}  // namespace snn::layering
