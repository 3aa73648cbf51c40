#pragma once
// What the phases of a population's step share: a kernel over its cells, the names it uses, and the
// handlers that run in it.

#include "compiler/lower/cell_names.h"
#include "compiler/lower/events.h"
#include "compiler/lower/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace snn::lower {

/// One kernel over the cells of a population, for one phase of the step.
class CellPhase {
 public:
  CellPhase(Workspace& work, Numbers& numbers, network::PopulationId id, const std::string& name)
      : work_(work),
        id_(id),
        component_(work.component_of(id)),
        row_(work.cells[id]),
        names_(work, numbers, id),
        kernel_(work.add_kernel(fmt::format("{}.{}", work.network.populations[id].path, name),
                                blueprint::Domain::EachCell, work.cells[id].id)),
        builder_(work.program, kernel_),
        here_(work.model, builder_, Type::Real, names_),
        handlers_(here_, effects()) {
    names_.extra_draws = work.arithmetic.cells[id].update.extra_draws;
  }
  CellPhase(const CellPhase&) = delete;
  CellPhase& operator=(const CellPhase&) = delete;

  /// Stores what changed; nothing when nothing happens in this phase.
  KernelId finish() {
    handlers_.finish();
    return work_.program.kernels[kernel_].insts.empty() ? KernelId::none : kernel_;
  }

  [[nodiscard]] FieldRef self(FieldId field) const { return {ir::Frame::Self, field}; }
  /// Whether the cell is refractory in this step; none when it never is.
  [[nodiscard]] std::optional<ValueId> is_refractory() {
    if (!blueprint::exists(row_.refractory)) return std::nullopt;
    if (!refractory_) {
      refractory_ = builder_.load(self(row_.refractory));
      if (!component_.spike->is_until)
        refractory_ = builder_.op(ir::Op::Gt, {*refractory_, builder_.constant_int(Type::I32, 0)});
      builder_.name(*refractory_, "refractory");
    }
    return refractory_;
  }
  [[nodiscard]] bool is_held(StateVariable variable) const {
    const SymbolId array = work_.model[variable.symbol].origin;
    return component_.spike &&
           std::ranges::find(component_.spike->held, array ? array : variable.symbol) !=
               component_.spike->held.end();
  }
  [[nodiscard]] bool is_array(StateVariable variable) const {
    return !work_.model[variable.symbol].type.is_scalar();
  }

  void at(source::SourceSpan span) { builder_.at(work_.location_of(span)); }

  Workspace& work_;
  network::PopulationId id_;
  const model::Component& component_;
  CellRow& row_;
  CellNames names_;
  KernelId kernel_;
  ir::Builder builder_;
  Expressions here_;
  Handlers handlers_;

 private:
  Effects effects() {
    return {.store =
                [this](StateVariable v, ValueId value) {
                  const auto home = row_.homes.find(v);
                  if (home == row_.homes.end() || home->second.n_nodes > 0)
                    throw Unsupported("a change of a whole cable", work_.model[v.symbol].span);
                  here_.store(self(home->second.field), {.known = home->second.first}, value);
                },
            .bounds = [this](StateVariable v) -> const model::Bounds* {
              const SymbolId origin = work_.model[v.symbol].origin;
              const model::Variable* declared =
                  work_.model.find_variable(origin ? origin : v.symbol);
              return declared != nullptr && declared->bounds ? &*declared->bounds : nullptr;
            },
            .array = [this](StateVariable v) { return names_.array(v, {}); },
            .deliver = [](ValueId, const std::string&) {},
            .spike = [this] { builder_.store(self(row_.asked), builder_.constant_bool(true)); },
            .emit =
                [this](SymbolId event, ValueId value) {
                  lower::emit(work_, builder_, ir::Frame::Self, id_, event, value);
                }};
  }

  std::optional<ValueId> refractory_;
};

}  // namespace snn::lower
