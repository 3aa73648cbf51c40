#include "compiler/sema/script/surrogates.h"

#include "compiler/model/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/endpoints.h"
#include "compiler/sema/wording.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace snn::sema {
namespace {

// The dimension of the distance to threshold; none for a population without a threshold.
std::optional<model::DimTerm> distance_of(const Context& ctx, SymbolId population) {
  const ComponentId id = ctx.program[population].component;
  if (!id.is_valid()) return std::nullopt;
  const auto& spike = ctx.program.components[id].spike;
  if (!spike || spike->is_rate) return std::nullopt;
  const auto* condition = std::get_if<model::Binary>(&ctx.program[spike->condition].kind);
  if (condition == nullptr) return std::nullopt;
  const Type type = joined(ctx.type_of(condition->lhs), ctx.type_of(condition->rhs));
  return type.is_real() ? std::optional(type.dim) : std::nullopt;
}

std::string width_of(const Context& ctx, const model::DimTerm& dim) {
  return dim.is_plain() ? "" : fmt::format("/{}", value_text(ctx, 1, Type::real(dim)));
}

// The way of a gradient, backwards from the loss through connections.
class Gradients {
 public:
  Gradients(Context& ctx, const model::TrainDef& train) : ctx_(ctx), train_(train) {
    for (const model::SurrogateDef& surrogate : train.surrogates) {
      if (surrogate.population) smooth_.insert(surrogate.population);
      has_default_ = has_default_ || !surrogate.population;
    }
    for (const model::InstanceStep& instance : train.instances) {
      const model::NetworkId id = ctx.program[instance.symbol].network;
      for (const auto& projection : ctx.program.networks[id].projections)
        add(projection);
    }
  }

  void check(SourceSpan line) {
    const std::set<SymbolId> reached = read_by_loss();
    std::map<SymbolId, std::vector<std::string>> blocked;
    for (const ExprId parameter : train_.parameters) {
      for (const SymbolId start : begins_at(parameter)) {
        for (const SymbolId wall : walls(start, reached))
          blocked[wall].push_back(excerpt(ctx_, ctx_.program.exprs[parameter].span));
      }
    }
    for (const auto& [population, parameters] : blocked)
      report(population, parameters, line);
  }

 private:
  void add(const model::ProjectionDef& projection) {
    for (const model::EndpointRef& from : projection.from) {
      for (const model::EndpointRef& to : projection.to)
        next_[from.population].insert(to.population);
    }
    if (projection.symbol) {
      for (const model::EndpointRef& to : projection.to)
        trained_[projection.symbol].push_back(to.population);
    }
  }

  // Populations whose states the loss reads; a measure reads spikes, which need a surrogate too.
  std::set<SymbolId> read_by_loss() {
    std::set<SymbolId> read;
    model::for_each_expr(ctx_.program, train_.loss, [&](const model::Expr& expr) {
      const auto* path = std::get_if<model::Path>(&expr.kind);
      if (path == nullptr ||
          ctx_.program[path->steps.back().symbol].kind == SymbolKind::Population) {
        return;
      }
      for (const model::PathStep& step : path->steps) {
        if (ctx_.program[step.symbol].kind == SymbolKind::Population) read.insert(step.symbol);
      }
    });
    return read;
  }

  std::vector<SymbolId> begins_at(ExprId parameter) {
    const auto* path = std::get_if<model::Path>(&ctx_.program[parameter].kind);
    if (path == nullptr) return {};
    for (const model::PathStep& step : path->steps) {
      if (ctx_.program[step.symbol].kind == SymbolKind::Population) return {step.symbol};
      const auto projection = trained_.find(step.symbol);
      if (projection != trained_.end()) return projection->second;
    }
    return {};
  }

  bool passes(SymbolId population) const {
    return has_default_ || smooth_.contains(population) || !distance_of(ctx_, population);
  }

  // The populations without a surrogate on the way to the loss; none when some way is open.
  std::set<SymbolId> walls(SymbolId start, const std::set<SymbolId>& reached) {
    if (leads_to(start, reached, true)) return {};
    std::set<SymbolId> found;
    std::set<SymbolId> seen{start};
    std::vector<SymbolId> pending{start};
    while (!pending.empty()) {
      const SymbolId population = pending.back();
      pending.pop_back();
      if (!passes(population) && leads_to(population, reached, false)) found.insert(population);
      for (const SymbolId next : next_[population]) {
        if (seen.insert(next).second) pending.push_back(next);
      }
    }
    return found;
  }

  bool leads_to(SymbolId start, const std::set<SymbolId>& reached, bool through_open) {
    std::set<SymbolId> seen{start};
    std::vector<SymbolId> pending{start};
    while (!pending.empty()) {
      const SymbolId population = pending.back();
      pending.pop_back();
      if (reached.contains(population)) return true;
      if (through_open && !passes(population)) continue;
      for (const SymbolId next : next_[population]) {
        if (seen.insert(next).second) pending.push_back(next);
      }
    }
    return false;
  }

  void report(SymbolId population, const std::vector<std::string>& parameters, SourceSpan line) {
    const std::string& name = ctx_.program[population].name;
    const std::string width = width_of(ctx_, *distance_of(ctx_, population));
    std::string owner;
    for (const model::InstanceStep& instance : train_.instances) {
      const bool is_here =
          ctx_.program[instance.symbol].network == ctx_.program[population].network;
      if (is_here && owner.empty()) owner = ctx_.program[instance.symbol].name;
    }
    const std::string added =
        fmt::format("surrogate {}.{}(d) = 1/(1 + 10*abs(d){})^2{}", owner, name, width, width);
    ctx_.diags->emit(kNoSurrogate, line, name, fmt::format("`{}`", fmt::join(parameters, "`, `")))
        .label(ctx_.program[population].span, "spikes")
        .fix(fmt::format("add `{}`", added), SourceSpan{line.file, line.begin, line.begin},
             fmt::format("{}\n  ", added));
  }

  Context& ctx_;
  const model::TrainDef& train_;
  std::set<SymbolId> smooth_;
  bool has_default_ = false;
  std::map<SymbolId, std::set<SymbolId>> next_;
  std::map<SymbolId, std::vector<SymbolId>> trained_;
};

}  // namespace

std::optional<model::SurrogateDef> check_surrogate(Context& ctx, const Env& env, SourceSpan span,
                                                   const ast::Surrogate& item) {
  model::SurrogateDef def;
  def.span = span;
  model::DimTerm dim;
  if (item.population) {
    const auto named = find_cells(ctx, env, *item.population);
    if (!named || named->members.empty()) return std::nullopt;
    def.population = named->members.front().population;
    const auto distance = distance_of(ctx, def.population);
    if (!distance) {
      ctx.diags
          ->emit(kTraining, item.population->span,
                 fmt::format("`{}` does not spike by a threshold, so there is nothing to replace",
                             ctx.text(item.population->span)))
          .label(ctx.program[def.population].span, "declared here");
      return std::nullopt;
    }
    dim = *distance;
  }
  Env inner = env;
  inner.scope = new_scope(ctx, env.scope);
  def.variable = declare(ctx, inner.scope, SymbolKind::Local, item.variable);
  if (def.variable) ctx.program[def.variable].type = Type::real(dim);
  def.value = check_number(ctx, inner, item.value);
  const Type type = ctx.type_of(def.value);
  const Type wanted = Type::real(model::DimTerm().over(dim));
  if (type.is_error() || fits(ctx, type, wanted)) return def;
  const SourceSpan value = ctx.program.exprs[def.value].span;
  const std::string name = item.population ? std::string(ctx.text(item.population->span)) : "all";
  auto report = ctx.diags->emit(kSurrogateDimension, value, name, unit_of(ctx, wanted),
                                with_article(ctx, type));
  report.note("it stands for the change of the spike with the distance to threshold");
  if (type.dim.is_plain()) {
    const std::string divided = fmt::format("({}){}", ctx.text(value), width_of(ctx, dim));
    report.fix("divide by a width", value, divided);
  }
  return std::nullopt;
}

void check_gradients(Context& ctx, const model::TrainDef& train, SourceSpan line) {
  if (train.loss) Gradients(ctx, train).check(line);
}

}  // namespace snn::sema
