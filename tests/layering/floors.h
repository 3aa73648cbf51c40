#pragma once
// The table of compiler/README.md: which room stands on which floor and what it may include.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace snn::layering {

struct Room {
  /// The folder, from the root: `compiler/units`.
  std::string path;
  /// Absent for rooms beside the building, as those of the runtime.
  std::optional<int> floor;
  std::set<std::string> may_include;
};

struct Floors {
  std::map<std::string, Room> rooms;
  /// What is wrong with the table itself.
  std::vector<std::string> mistakes;

  /// The room a file belongs to; the longest path wins, so a room may lie within another.
  [[nodiscard]] const Room* room_of(std::string_view file) const;
};

/// Reads the rows `| 3 | compiler/units | compiler/diag, … | what it is |` of a page. An edge that
/// does not lead to a lower floor, or to no room of the table, is a mistake of the table.
[[nodiscard]] Floors read_floors(std::string_view page);

}  // namespace snn::layering
