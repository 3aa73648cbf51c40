#pragma once
// What in the include graph the rules of the house do not allow, one sentence each.

#include "tests/layering/floors.h"
#include "tests/layering/include_graph.h"

#include <string>
#include <vector>

namespace snn::layering {

/// Includes of rooms that the table does not allow, and files that lie in no room.
[[nodiscard]] std::vector<std::string> forbidden_edges(const Floors& floors,
                                                       const IncludeGraph& graph);

/// Libraries that only one room may know, seen elsewhere.
[[nodiscard]] std::vector<std::string> strayed_libraries(const IncludeGraph& graph);

/// Headers that include each other in a circle; each circle is given once.
[[nodiscard]] std::vector<std::string> header_cycles(const IncludeGraph& graph);

}  // namespace snn::layering
