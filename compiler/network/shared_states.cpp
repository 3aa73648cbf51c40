// States that all cells of a population share: nothing may make them differ from cell to cell. The
// checker knows what a model says; the values of its parameters are a population's.

#include "compiler/model/walk.h"
#include "compiler/network/checks.h"
#include "compiler/network/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace snn::network {
namespace {

class SharedStates {
 public:
  SharedStates(Builder& builder, const Population& population)
      : builder_(builder),
        population_(population),
        component_(builder.program.components[population.component]) {}

  void check() {
    for (const model::Variable& variable : component_.variables) {
      if (variable.kind != model::SymbolKind::State || !variable.is_shared) continue;
      shared_.insert(variable.symbol);
      const Setting* start = setting_of(variable.symbol);
      if (start != nullptr && differs(*start)) report(*start, span_of(*start));
    }
    if (shared_.empty()) return;
    for (const model::Equation& equation : component_.equations) {
      if (!shared_.contains(equation.variable)) continue;
      check_reads(equation.value);
      if (equation.coefficient) check_reads(equation.coefficient);
    }
    for (const model::Handler& handler : component_.handlers) {
      model::for_each_stmt(builder_.program, handler.block, [&](const model::Stmt& stmt) {
        const auto* assign = std::get_if<model::Assign>(&stmt.kind);
        if (assign != nullptr && shared_.contains(assign->target)) check_reads(assign->value);
      });
    }
  }

 private:
  [[nodiscard]] const Setting* setting_of(SymbolId variable) const {
    const auto found = std::ranges::find(population_.settings, variable, &Setting::variable);
    return found == population_.settings.end() ? nullptr : &*found;
  }

  static bool differs(const Setting& setting) {
    return setting.is_draw || setting.spread != Spread::Shared;
  }

  [[nodiscard]] source::SourceSpan span_of(const Setting& setting) const {
    return setting.value.is_given() ? builder_.program[setting.value.expr].span
                                    : builder_.program[setting.variable].span;
  }

  void check_reads(ExprId value) {
    for (const SymbolId read : model::reads_of(builder_.program, value)) {
      if (shared_.contains(read)) continue;
      const Setting* setting = setting_of(read);
      if (setting != nullptr && differs(*setting)) report(*setting, builder_.program[value].span);
    }
  }

  void report(const Setting& setting, source::SourceSpan where) {
    if (!said_.insert(setting.variable).second) return;
    const std::string name =
        fmt::format("{}.{}", population_.path, builder_.program[setting.variable].name);
    builder_.diags.emit(kDiffersBetweenCells, where, name)
        .label(span_of(setting), "a value for each cell")
        .note("all cells of a population have one value of a shared state");
  }

  Builder& builder_;
  const Population& population_;
  const model::Component& component_;
  std::set<SymbolId> shared_;
  std::set<SymbolId> said_;
};

}  // namespace

void check_shared_states(Builder& builder, const Population& population) {
  SharedStates(builder, population).check();
}

}  // namespace snn::network
