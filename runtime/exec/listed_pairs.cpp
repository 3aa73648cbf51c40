#include "runtime/exec/listed_pairs.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

namespace snn::exec {

using status::Code;
using status::Result;

namespace {

std::optional<connect::Cell> place_at(const Stride& cells, double number) {
  const bool is_cell = number >= 0 && number < 4294967295.0 && number == std::floor(number);
  return is_cell ? cells.place_of(static_cast<std::uint64_t>(number)) : std::nullopt;
}

std::string number_text(double number) {
  return number == std::floor(number) && std::abs(number) < 1e15
             ? std::to_string(static_cast<std::int64_t>(number))
             : std::to_string(number);
}

Result<PairList> of_list(const blueprint::Data& table, const blueprint::Projection& projection,
                         const Stride& from, const Stride& to) {
  PairList pairs;
  pairs.reserve(table.n_rows());
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    const double* fields = &table.values[row * table.n_columns];
    const double source = fields[projection.pairs.source_column];
    const double target = fields[projection.pairs.target_column];
    const auto i = place_at(from, source);
    const auto j = place_at(to, target);
    if (!i || !j) {
      return status::failure(Code::Input, "row " + std::to_string(row + 1) + " of `" + table.path +
                                              "` joins cell " + number_text(source) + " to cell " +
                                              number_text(target) + ", which `" + projection.name +
                                              "` does not");
    }
    pairs.emplace_back(*i, *j);
  }
  return pairs;
}

PairList of_matrix(const blueprint::Data& table, const Stride& from, const Stride& to) {
  PairList pairs;
  for (std::size_t k = 0; k < table.values.size(); ++k) {
    if (table.values[k] == 0) continue;
    const auto i = from.place_of(k / table.n_columns);
    const auto j = to.place_of(k % table.n_columns);
    if (i && j) pairs.emplace_back(*i, *j);
  }
  return pairs;
}

}  // namespace

Result<PairList> listed_pairs(const blueprint::Blueprint& blueprint,
                              const blueprint::Projection& projection, const Stride& from,
                              const Stride& to) {
  if (index_of(projection.pairs.data) >= blueprint.data.size())
    return status::failure(Code::Input, "`" + projection.name + "` names no table of its pairs");
  const blueprint::Data& table = blueprint.data[projection.pairs.data];
  if (projection.pairs.rule == blueprint::Rule::List) return of_list(table, projection, from, to);
  return of_matrix(table, from, to);
}

}  // namespace snn::exec
