#include "compiler/lower/origins.h"

#include "compiler/lower/display.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace snn::lower {
namespace {

struct Origin {
  std::optional<source::SourceSpan> equation;
  std::optional<source::SourceSpan> change;  // the first assignment to it
};

std::optional<source::SourceSpan> first_change(const model::Program& model,
                                               const model::Component& component, SymbolId state) {
  std::optional<source::SourceSpan> change;
  const auto look = [&](const model::Block& block) {
    model::for_each_stmt(model, block, [&](const model::Stmt& stmt) {
      const auto* assign = std::get_if<model::Assign>(&stmt.kind);
      if (assign != nullptr && assign->target == state && !change) change = stmt.span;
    });
  };
  for (const model::Handler& handler : component.handlers)
    look(handler.block);
  if (component.spike) look(component.spike->reset);
  return change;
}

Origin origin_of(const model::Program& model, const model::Component& component, SymbolId state) {
  const auto equation = std::ranges::find(component.equations, state, &model::Equation::variable);
  if (equation != component.equations.end()) return {.equation = equation->span};
  return {.change = first_change(model, component, state)};
}

blueprint::Written written_at(const Workspace& work,
                              const std::optional<source::SourceSpan>& span) {
  if (!span) return {};
  const ir::Location place = work.location_of(*span);
  return {.text = on_one_line(work.sources.text(*span)),
          .place = fmt::format("{}:{}:{}", place.file, place.line, place.column)};
}

void keep(Workspace& work, const Home& home, const Origin& origin) {
  const auto keep_in = [&](auto& row) {
    row.equation = written_at(work, origin.equation);
    row.change = written_at(work, origin.change);
  };
  if (home.is_field()) {
    keep_in(work.blueprint().fields[home.field]);
  } else {
    keep_in(work.blueprint().globals[home.number]);
  }
}

bool changes(Workspace& work, const Home& home) {
  return home.is_field()
             ? work.blueprint().fields[home.field].role == blueprint::FieldRole::State
             : work.blueprint().globals[home.number].role == blueprint::GlobalRole::State;
}

}  // namespace

void tell_origin(Workspace& work, const model::Component& component, SymbolId state,
                 const Home& home) {
  keep(work, home, origin_of(work.model, component, state));
}

void tell_origin(Workspace& work, const network::Projection& projection,
                 const model::Component& component, const network::Setting& setting,
                 const Home& home) {
  if (!changes(work, home)) return;
  Origin origin = origin_of(work.model, component, setting.variable);
  for (const network::RuleUse& use : projection.rules) {
    const model::Component& rule = work.model.components[use.component];
    const bool is_its = setting.is_plastic && rule.plastic.is_valid() &&
                        work.model[rule.plastic].name == work.model[setting.variable].name;
    if (is_its && !origin.equation && !origin.change)
      origin = origin_of(work.model, rule, rule.plastic);
  }
  keep(work, home, origin);
}

}  // namespace snn::lower
