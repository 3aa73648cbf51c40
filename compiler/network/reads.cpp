// What expressions read, once everything is there: elements of files, and values of cells where
// there is one value.

#include "compiler/model/walk.h"
#include "compiler/network/checks.h"
#include "compiler/network/data.h"
#include "compiler/network/diagnostics.h"
#include "compiler/network/endpoints.h"

#include <fmt/format.h>

#include <set>
#include <string>

namespace snn::network {
namespace {

constexpr std::uint64_t kMostCells = 10000;

/// The cells that `i` and `j` count where an expression stands.
struct Indices {
  const Cells* rows = nullptr;     // not owned; null: no index
  const Cells* columns = nullptr;  // not owned
};

class ReadChecker {
 public:
  explicit ReadChecker(Builder& builder) : builder_(builder), plan_(builder.plan) {}

  void check() {
    for (const Global& global : plan_.globals)
      check(global.value, {});
    for (std::size_t k = 0; k < plan_.populations.size(); ++k) {
      const Population& population = plan_.populations[PopulationId(k)];
      const Cells cells{PopulationId(k), {}, population.n_cells};
      for (const Value& side : population.sides)
        check(side, {});
      check(population.settings, {&cells, nullptr});
    }
    for (const Projection& row : plan_.projections)
      check(row);
    for (const Drive& row : plan_.drives) {
      const Indices indices{&row.target.cells, nullptr};
      check(row.value.value, indices);
      for (const Argument& argument : row.arguments)
        check(argument.value, indices);
    }
  }

 private:
  void check(const std::vector<Setting>& settings, const Indices& indices) {
    for (const Setting& setting : settings)
      check(setting.value, indices);
  }

  void check(const Projection& row) {
    const Indices indices{&row.source, &row.target.cells};
    check(row.settings, indices);
    for (const RuleUse& rule : row.rules)
      check(rule.settings, indices);
    for (const Inject& inject : row.injections)
      check(inject.value, indices);
    for (const auto* condition : {&row.pairs.where, &row.pairs.except}) {
      if (*condition) check((*condition)->value, indices);
    }
    if (const auto* rule = std::get_if<WithProbability>(&row.pairs.rule)) check(rule->p, indices);
    check(row.delay.value, indices);
    check(row.dendritic_delay.value, indices);
  }

  void check(const Value& value, const Indices& indices) {
    if (!value.is_given()) return;
    const std::set<const model::Expr*> of_many = reduced_in(value.expr);
    model::for_each_expr(builder_.program, value.expr, [&](const model::Expr& node) {
      const auto* path = std::get_if<model::Path>(&node.kind);
      if (path != nullptr && !of_many.contains(&node)) check_one(value.in, *path, node);
      if (const auto* element = std::get_if<model::Element>(&node.kind))
        check_element(value.in, *element, indices);
      find_files(node);
    });
  }

  // `mean(E.V)` makes one value of many.
  [[nodiscard]] std::set<const model::Expr*> reduced_in(ExprId root) const {
    std::set<const model::Expr*> found;
    model::for_each_expr(builder_.program, root, [&](const model::Expr& node) {
      const auto* call = std::get_if<model::IntrinsicCall>(&node.kind);
      const bool is_one = call != nullptr && (call->intrinsic == model::Intrinsic::Mean ||
                                              call->intrinsic == model::Intrinsic::Sum);
      if (!is_one) return;
      for (const model::NamedArg& arg : call->args)
        found.insert(&builder_.program[arg.value]);
    });
    return found;
  }

  // A file may also be named within an expression: `sum(vector("w.csv"))`.
  void find_files(const model::Expr& node) {
    const auto* element = std::get_if<model::Element>(&node.kind);
    const auto* call = std::get_if<model::IntrinsicCall>(&node.kind);
    if (element != nullptr) (void)file_named(builder_, element->base);
    if (call == nullptr) return;
    for (const model::NamedArg& arg : call->args)
      (void)file_named(builder_, arg.value);
  }

  // ---- `E.tau` ----------------------------------------------------------------------------------

  void check_one(InstanceId in, const model::Path& path, const model::Expr& node) {
    const EnteredPath entered = enter(plan_, in, path);
    if (entered.next >= path.steps.size()) return;
    const auto& subscripts = path.steps[entered.next].subscripts;
    const bool is_one_cell = subscripts.size() == 1 && !subscripts.front().end.is_valid();
    if (is_one_cell) return;
    const PopulationId population =
        plan_.find_population(entered.instance, path.steps[entered.next].symbol);
    if (!population.is_valid()) return;
    const Setting* setting = plan_.find_setting(population, path.steps.back().symbol);
    if (setting == nullptr || setting->spread == Spread::Shared) return;
    if (!said_.insert({node.span.file.index, node.span.begin}).second) return;
    const std::string name = fmt::format("{}.{}", plan_.populations[population].path,
                                         builder_.program[setting->variable].name);
    auto report = builder_.diags.emit(kDiffersBetweenCells, node.span, name);
    if (setting->value.is_given())
      report.label(builder_.program[setting->value.expr].span, "a value for each cell");
  }

  // ---- `Q[i, j]` --------------------------------------------------------------------------------

  void check_element(InstanceId in, const model::Element& element, const Indices& indices) {
    const DataId id = file_of(in, element.base);
    if (!id.is_valid()) return;
    const DataFile& file = plan_.files[id];
    for (std::size_t side = 0; side < element.subscripts.size() && side < file.shape.size();
         ++side) {
      const model::Subscript& subscript = element.subscripts[side];
      if (subscript.end.is_valid()) continue;
      check_subscript(in, subscript.begin, file, side, indices);
    }
  }

  DataId file_of(InstanceId in, ExprId base) {
    if (const auto* read = std::get_if<model::Read>(&builder_.program[base].kind)) {
      const Global* global = plan_.find_global(in, read->symbol);
      return global != nullptr ? global->file : DataId();
    }
    return file_named(builder_, base);
  }

  void check_subscript(InstanceId in, ExprId expr, const DataFile& file, std::size_t side,
                       const Indices& indices) {
    const auto reads = model::reads_of(builder_.program, expr);
    const bool reads_row = reads.contains(builder_.row) && indices.rows != nullptr;
    const bool reads_column = reads.contains(builder_.column) && indices.columns != nullptr;
    if (reads_row && reads_column) return;
    if (!reads_row && !reads_column) {
      require_inside(expr, builder_.evaluate(in, expr, {}), file, side);
      return;
    }
    const Cells& cells = reads_row ? *indices.rows : *indices.columns;
    const SymbolId index = reads_row ? builder_.row : builder_.column;
    for (const std::uint64_t number : some_numbers(cells)) {
      const auto at = builder_.evaluate(in, expr, {{index, static_cast<double>(number)}});
      if (!require_inside(expr, at, file, side)) return;
    }
  }

  // All of a small population, the first and the last cell of a large one.
  [[nodiscard]] std::vector<std::uint64_t> some_numbers(const Cells& cells) const {
    if (const auto numbers = numbers_of(plan_, cells, kMostCells)) return *numbers;
    if (!cells.n_cells || !cells.slices.empty()) return {};
    return {0, *cells.n_cells - 1};
  }

  bool require_inside(ExprId expr, const std::optional<double>& at, const DataFile& file,
                      std::size_t side) {
    if (!at || (*at >= 0 && *at < static_cast<double>(file.shape[side]))) return true;
    const source::SourceSpan span = builder_.program[expr].span;
    if (!said_.insert({span.file.index, span.begin}).second) return false;
    const std::string_view what = file.shape.size() == 1 ? "numbers"
                                  : side == 0            ? "rows"
                                                         : "columns";
    builder_.diags
        .emit(kDataShape, span, file.path,
              fmt::format("has {} {}; there is no number {:.12g}", file.shape[side], what, *at))
        .label(file.span, "the file")
        .note("they are counted from 0");
    return false;
  }

  Builder& builder_;
  Plan& plan_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> said_;
};

}  // namespace

void check_reads(Builder& builder) {
  ReadChecker(builder).check();
}

}  // namespace snn::network
