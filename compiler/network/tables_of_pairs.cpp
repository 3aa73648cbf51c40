#include "compiler/network/tables_of_pairs.h"

#include "compiler/network/columns.h"
#include "compiler/network/data.h"
#include "compiler/network/diagnostics.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace snn::network {
namespace {

using Names = std::vector<std::string_view>;
const Names kSource{"i", "source"};
const Names kTarget{"j", "target"};
const Names kDelay{"delay"};

bool is_among(const Names& names, std::string_view name) {
  return std::ranges::count(names, name) > 0;
}

class TableReader {
 public:
  TableReader(Builder& builder, const Projection& row, const model::ProjectionDef& def)
      : builder_(builder), row_(row), def_(def) {}

  PairsRule list() {
    ListedPairs list;
    list.is_multi = multi();
    const DataId id = file();
    if (!id.is_valid() || !take_columns(builder_.plan.files[id], list)) return list;
    list.file = id;
    return list;
  }

  PairsRule matrix() {
    MatrixPairs matrix;
    const DataId id = file();
    if (!id.is_valid()) return matrix;
    const DataFile& file = builder_.plan.files[id];
    matrix.weight = parameter("w");
    if (matrix.weight.is_valid()) {
      if (is_set(matrix.weight)) report_twice(file, "w");
      const auto factor = factor_of(builder_, file, file.shape[1], quantity(matrix.weight));
      if (!factor) return matrix;
      matrix.factor = *factor;
    }
    matrix.file = id;
    return matrix;
  }

 private:
  DataId file() {
    const ExprId name = argument_of(*def_.pairs, "");
    return file_at(builder_, name, name, Shape::Table);
  }

  Value multi() const {
    const ExprId given = argument_of(*def_.pairs, "multi");
    return given.is_valid() ? builder_.value(row_.instance, given)
                            : Builder::implied(row_.instance, 0);
  }

  [[nodiscard]] SymbolId parameter(std::string_view name) const {
    if (!row_.synapse.is_valid()) return {};
    for (const model::Variable& variable : builder_.program.components[row_.synapse].variables) {
      const bool is_set_up = variable.kind == model::SymbolKind::Param;
      if (is_set_up && builder_.program[variable.symbol].name == name) return variable.symbol;
    }
    return {};
  }

  [[nodiscard]] Quantity quantity(SymbolId variable) const {
    return quantity_of(builder_.program, builder_.program.components[row_.synapse], variable,
                       row_.target.port);
  }

  [[nodiscard]] bool is_set(SymbolId variable) const {
    return std::ranges::count(def_.settings, variable, &model::SettingValue::target) > 0;
  }
  [[nodiscard]] bool is_set(std::string_view name) const {
    return std::ranges::any_of(def_.settings, [&](const model::SettingValue& setting) {
      return !setting.target.is_valid() && setting.name == name;
    });
  }

  void report_twice(const DataFile& file, std::string_view name) {
    builder_.diags
        .emit(kDataShape, file.span, file.path,
              fmt::format("brings a value of `{}` for every pair, and so do the braces", name))
        .help(fmt::format("leave out `{0} = …`, or the values of `{0}` in the file", name));
  }

  bool take_columns(const DataFile& file, ListedPairs& list) {
    const std::size_t n = file.shape[1];
    if (n < 2) {
      builder_.diags.emit(kDataShape, file.span, file.path,
                          "has one column; a list of pairs has one for the source and one for "
                          "the target");
      return false;
    }
    if (!file.columns.empty()) return take_named(file, list);
    constexpr std::size_t kMost = 4;
    if (n > kMost) {
      builder_.diags
          .emit(kDataShape, file.span, file.path,
                fmt::format("has {} columns without names; a list of pairs has i, j and then "
                            "perhaps a weight and a delay",
                            n))
          .help("name the columns in the first line: i, j, w, delay, U");
      return false;
    }
    if (n > 2 && !take(file, 2, "w", list)) return false;
    return n <= 3 || take(file, 3, "delay", list);
  }

  bool take_named(const DataFile& file, ListedPairs& list) {
    const auto source = column_named(file, kSource);
    const auto target = column_named(file, kTarget);
    if (!source || !target) {
      builder_.diags
          .emit(kDataShape, file.span, file.path,
                fmt::format("has columns {}, and none of them is `{}`",
                            fmt::join(file.columns, ", "), source ? "j" : "i"))
          .help("call the columns of the two cells `i` and `j`, or `source` and `target`");
      return false;
    }
    list.source = *source;
    list.target = *target;
    for (std::size_t k = 0; k < file.columns.size(); ++k) {
      if (k == *source || k == *target) continue;
      if (!take(file, k, heading_of(file.columns[k]).name, list)) return false;
    }
    return true;
  }

  bool take(const DataFile& file, std::size_t column, std::string_view name, ListedPairs& list) {
    const bool is_delay = is_among(kDelay, name);
    const SymbolId variable = is_delay ? SymbolId() : parameter(name == "weight" ? "w" : name);
    if (!is_delay && !variable.is_valid()) {
      report_unknown(file, name);
      return false;
    }
    const Quantity holds = is_delay ? quantity_in(builder_.program, "ms") : quantity(variable);
    const auto factor = factor_of(builder_, file, column, holds);
    if (!factor) return false;
    const bool is_twice = is_delay ? list.delay.has_value() || is_set(name)
                                   : list.values.contains(variable) || is_set(variable);
    if (is_twice) {
      report_twice(file, name);
      return false;
    }
    if (is_delay) list.delay = Column{column, *factor};
    if (!is_delay) list.values[variable] = Column{column, *factor};
    return true;
  }

  void report_unknown(const DataFile& file, std::string_view name) {
    const bool has_synapse = row_.synapse.is_valid();
    const std::string synapse =
        has_synapse ? builder_.program[builder_.program.components[row_.synapse].symbol].name
                    : "the connection";
    Names known{"i", "j", "delay"};
    if (has_synapse) {
      for (const auto& variable : builder_.program.components[row_.synapse].variables) {
        if (variable.kind == model::SymbolKind::Param)
          known.push_back(builder_.program[variable.symbol].name);
      }
    }
    builder_.diags
        .emit(kDataShape, file.span, file.path,
              fmt::format("has a column `{}`, which is no parameter of `{}`", name, synapse))
        .note(fmt::format("columns may be called {}", fmt::join(known, ", ")));
  }

  Builder& builder_;
  const Projection& row_;
  const model::ProjectionDef& def_;
};

}  // namespace

ExprId argument_of(const model::PairsRule& def, std::string_view name) {
  const auto found = std::ranges::find(def.args, name, &model::NamedArg::name);
  return found == def.args.end() ? ExprId() : found->value;
}

PairsRule table_of_pairs(Builder& builder, const Projection& row, const model::ProjectionDef& def) {
  if (def.pairs->rule == "list") return TableReader(builder, row, def).list();
  if (def.pairs->rule == "matrix") return TableReader(builder, row, def).matrix();
  return AllPairs{};
}

std::set<SymbolId> values_from_file(const PairsRule& rule) {
  std::set<SymbolId> values;
  if (const auto* list = std::get_if<ListedPairs>(&rule)) {
    for (const auto& [variable, column] : list->values)
      values.insert(variable);
  }
  const auto* matrix = std::get_if<MatrixPairs>(&rule);
  if (matrix != nullptr && matrix->weight.is_valid()) values.insert(matrix->weight);
  return values;
}

}  // namespace snn::network
