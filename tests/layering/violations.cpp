#include "tests/layering/violations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace snn::layering {
namespace {

struct PrivateLibrary {
  std::string_view header;
  std::string_view room;
};

constexpr std::array kPrivateLibraries{
    PrivateLibrary{"antlr4", "compiler/syntax/"}, PrivateLibrary{"llvm", "targets/cpu/"},
    PrivateLibrary{"doctest", "tests/"},          PrivateLibrary{"CLI/", "compiler/cli/"},
    PrivateLibrary{"xxhash.h", "runtime/host/"},  PrivateLibrary{"hdf5", "runtime/writers/"}};

bool in_the_building(std::string_view file) {
  return file.starts_with("compiler/") || file.starts_with("runtime/") ||
         file.starts_with("targets/");
}

void check_include(std::vector<std::string>& found, const Floors& floors, const std::string& file,
                   const Room& room, const std::string& included) {
  const Room* other = floors.room_of(included);
  if (other == nullptr) {
    found.push_back(
        fmt::format("{}: \"{}\" is no header of a room; ours are written from the root, "
                    "generated and foreign ones in angle brackets",
                    file, included));
  } else if (other->path != room.path && !room.may_include.contains(other->path)) {
    found.push_back(fmt::format("{}: {} may not include {}", file, room.path, included));
  }
}

/// Depth-first search along the quoted includes of headers.
class CycleSearch {
 public:
  explicit CycleSearch(const IncludeGraph& graph) : graph_(graph) {}

  std::vector<std::string> run() {
    for (const auto& [file, includes] : graph_)
      visit(file);
    return found_;
  }

 private:
  void visit(const std::string& file) {
    const auto node = graph_.find(file);
    if (node == graph_.end() || done_.contains(file)) return;
    if (const auto start = std::find(path_.begin(), path_.end(), file); start != path_.end()) {
      found_.push_back(fmt::format("{} -> {}", fmt::join(start, path_.end(), " -> "), file));
      return;
    }
    path_.push_back(file);
    for (const std::string& included : node->second.quoted)
      visit(included);
    path_.pop_back();
    done_.insert(file);
  }

  const IncludeGraph& graph_;
  std::vector<std::string> path_;
  std::set<std::string> done_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> forbidden_edges(const Floors& floors, const IncludeGraph& graph) {
  std::vector<std::string> found;
  for (const auto& [file, includes] : graph) {
    if (!in_the_building(file)) continue;
    const Room* room = floors.room_of(file);
    if (room == nullptr) {
      found.push_back(file + ": lies in no room of the table");
      continue;
    }
    for (const std::string& included : includes.quoted) {
      check_include(found, floors, file, *room, included);
    }
  }
  return found;
}

std::vector<std::string> strayed_libraries(const IncludeGraph& graph) {
  std::vector<std::string> found;
  for (const auto& [file, includes] : graph) {
    for (const PrivateLibrary& library : kPrivateLibraries) {
      if (file.starts_with(library.room)) continue;
      for (const std::string& header : includes.angled) {
        if (!header.starts_with(library.header)) continue;
        found.push_back(fmt::format("{}: <{}> belongs in {} only", file, header, library.room));
      }
    }
  }
  return found;
}

std::vector<std::string> header_cycles(const IncludeGraph& graph) {
  return CycleSearch(graph).run();
}

}  // namespace snn::layering
