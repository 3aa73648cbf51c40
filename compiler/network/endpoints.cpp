#include "compiler/network/endpoints.h"

#include "compiler/network/checks.h"

#include <algorithm>
#include <cmath>

namespace snn::network {
namespace {

Slice slice_of(const Builder& builder, InstanceId in, const model::Subscript& subscript) {
  Slice slice;
  slice.begin = builder.value(in, subscript.begin);
  slice.is_single = !subscript.end.is_valid();
  if (slice.is_single) return slice;
  slice.end = builder.value(in, subscript.end);
  slice.step =
      subscript.step.is_valid() ? builder.value(in, subscript.step) : Builder::implied(in, 1);
  return slice;
}

// The slice of a side of so many cells, once its numbers are known and sound.
struct Run {
  std::uint64_t begin = 0;
  std::uint64_t step = 1;
  std::uint64_t n = 0;
};

std::optional<Run> run_of(const Slice& slice) {
  const auto whole = [](const Value& value) -> std::optional<std::uint64_t> {
    const bool is_whole = value.known && *value.known >= 0 && *value.known < 4294967296.0 &&
                          *value.known == std::floor(*value.known);
    return is_whole ? std::optional(static_cast<std::uint64_t>(*value.known)) : std::nullopt;
  };
  const auto begin = whole(slice.begin);
  if (slice.is_single) return begin ? std::optional(Run{*begin, 1, 1}) : std::nullopt;
  const auto end = whole(slice.end);
  const auto step = whole(slice.step);
  if (!begin || !end || !step || *step == 0 || *begin >= *end) return std::nullopt;
  return Run{*begin, *step, (*end - *begin + *step - 1) / *step};
}

std::optional<std::uint64_t> count(const Population& population, const Cells& cells) {
  if (cells.slices.empty()) return population.n_cells;
  std::uint64_t n = 1;
  for (const Slice& slice : cells.slices) {
    const auto run = run_of(slice);
    if (!run) return std::nullopt;
    n *= run->n;
  }
  return n;
}

}  // namespace

Cells cells_of(Builder& builder, InstanceId in, const model::EndpointRef& end) {
  const auto& path = std::get<model::Path>(builder.program[end.path].kind);
  const EnteredPath entered = enter(builder.plan, in, path);
  Cells cells;
  cells.population = builder.plan.find_population(entered.instance, end.population);
  for (const model::PathStep& step : path.steps) {
    if (step.symbol != end.population) continue;
    for (const model::Subscript& subscript : step.subscripts)
      cells.slices.push_back(slice_of(builder, in, subscript));
  }
  const Population& population = builder.plan.populations[cells.population];
  if (check_slices(builder, population, cells)) cells.n_cells = count(population, cells);
  return cells;
}

Target target_of(Builder& builder, InstanceId in, const model::EndpointRef& end) {
  Target target;
  target.cells = cells_of(builder, in, end);
  target.port = end.port;
  const auto& path = std::get<model::Path>(builder.program[end.path].kind);
  for (const model::PathStep& step : path.steps) {
    if (builder.program[step.symbol].kind != model::SymbolKind::Cable) continue;
    target.cable = step.symbol;
    if (!step.subscripts.empty())
      target.position = builder.value(in, step.subscripts.front().begin);
  }
  return target;
}

SymbolId input_named(const model::Program& program, const Population& population,
                     const std::string& words, bool is_spike) {
  SymbolId below;
  for (const model::Variable& variable : program.components[population.component].variables) {
    if (variable.kind != model::SymbolKind::Input || variable.is_spike != is_spike) continue;
    const std::string& name = program[variable.symbol].name;
    if (name == words) return variable.symbol;
    const bool is_below =
        name.starts_with(words + ".") && name.find('.', words.size() + 1) == std::string::npos;
    if (is_below) below = variable.symbol;
  }
  return below;
}

std::optional<std::vector<std::uint64_t>> numbers_of(const Plan& plan, const Cells& cells,
                                                     std::uint64_t limit) {
  if (!cells.n_cells || *cells.n_cells > limit) return std::nullopt;
  std::vector<std::uint64_t> numbers;
  numbers.reserve(*cells.n_cells);
  if (cells.slices.empty()) {
    for (std::uint64_t k = 0; k < *cells.n_cells; ++k)
      numbers.push_back(k);
    return numbers;
  }
  // Row by row: the number of what was chosen so far, times the next side, plus the place on it.
  const Population& population = plan.populations[cells.population];
  numbers.push_back(0);
  for (std::size_t side = 0; side < cells.slices.size(); ++side) {
    const auto run = run_of(cells.slices[side]);
    const bool is_sheet = cells.slices.size() > 1;
    if (!run || (is_sheet && !population.sides[side].known)) return std::nullopt;
    const auto width =
        is_sheet ? static_cast<std::uint64_t>(*population.sides[side].known) : std::uint64_t{0};
    std::vector<std::uint64_t> longer;
    for (const std::uint64_t row : numbers) {
      for (std::uint64_t k = 0; k < run->n; ++k)
        longer.push_back(row * width + run->begin + k * run->step);
    }
    numbers = std::move(longer);
  }
  return numbers;
}

}  // namespace snn::network
