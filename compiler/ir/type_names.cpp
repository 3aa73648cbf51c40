#include "compiler/ir/type_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace snn::ir {
namespace {

// By position of the enumerators.
constexpr std::array<std::string_view, 6> kTypes{"bool", "i32", "i64", "real", "f32", "f64"};
constexpr std::array<std::string_view, 5> kFrames{"self", "pre", "post", "edge", "run"};
constexpr std::array<std::string_view, 3> kLevels{"ideal", "machine", "legal"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view name_of(Type type) {
  return kTypes[static_cast<std::size_t>(type)];
}
std::string_view name_of(Frame frame) {
  return kFrames[static_cast<std::size_t>(frame)];
}
std::string_view name_of(Level level) {
  return kLevels[static_cast<std::size_t>(level)];
}

std::optional<Type> type_named(std::string_view name) {
  return find<Type>(kTypes, name);
}
std::optional<Frame> frame_named(std::string_view name) {
  return find<Frame>(kFrames, name);
}
std::optional<Level> level_named(std::string_view name) {
  return find<Level>(kLevels, name);
}

}  // namespace snn::ir
