#include "runtime/exec/finite.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace snn::exec {
namespace {

// The largest of all bits without signs: compared once a column, in a loop that compilers widen.
template <class Bits>
Bits largest_magnitude(const std::byte* memory, std::uint64_t begin, std::uint64_t end) {
  constexpr Bits kNoSign = static_cast<Bits>(~Bits{0}) >> 1U;
  Bits largest = 0;
  for (std::uint64_t i = begin; i < end; ++i) {
    Bits bits = 0;
    std::memcpy(&bits, memory + i * sizeof(Bits), sizeof(Bits));
    largest = std::max<Bits>(largest, bits & kNoSign);
  }
  return largest;
}

enum class Worst { Finite, Infinite, NotANumber };

Worst worst_of(const state::Column& column, std::uint64_t begin, std::uint64_t end,
               std::uint32_t at) {
  const std::byte* memory = column.block(at);
  if (column.type == blueprint::Scalar::F32) {
    constexpr std::uint32_t kInfinity = 0x7f800000U;
    const auto largest = largest_magnitude<std::uint32_t>(memory, begin, end);
    if (largest < kInfinity) return Worst::Finite;
    return largest == kInfinity ? Worst::Infinite : Worst::NotANumber;
  }
  constexpr std::uint64_t kInfinity = 0x7ff0000000000000U;
  const auto largest = largest_magnitude<std::uint64_t>(memory, begin, end);
  if (largest < kInfinity) return Worst::Finite;
  return largest == kInfinity ? Worst::Infinite : Worst::NotANumber;
}

}  // namespace

void FiniteCheck::start(const Network& network) {
  watched_.clear();
  for (std::size_t i = 0; i < network.blueprint.fields.size(); ++i) {
    const auto id = static_cast<blueprint::FieldId>(i);
    const blueprint::Field& field = network.blueprint.fields[id];
    const state::Column& column = network.state.cells[id];
    const bool is_float =
        field.type == blueprint::Scalar::F32 || field.type == blueprint::Scalar::F64;
    if (!is_float || field.role != blueprint::FieldRole::State || column.n_elements == 0) continue;
    bool may_be_infinite = false;
    for (std::uint32_t at = 0; at < column.length; ++at) {
      may_be_infinite =
          may_be_infinite || worst_of(column, 0, column.n_elements, at) != Worst::Finite;
    }
    watched_.push_back({id, may_be_infinite});
  }
}

std::optional<NotFiniteAt> FiniteCheck::find(Network& network) const {
  std::vector<std::size_t> first(network.n_parts(), watched_.size());
  const auto is_wrong = [&](const Watched& watched, std::uint64_t begin, std::uint64_t end) {
    const state::Column& column = network.state.cells[watched.field];
    for (std::uint32_t at = 0; at < column.length; ++at) {
      const Worst worst = worst_of(column, begin, end, at);
      if (worst == Worst::NotANumber) return true;
      if (worst == Worst::Infinite && !watched.may_be_infinite) return true;
    }
    return false;
  };
  network.for_parts([&](std::size_t part) {
    for (std::size_t i = 0; i < watched_.size() && first[part] == watched_.size(); ++i) {
      const std::uint64_t n = network.state.cells[watched_[i].field].n_elements;
      const state::CellRange here = state::part_of(n, network.n_parts(), part);
      if (is_wrong(watched_[i], here.begin, here.end)) first[part] = i;
    }
  });
  const std::size_t i = *std::ranges::min_element(first);
  if (i == watched_.size()) return {};
  const state::Column& column = network.state.cells[watched_[i].field];
  std::uint64_t cell = 0;
  while (!is_wrong(watched_[i], cell, cell + 1))
    ++cell;
  double value = 0;
  for (std::uint32_t at = 0; at < column.length && std::isfinite(value); ++at) {
    value = column.get(cell, at);
  }
  return NotFiniteAt{watched_[i].field, cell, value};
}

}  // namespace snn::exec
