#include "runtime/measure/cells.h"

#include <algorithm>
#include <map>

namespace snn::measure {

CellSet::CellSet(std::vector<Part> parts) : parts_(std::move(parts)) {
  for (const Part& part : parts_) {
    first_.push_back(static_cast<Position>(size_));
    size_ += part.size();
  }
}

std::pair<const Part*, std::uint64_t> CellSet::cell(Position position) const {
  const auto after = std::upper_bound(first_.begin(), first_.end(), position);
  const auto at = static_cast<std::size_t>(after - first_.begin()) - 1;
  const Part& part = parts_[at];
  return {&part, part.begin + (position - first_[at]) * part.step};
}

void CellSet::select(std::size_t part, std::span<const std::uint32_t> fired,
                     std::vector<Position>& positions) const {
  const Part& range = parts_[part];
  const auto* cell = std::lower_bound(fired.data(), fired.data() + fired.size(), range.begin);
  for (; cell != fired.data() + fired.size() && *cell < range.end; ++cell) {
    const std::uint64_t offset = *cell - range.begin;
    if (range.step != 1 && offset % range.step != 0) continue;
    positions.push_back(static_cast<Position>(first_[part] + offset / range.step));
  }
}

std::vector<std::pair<Position, Position>> shared_cells(const CellSet& first,
                                                        const CellSet& second) {
  using Name = std::pair<blueprint::PopulationId, std::uint64_t>;
  std::map<Name, Position> known;
  for (std::size_t i = 0; i < first.size(); ++i) {
    const auto [part, cell] = first.cell(static_cast<Position>(i));
    known.emplace(Name{part->population, cell}, static_cast<Position>(i));
  }
  std::vector<std::pair<Position, Position>> pairs;
  for (std::size_t j = 0; j < second.size(); ++j) {
    const auto [part, cell] = second.cell(static_cast<Position>(j));
    const auto found = known.find({part->population, cell});
    if (found != known.end()) pairs.emplace_back(found->second, static_cast<Position>(j));
  }
  return pairs;
}

}  // namespace snn::measure
