// Whether the tables that name pairs fit the cells they join.

#include "compiler/network/columns.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/endpoints.h"
#include "compiler/network/file_weights.h"
#include "compiler/network/tables_of_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace snn::network {
namespace {

/// Cells of one end, as a table numbers them: those of the whole population.
class EndChecker {
 public:
  EndChecker(Builder& builder, const DataFile& file, const Cells& cells)
      : builder_(builder), file_(file), population_(builder.plan.populations[cells.population]) {
    constexpr std::uint64_t kMostCells = 1U << 24U;
    if (cells.slices.empty()) return;
    if (const auto numbers = numbers_of(builder.plan, cells, kMostCells))
      among_ = std::set<std::uint64_t>(numbers->begin(), numbers->end());
  }

  bool check(std::size_t row, double number) {
    const auto& n = population_.n_cells;
    if (!n) return true;
    const bool is_there =
        number >= 0 && number == std::floor(number) && number < static_cast<double>(*n);
    if (is_there && (!among_ || among_->contains(static_cast<std::uint64_t>(number)))) return true;
    const std::string what =
        is_there ? fmt::format(
                       "names cell {:.12g} of `{}` in row {}, which is not among those "
                       "that are connected",
                       number, population_.path, row + 1)
                 : fmt::format("names cell {:.12g} of `{}` in row {}, which has {} cells", number,
                               population_.path, row + 1, *n);
    builder_.diags.emit(kDataShape, file_.span, file_.path, what)
        .note("cells are counted from 0, in the whole population");
    return false;
  }

 private:
  Builder& builder_;
  const DataFile& file_;
  const Population& population_;
  std::optional<std::set<std::uint64_t>> among_;
};

// The second of two equal pairs, and the first.
std::optional<std::pair<std::size_t, std::size_t>> equal_rows(const DataFile& file,
                                                              const ListedPairs& rule) {
  std::vector<std::size_t> rows(file.shape[0]);
  for (std::size_t k = 0; k < rows.size(); ++k)
    rows[k] = k;
  const auto pair_of = [&](std::size_t row) {
    const double* fields = &file.values[row * file.shape[1]];
    return std::pair(fields[rule.source], fields[rule.target]);
  };
  std::ranges::stable_sort(rows, {}, pair_of);
  const auto found = std::ranges::adjacent_find(rows, {}, pair_of);
  if (found == rows.end()) return std::nullopt;
  return std::pair(*(found + 1), *found);
}

// A file may bring a value that nothing else gives, and then must.
bool check_brought(Builder& builder, const Projection& row, const DataFile& file,
                   const std::set<SymbolId>& brought) {
  for (const Setting& setting : row.settings) {
    const model::Symbol& symbol = builder.program[setting.variable];
    const bool is_missing = symbol.kind == model::SymbolKind::Param && !setting.value.is_given() &&
                            !brought.contains(setting.variable);
    if (!is_missing) continue;
    builder.diags
        .emit(kDataShape, file.span, file.path,
              fmt::format("brings no `{}`, and nothing else gives it a value", symbol.name))
        .help(fmt::format("add a column `{0}`, or write `{0} = …` in the braces", symbol.name));
    return false;
  }
  return true;
}

}  // namespace

void check_table(Builder& builder, const Projection& row, const ListedPairs& rule) {
  if (!rule.file.is_valid()) return;
  const DataFile& file = builder.plan.files[rule.file];
  const std::size_t n_columns = file.shape[1];
  if (!check_brought(builder, row, file, values_from_file(rule))) return;
  EndChecker source(builder, file, row.source);
  EndChecker target(builder, file, row.target.cells);
  for (std::size_t k = 0; k < file.shape[0]; ++k) {
    const double* fields = &file.values[k * n_columns];
    if (!source.check(k, fields[rule.source]) || !target.check(k, fields[rule.target])) return;
  }
  if (rule.delay && !check_finite(builder, file, rule.delay->index)) return;
  for (const auto& [variable, column] : rule.values) {
    if (!check_finite(builder, file, column.index)) return;
    FileWeights weights(builder, row, file, variable, column.factor);
    for (std::size_t k = 0; k < file.shape[0]; ++k) {
      if (!weights.check(k, file.values[k * n_columns + column.index])) return;
    }
  }
  if (rule.is_multi.known.value_or(1) != 0) return;
  const auto equal = equal_rows(file, rule);
  if (!equal) return;
  const double* fields = &file.values[equal->first * n_columns];
  builder.diags
      .emit(kDataShape, file.span, file.path,
            fmt::format("joins cell {:.12g} to cell {:.12g} in row {} and again in row {}",
                        fields[rule.source], fields[rule.target], equal->second + 1,
                        equal->first + 1))
      .help("if that is meant, write `multi = true` behind the name of the file");
}

void check_table(Builder& builder, const Projection& row, const MatrixPairs& rule) {
  if (!rule.file.is_valid()) return;
  const DataFile& file = builder.plan.files[rule.file];
  if (!check_brought(builder, row, file, values_from_file(rule))) return;
  const Population& source = builder.plan.populations[row.source.population];
  const Population& target = builder.plan.populations[row.target.cells.population];
  if (!source.n_cells || !target.n_cells) return;
  if (file.shape[0] != *source.n_cells || file.shape[1] != *target.n_cells) {
    auto report = builder.diags.emit(
        kDataShape, file.span, file.path,
        fmt::format("has {} rows and {} columns; `{}` to `{}` needs {} and {}", file.shape[0],
                    file.shape[1], source.path, target.path, *source.n_cells, *target.n_cells));
    if (file.shape[0] == *target.n_cells && file.shape[1] == *source.n_cells)
      report.help("rows are sources and columns are targets; write the transposed matrix");
    return;
  }
  for (std::size_t column = 0; column < file.shape[1]; ++column) {
    if (!check_finite(builder, file, column)) return;
  }
  if (!rule.weight.is_valid()) return;
  FileWeights weights(builder, row, file, rule.weight, rule.factor);
  for (std::size_t k = 0; k < file.values.size(); ++k) {
    if (file.values[k] != 0 && !weights.check(k / file.shape[1], file.values[k])) return;
  }
}

}  // namespace snn::network
