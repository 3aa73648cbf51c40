#pragma once
// The cells or edges that one round of a kernel's loop is about: one, or one in each lane.

#include "compiler/ir/program.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace llvm {
class Value;
}  // namespace llvm

namespace snn::cpu {

/// Where a frame's element is among those of its population or projection.
struct Place {
  enum class Kind : std::uint8_t {
    Single,     // `index` is an i64, and holds for all lanes
    Adjacent,   // `index` is an i64, that of the first lane; the others follow
    Scattered,  // `index` is a vector of i64
  };
  Kind kind = Kind::Single;
  llvm::Value* index = nullptr;
};

struct Element {
  std::array<Place, 5> places;          // by ir::Frame
  llvm::Value* number = nullptr;        // what a failure is reported for: of the first lane
  llvm::Value* active = nullptr;        // lanes that exist; null when there is one lane only
  llvm::Value* is_whole = nullptr;      // whether all lanes exist
  llvm::Value* multiplicity = nullptr;  // of an edge

  std::map<std::uint32_t, llvm::Value*> words;  // of cells, by stream and draw: already made

  [[nodiscard]] Place& at(ir::Frame frame) { return places[static_cast<std::size_t>(frame)]; }
  [[nodiscard]] const Place& at(ir::Frame frame) const {
    return places[static_cast<std::size_t>(frame)];
  }
};

}  // namespace snn::cpu
