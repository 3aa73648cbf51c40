#include "compiler/sema/network/use_dims.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <fmt/ranges.h>

#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {
namespace {

bool is_value(SymbolKind kind) {
  return kind == SymbolKind::Param || kind == SymbolKind::State || kind == SymbolKind::Let ||
         kind == SymbolKind::Input;
}

std::string name_of(const model::DimUnknown& unknown) {
  return (unknown.side == model::Side::Pre ? "pre." : "post.") + unknown.variable;
}

// "(it has V)": the states of the cell, which is what rules read most.
std::string states_of(const Context& ctx, SymbolId population) {
  constexpr std::size_t kMost = 8;
  std::vector<std::string> names;
  for (const model::Variable& variable :
       ctx.program.components[ctx.program[population].component].variables) {
    if (variable.kind == SymbolKind::State && names.size() < kMost) {
      names.push_back(ctx.program[variable.symbol].name);
    }
  }
  return names.empty() ? "" : fmt::format(" (it has {})", fmt::join(names, ", "));
}

std::string_view model_of(const Context& ctx, SymbolId population) {
  const ComponentId component = ctx.program[population].component;
  return ctx.program[ctx.program.components[component].symbol].name;
}

}  // namespace

UseDims::UseDims(Context& ctx, ComponentId component, const Ends& ends, const Port& port)
    : ctx_(ctx), component_(component), ends_(ends), port_(port) {
  if (!component.is_valid()) return;
  for (const model::DimUnknown& unknown : ctx.program.components[component].unknowns)
    put_in(unknown);
}

void UseDims::put_in(const model::DimUnknown& unknown) {
  if (unknown.is_target) {
    real_.emplace(unknown.id, port_.type.dim);
    return;
  }
  const auto& populations = unknown.side == model::Side::Pre ? ends_.pre : ends_.post;
  for (const SymbolId population : populations) {
    const SymbolId variable = find_below(ctx_, population, unknown.variable);
    if (!variable || !is_value(ctx_.program[variable].kind)) continue;
    const Type& type = type_of(ctx_, variable, unknown.span);
    if (type.is_real()) real_.emplace(unknown.id, type.dim);
    return;
  }
}

bool UseDims::check(SourceSpan use) {
  const std::string_view name = ctx_.program[ctx_.program.components[component_].symbol].name;
  const auto unknowns = ctx_.program.components[component_].unknowns;
  for (const model::DimUnknown& unknown : unknowns) {
    if (unknown.is_target) continue;
    const auto& populations = unknown.side == model::Side::Pre ? ends_.pre : ends_.post;
    for (const SymbolId population : populations) {
      if (!ctx_.program[population].component.is_valid()) continue;
      const SymbolId variable = find_below(ctx_, population, unknown.variable);
      if (!variable || !is_value(ctx_.program[variable].kind)) {
        ctx_.diags
            ->emit(kNoRemoteVariable, use, name_of(unknown), name,
                   fmt::format("the {} `{}` has no `{}`{}",
                               unknown.side == model::Side::Pre ? "source" : "target",
                               model_of(ctx_, population), unknown.variable,
                               states_of(ctx_, population)))
            .label(unknown.span, "read here");
        return false;
      }
      const Type& type = type_of(ctx_, variable, use);
      const auto wanted = concrete(model::DimTerm::of(unknown.id));
      if (!type.is_real() || !wanted || type.dim == *wanted) continue;
      ctx_.diags
          ->emit(kPortMismatch, use,
                 fmt::format("{}.{}", ctx_.program[population].name, unknown.variable),
                 fmt::format("`{}` of `{}`", name_of(unknown), name),
                 with_article(ctx_, Type::real(*wanted)))
          .label(ctx_.program[variable].span, quantity_and_unit(ctx_, type))
          .label(unknown.span, "read here");
      return false;
    }
  }
  return true;
}

std::optional<model::DimTerm> UseDims::concrete(const model::DimTerm& term) const {
  const model::DimTerm open = ctx_.dims.resolve(term);
  model::DimTerm result(open.known());
  for (const model::DimTerm::Power& power : open.unknowns()) {
    const auto real = real_.find(power.unknown);
    if (real == real_.end()) return std::nullopt;
    const auto raised = real->second.power(power.halves, 2);
    if (!raised) return std::nullopt;
    result = result.times(*raised);
  }
  return result;
}

std::optional<Type> UseDims::concrete(const Type& type) const {
  if (!type.is_real()) return std::nullopt;
  const auto dim = concrete(type.dim);
  if (!dim) return std::nullopt;
  Type result = type;
  result.dim = *dim;
  if (depends_on_use(ctx_, type)) result.unit = {};
  return result;
}

bool UseDims::depends_on_use(const Context& ctx, const Type& type) {
  return !ctx.dims.resolve(type.dim).is_concrete();
}

}  // namespace snn::sema
