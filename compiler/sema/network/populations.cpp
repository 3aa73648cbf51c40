#include "compiler/sema/network/populations.h"

#include "compiler/model/eval.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/endpoints.h"
#include "compiler/sema/network/methods.h"
#include "compiler/sema/network/settings.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

class SettingsOfPopulation {
 public:
  SettingsOfPopulation(Context& ctx, const Draft& draft, SymbolId population)
      : ctx_(ctx), env_(draft.env(Place::Cell)), population_(population) {}

  void check(const ast::Population& item) {
    const ComponentId component = ctx_.program[population_].component;
    const SourceSpan model = item.model.span;
    for (const Given& given : given_in(ctx_, item.args, ctx_.text(model)))
      add(given);
    if (item.settings) {
      for (const Given& given : given_in(ctx_, env_, *item.settings))
        add(given);
    }
    require_values(ctx_, component, once_, model);
    model::PopulationDef& def = *ctx_.program.find_population(population_);
    def.settings = std::move(settings_);
    const auto bindings = model::settings_of(ctx_.program, def, {});
    const std::vector<model::SettingValue> settings = def.settings;
    for (const model::SettingValue& setting : settings) {
      if (setting.target.is_valid()) require_in_bounds(ctx_, setting, bindings);
    }
  }

 private:
  // A variable of the model takes the name.
  bool is_about_method(const Given& given, ScopeId members, std::string_view name) const {
    return given.path.size() == 1 && given.path[0].text == name &&
           !find_member(ctx_, members, name);
  }

  void append(const std::vector<model::SettingValue>& settings) {
    settings_.insert(settings_.end(), settings.begin(), settings.end());
  }

  void add(const Given& given) {
    const ScopeId members = ctx_.program[population_].members;
    if (is_about_method(given, members, "solver")) {
      append(check_method(ctx_, env_, given));
      return;
    }
    if (is_about_method(given, members, "interpretation")) {
      append(check_interpretation(ctx_, env_, given));
      return;
    }
    const std::string& model =
        ctx_.program[ctx_.program.components[ctx_.program[population_].component].symbol].name;
    const SymbolId target = find_settable(ctx_, members, given, 0, fmt::format("`{}`", model));
    const ExprId value = check_given(ctx_, env_, given);
    if (!target || !once_.add(ctx_, target, given)) return;
    const Type wanted = type_of(ctx_, target, given.name);
    const SourceSpan declared = ctx_.program[target].span;
    const bool is_sound = require_fit(ctx_, value, given.path.back().text, wanted, declared) &&
                          !ctx_.type_of(value).is_error() && require_shape(ctx_, value, wanted);
    settings_.push_back({given.span, target, ctx_.program[target].name, given.is_draw,
                         is_sound ? value : ctx_.error(given.span)});
  }

  Context& ctx_;
  Env env_;
  SymbolId population_;
  GivenOnce once_;
  std::vector<model::SettingValue> settings_;
};

// What may follow a group's name: the variables that all of its populations have.
ScopeId shared_members(Context& ctx, const std::vector<model::EndpointRef>& members) {
  const ScopeId first = ctx.program[members.front().population].members;
  const ComponentId component = ctx.program[members.front().population].component;
  const bool is_one_model = std::ranges::all_of(members, [&](const auto& member) {
    return ctx.program[member.population].component == component;
  });
  if (is_one_model || !first.is_valid()) return first;
  const ScopeId shared = new_scope(ctx, {});
  const model::Scope candidates = ctx.program.scopes[first];
  for (const auto& [name, symbol] : candidates.names) {
    const Type type = type_of(ctx, symbol, ctx.program[symbol].span);
    const bool is_everywhere = std::ranges::all_of(members, [&](const auto& member) {
      const SymbolId same = find_below(ctx, member.population, name);
      if (!same || ctx.program[same].kind != ctx.program[symbol].kind) return false;
      const Type other = type_of(ctx, same, ctx.program[same].span);
      return type.is_real() && other.is_real() && other.dim == type.dim;
    });
    if (!is_everywhere) continue;
    ctx.program.scopes[shared].names.emplace(name, symbol);
    ctx.program.scopes[shared].in_order.push_back(symbol);
  }
  return shared;
}

}  // namespace

void declare_population(Context& ctx, const Draft& draft, const ast::Population& item) {
  const SymbolId symbol = declare(ctx, draft.scope, SymbolKind::Population, item.name);
  if (!symbol) return;
  const SymbolId model = find_declared(ctx, draft.scope, item.model, SymbolKind::Neuron);
  model::Symbol& population = ctx.program[symbol];
  population.network = draft.network;
  if (model) {
    population.type = Type::entity();
    population.component = ctx.program[model].component;
    population.members = ctx.program[model].members;
  }
  model::PopulationDef def;
  def.symbol = symbol;
  def.model = model;
  def.model_span = item.model.span;
  def.polarity = static_cast<model::Polarity>(item.polarity);
  def.n_sides = std::max<std::size_t>(item.dims.size(), 1);
  ctx.program.networks[draft.network].populations.push_back(std::move(def));
}

void check_population(Context& ctx, const Draft& draft, const ast::Population& item) {
  const SymbolId symbol = find_member(ctx, draft.scope, item.name.text);
  // A name that was taken is another population, or no population.
  if (!symbol || ctx.program[symbol].span.begin != item.name.span.begin) return;
  const Env env = draft.env(draft.let_place);
  for (const ast::ExprId side : item.dims) {
    const ExprId size = check_plain(ctx, env, side, "the size of a population");
    ctx.program.find_population(symbol)->dims.push_back(size);
  }
  if (ctx.program[symbol].component.is_valid()) {
    SettingsOfPopulation(ctx, draft, symbol).check(item);
  }
}

void declare_group(Context& ctx, const Draft& draft, const ast::Group& item) {
  const SymbolId symbol = declare(ctx, draft.scope, SymbolKind::Group, item.name);
  if (!symbol) return;
  ctx.program[symbol].network = draft.network;
  ctx.program[symbol].type = Type::entity();
  model::GroupDef def;
  def.symbol = symbol;
  ctx.program.networks[draft.network].groups.push_back(std::move(def));
  const Env env = draft.env(draft.let_place);
  define(ctx, symbol, *draft.file, draft.scope, {}, [&ctx, &item, env, symbol] {
    auto members = check_sources(ctx, env, item.members);
    if (members.empty() || ctx.program[symbol].type.is_error()) {
      ctx.program[symbol].type = Type::error();
      return;
    }
    const ScopeId shared = shared_members(ctx, members);
    ctx.program[symbol].members = shared;
    ctx.program.find_group(symbol)->members = std::move(members);
  });
}

void check_place(Context& ctx, const Draft& draft, const ast::Place& item) {
  const Env env = draft.env(Place::Network);
  const auto named = find_cells(ctx, env, item.population);
  const ExprId layout = check_expr(ctx, env, item.layout);
  const Type& type = ctx.type_of(layout);
  if (!named) return;
  if (type.kind != model::Kind::Layout) {
    if (type.is_error()) return;
    const SourceSpan span = ctx.program.exprs[layout].span;
    ctx.diags->emit(kWrongType, span, "a layout", excerpt(ctx, span), with_article(ctx, type))
        .help(
            "layouts are `grid(nx, ny, spacing)`, `ring(radius)`, `disc(radius)`, `box(x, y, z)` "
            "and `file(\"positions.csv\")`");
    return;
  }
  for (const Cells& cells : named->members) {
    ctx.program.networks[draft.network].places.push_back({cells.population, layout});
    ctx.program.find_population(cells.population)->is_placed = true;
  }
}

}  // namespace snn::sema
