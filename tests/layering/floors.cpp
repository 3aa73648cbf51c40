#include "tests/layering/floors.h"

#include <fmt/format.h>

#include <cstdlib>

namespace snn::layering {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" `");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" `") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(at);
    parts.push_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_floor(std::string_view cell) {
  return cell == "side" ||
         (!cell.empty() && cell.find_first_not_of("0123456789") == std::string_view::npos);
}

std::optional<Room> read_row(std::string_view line) {
  const std::vector<std::string_view> cells = split(line, '|');
  // The bars at both ends make an empty cell each.
  if (cells.size() < 5 || !is_floor(cells[1])) return std::nullopt;
  Room room{.path = std::string(cells[2])};
  if (cells[1] != "side") room.floor = std::atoi(std::string(cells[1]).c_str());
  for (const std::string_view name : split(cells[3], ',')) {
    if (!name.empty() && name != "-") room.may_include.emplace(name);
  }
  return room;
}

void check_edges(Floors& floors) {
  for (const auto& [path, room] : floors.rooms) {
    for (const std::string& name : room.may_include) {
      const auto found = floors.rooms.find(name);
      if (found == floors.rooms.end()) {
        floors.mistakes.push_back(fmt::format("{} may include {}, which has no row", path, name));
      } else if (room.floor && found->second.floor && *room.floor <= *found->second.floor) {
        floors.mistakes.push_back(
            fmt::format("{} may include {}, which is not on a lower floor", path, name));
      } else if (!room.floor && found->second.floor) {
        floors.mistakes.push_back(
            fmt::format("{} stands beside the building and may include {}", path, name));
      }
    }
  }
}

}  // namespace

const Room* Floors::room_of(std::string_view file) const {
  const Room* best = nullptr;
  for (const auto& [path, room] : rooms) {
    const bool inside =
        file.starts_with(path) && file.size() > path.size() && file[path.size()] == '/';
    if (inside && (best == nullptr || path.size() > best->path.size())) best = &room;
  }
  return best;
}

Floors read_floors(std::string_view page) {
  Floors floors;
  while (!page.empty()) {
    const auto end = page.find('\n');
    if (std::optional<Room> room = read_row(page.substr(0, end))) {
      std::string path = room->path;
      if (!floors.rooms.emplace(path, std::move(*room)).second) {
        floors.mistakes.push_back(path + " has two rows");
      }
    }
    page = end == std::string_view::npos ? std::string_view{} : page.substr(end + 1);
  }
  if (floors.rooms.empty()) floors.mistakes.emplace_back("the page has no table of floors");
  check_edges(floors);
  return floors;
}

}  // namespace snn::layering
