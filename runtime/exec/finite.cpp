#include "runtime/exec/finite.h"

#include <algorithm>
#include <cmath>

namespace snn::exec {
namespace {

bool is_float(blueprint::Scalar type) {
  return type == blueprint::Scalar::F32 || type == blueprint::Scalar::F64;
}

Worst worst_of(double value) {
  if (std::isfinite(value)) return Worst::Finite;
  return std::isinf(value) ? Worst::Infinite : Worst::NotANumber;
}

}  // namespace

void FiniteCheck::start(const Network& network) {
  fields_.clear();
  numbers_.clear();
  for (std::size_t i = 0; i < network.blueprint.fields.size(); ++i) {
    const auto id = static_cast<blueprint::FieldId>(i);
    const blueprint::Field& field = network.blueprint.fields[id];
    const state::Column& column = network.state.cells[id];
    if (!is_float(field.type) || field.role != blueprint::FieldRole::State ||
        column.n_elements == 0)
      continue;
    const Worst worst = exec::worst_of(column, 0, column.n_elements);
    fields_.push_back({id, {.may_be_infinite = worst != Worst::Finite}});
  }
  for (std::size_t i = 0; i < network.blueprint.globals.size(); ++i) {
    const auto id = static_cast<blueprint::GlobalId>(i);
    const blueprint::Global& global = network.blueprint.globals[id];
    if (!is_float(global.type) || global.role != blueprint::GlobalRole::State) continue;
    const Worst worst = worst_of(network.state.globals.get(id));
    numbers_.push_back({id, {.may_be_infinite = worst != Worst::Finite}});
  }
}

std::optional<NotFiniteAt> FiniteCheck::find(Network& network) const {
  for (const WatchedNumber& watched : numbers_) {
    const double value = network.state.globals.get(watched.global);
    if (!watched.tolerance.allows(worst_of(value)))
      return NotFiniteAt{.global = watched.global, .value = value};
  }
  std::vector<std::size_t> first(network.n_parts(), fields_.size());
  const auto is_wrong = [&](const WatchedField& watched, std::uint64_t begin, std::uint64_t end) {
    return !watched.tolerance.allows(
        exec::worst_of(network.state.cells[watched.field], begin, end));
  };
  network.for_parts([&](std::size_t part) {
    for (std::size_t i = 0; i < fields_.size() && first[part] == fields_.size(); ++i) {
      const std::uint64_t n = network.state.cells[fields_[i].field].n_elements;
      const state::CellRange here = state::part_of(n, network.n_parts(), part);
      if (is_wrong(fields_[i], here.begin, here.end)) first[part] = i;
    }
  });
  const std::size_t i = *std::ranges::min_element(first);
  if (i == fields_.size()) return {};
  std::uint64_t cell = 0;
  while (!is_wrong(fields_[i], cell, cell + 1))
    ++cell;
  const blueprint::FieldId field = fields_[i].field;
  return NotFiniteAt{
      .field = field, .cell = cell, .value = not_finite_of(network.state.cells[field], cell)};
}

}  // namespace snn::exec
