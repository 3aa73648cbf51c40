#include "compiler/sema/declarations.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/quantities.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

model::Variable& variable_of(Context& ctx, ComponentId component, SymbolId symbol) {
  return ctx.program.components[component].variables[ctx.program[symbol].variable];
}

std::int64_t check_length(Context& ctx, const Env& env, const std::vector<ast::ExprId>& dims,
                          std::string_view name) {
  if (dims.empty()) return 0;
  if (dims.size() > 1) {
    ctx.diags->emit(kBadSize, (*env.file)[dims[1]].span, fmt::format("`{}`", name),
                    "an array of more than one dimension; a variable has one at most");
    return Type::kUnknownLength;
  }
  const ExprId size = check_plain(ctx, env, dims[0], "a length");
  const bool is_known = !ctx.type_of(size).is_error() && require_fixed(ctx, size, "a length");
  const auto value = is_known ? constant_value(ctx, size) : std::nullopt;
  if (!value) return Type::kUnknownLength;
  constexpr double kLargest = 1 << 20;
  if (*value < 1 || *value > kLargest || *value != std::floor(*value)) {
    ctx.diags->emit(kBadSize, ctx.program.exprs[size].span, fmt::format("the length of `{}`", name),
                    fmt::format("{}; it must be a whole number from 1 to 2^20", *value));
    return Type::kUnknownLength;
  }
  return static_cast<std::int64_t>(*value);
}

SymbolId add_variable(Context& ctx, Layer& layer, SymbolKind kind, const ast::Name& name) {
  const SymbolId symbol = declare(ctx, layer.scope, kind, name, layer.prefix);
  if (!symbol) return symbol;
  ctx.program[symbol].component = layer.component;
  model::Variable variable;
  variable.symbol = symbol;
  variable.kind = kind;
  auto& variables = ctx.program.components[layer.component].variables;
  ctx.program[symbol].variable = static_cast<std::uint32_t>(variables.size());
  variables.push_back(std::move(variable));
  return symbol;
}

Override* override_of(Layer& layer, std::string_view name) {
  const auto found = layer.overrides.find(name);
  if (found == layer.overrides.end()) return nullptr;
  found->second.is_used = true;
  return &found->second;
}

// A parameter is a number or a condition, a state a number.
bool require_kind(Context& ctx, ExprId value, bool is_state) {
  return is_state ? require_number(ctx, value) : require_value(ctx, value);
}

// The value given at the place of use stands for the default; what is wrong with it is said there.
ExprId value_of_override(Context& ctx, const Override& given, const ast::Decl& decl,
                         const Declared& declared, const std::optional<model::Bounds>& bounds,
                         bool is_state) {
  diag::Diagnostics* const outer = std::exchange(ctx.diags, given.diags);
  const SourceSpan span = given.arg->span;
  const ExprId initial = check_initial(ctx, given.env, given.arg->value, false, {});
  const bool is_sound = require_kind(ctx, initial, is_state) &&
                        require_fit(ctx, initial, decl.name.text, declared.type, decl.name.span) &&
                        require_length(ctx, initial, declared.type.length, decl.name.span) &&
                        (is_state || require_fixed(ctx, initial, "a parameter"));
  if (is_sound && bounds) require_inside(ctx, initial, *bounds, declared.type);
  const ExprId value = is_sound ? initial : ctx.error(span);
  ctx.diags = outer;
  return value;
}

// The default of a parameter, the start of a state.
Declared check_default(Context& ctx, const Env& env, const ast::Decl& decl, bool is_state) {
  if (!is_state && is_steady(*env.file, decl.init)) {
    ctx.diags->emit(kSteadyMisplaced, (*env.file)[decl.init].span,
                    fmt::format("`{}` is a parameter", decl.name.text));
    return {};
  }
  Declared declared = check_declared(ctx, env, decl, is_state);
  declared.type.length = check_length(ctx, env, decl.dims, decl.name.text);
  if (!declared.value) return declared;
  const bool is_sound = require_kind(ctx, declared.value, is_state) &&
                        require_length(ctx, declared.value, declared.type.length, decl.name.span) &&
                        (is_state || require_fixed(ctx, declared.value, "a parameter"));
  if (is_sound) return declared;
  if (!decl.unit) declared.type = Type::error();
  declared.value = ctx.error(decl.span);
  return declared;
}

void finish_decl(Context& ctx, const Env& env, const ast::Decl& decl, SymbolId symbol,
                 const Override* given) {
  const bool is_state = ctx.program[symbol].kind == SymbolKind::State;
  const Declared declared = check_default(ctx, env, decl, is_state);
  if (is_state && !decl.init && given == nullptr) report_no_start(ctx, env, decl, declared.type);
  ctx.program[symbol].type = declared.type;
  ctx.program[symbol].value = declared.value;
  std::optional<model::Bounds> bounds;
  if (decl.bounds) {
    bounds = check_bounds(ctx, env, *decl.bounds, decl.name.text, declared.type, decl.name.span);
  }
  const bool is_reachable = !bounds || !is_state || require_closed(ctx, *bounds, decl.name.text);
  if (given != nullptr) {
    ctx.program[symbol].value = value_of_override(ctx, *given, decl, declared, bounds, is_state);
  } else if (bounds && is_reachable && declared.value) {
    require_inside(ctx, declared.value, *bounds, declared.type);
  }
  const ExprId value = ctx.program[symbol].value;
  model::Variable& variable = variable_of(ctx, env.component, symbol);
  variable.value = value;
  variable.bounds = bounds;
  variable.init_kind = !value                                  ? model::InitKind::None
                       : given != nullptr                      ? model::InitKind::Equals
                       : decl.init_kind == ast::InitKind::Draw ? model::InitKind::Draw
                                                               : model::InitKind::Equals;
}

std::vector<ast::ExprId> reads_of(const ast::Decl& decl) {
  std::vector<ast::ExprId> reads = decl.dims;
  if (decl.init) reads.push_back(decl.init);
  if (decl.bounds) {
    reads.push_back(decl.bounds->low);
    reads.push_back(decl.bounds->high);
  }
  return reads;
}

void declare_decl(Context& ctx, Layer& layer, SymbolKind kind, const ast::Decl& decl,
                  bool is_shared) {
  const SymbolId symbol = add_variable(ctx, layer, kind, decl.name);
  if (!symbol) return;
  variable_of(ctx, layer.component, symbol).is_shared = is_shared;
  Override* given = override_of(layer, decl.name.text);
  const Env env = layer.env(Place::Constant);
  std::vector<ast::ExprId> reads = reads_of(decl);
  define(ctx, symbol, *layer.file, layer.scope, std::move(reads),
         [&ctx, &decl, env, symbol, given] { finish_decl(ctx, env, decl, symbol, given); });
}

}  // namespace

Declared check_declared(Context& ctx, const Env& env, const ast::Decl& decl, bool is_state) {
  Declared result;
  if (decl.unit) result.type = type_of_unit(ctx, env, *decl.unit);
  if (!decl.init) {
    if (!decl.unit && !decl.name.text.empty() && !is_state) {
      ctx.diags->emit(kNoUnitNoValue, decl.name.span, decl.name.text)
          .help(fmt::format("write `{0} = …`, or `{0}: mV` for a value that is given later",
                            decl.name.text));
    }
    return result;
  }
  if (is_steady(*env.file, decl.init)) {
    if (!decl.unit) result.type = Type::real();
    result.value = ctx.add((*env.file)[decl.init].span, result.type, model::SteadyValue{});
    return result;
  }
  const bool is_draw = decl.init_kind == ast::InitKind::Draw;
  result.value = check_initial(ctx, env, decl.init, is_draw, decl.name.span);
  const Type& type = ctx.type_of(result.value);
  if (decl.unit) {
    const bool is_misfit =
        !result.type.is_error() &&
        !require_fit(ctx, result.value, decl.name.text, result.type, decl.unit->span);
    if (is_misfit || type.is_error()) result.value = ctx.error(decl.span);
    return result;
  }
  result.type = type;
  result.type.fits_any_dimension = false;
  result.type.length = 0;
  if (type.is_error()) result.value = ctx.error(decl.span);
  return result;
}

void declare_params(Context& ctx, Layer& layer, const ast::Param& param) {
  for (const ast::Decl& decl : param.decls) {
    declare_decl(ctx, layer, SymbolKind::Param, decl, false);
  }
}

void declare_states(Context& ctx, Layer& layer, const ast::State& state) {
  for (const ast::Decl& decl : state.decls) {
    if (decl.n_primes == 0) declare_decl(ctx, layer, SymbolKind::State, decl, state.is_shared);
  }
  // The start of a derivative is what makes `x'` a value; its own value is checked later.
  for (const ast::Decl& decl : state.decls) {
    const SymbolId symbol = find_member(ctx, layer.scope, decl.name.text);
    if (!symbol || ctx.program[symbol].kind != SymbolKind::State) continue;
    auto& starts = variable_of(ctx, layer.component, symbol).derivative_starts;
    const auto order = static_cast<std::size_t>(decl.n_primes);
    if (starts.size() < order) starts.resize(order);
  }
}

void check_derivative_start(Context& ctx, const Layer& layer, const ast::Decl& decl) {
  const SymbolId symbol = find_member(ctx, layer.scope, decl.name.text);
  if (!symbol || ctx.program[symbol].kind != SymbolKind::State) {
    const model::Component& component = ctx.program.components[layer.component];
    report_unknown_of_kind(ctx, {}, decl.name, "state",
                           fmt::format("`{}`", ctx.program[component.symbol].name));
    return;
  }
  Type type = type_of(ctx, symbol, decl.name.span);
  for (int i = 0; i < decl.n_primes; ++i)
    type.dim = type.dim.times(per_time());
  type.unit = {};
  const auto order = static_cast<std::size_t>(decl.n_primes);
  const std::string name = std::string(decl.name.text) + std::string(order, '\'');
  if (!decl.init) {
    ctx.diags->emit(kNoInitialValue, decl.name.span, name)
        .help(fmt::format("write `{} = {}`", name, value_text(ctx, 0, type)));
    return;
  }
  auto& starts = variable_of(ctx, layer.component, symbol).derivative_starts;
  if (starts[order - 1]) {
    ctx.diags->emit(kGivenTwice, decl.name.span, name)
        .label(ctx.program.exprs[starts[order - 1]].span, "first given here");
    return;
  }
  const Env env = layer.env(Place::Constant);
  starts[order - 1] = check_number_for(ctx, env, decl.init, name, type, ctx.program[symbol].span);
}

void declare_let(Context& ctx, Layer& layer, const ast::Let& let) {
  const SymbolId symbol = add_variable(ctx, layer, SymbolKind::Let, let.name);
  if (!symbol) return;
  const Env env = layer.env(Place::Equation);
  define(ctx, symbol, *layer.file, layer.scope, {let.value}, [&ctx, &let, env, symbol] {
    const ExprId value = check_expr(ctx, env, let.value);
    Type type = require_value(ctx, value) ? ctx.type_of(value) : Type::error();
    if (let.unit) {
      const Type wanted = type_of_unit(ctx, env, *let.unit);
      if (!require_fit(ctx, value, let.name.text, wanted, let.unit->span)) type = Type::error();
      if (!type.is_error() && !wanted.is_error()) {
        type.dim = wanted.dim;
        type.unit = wanted.unit;
      }
    }
    type.fits_any_dimension = false;
    ctx.program[symbol].type = type;
    ctx.program[symbol].value = value;
    variable_of(ctx, env.component, symbol).value = value;
  });
}

void declare_input(Context& ctx, Layer& layer, const ast::Input& input) {
  const SymbolId symbol = add_variable(ctx, layer, SymbolKind::Input, input.name);
  if (!symbol) return;
  const Env env = layer.env(Place::Constant);
  const auto polarity = static_cast<model::Polarity>(input.polarity);
  define(ctx, symbol, *layer.file, layer.scope, {}, [&ctx, &input, env, symbol, polarity] {
    Type type = Type::real();
    ExprId value;
    if (input.default_value) {
      value = check_number(ctx, env, input.default_value);
      type = ctx.type_of(value);
      type.fits_any_dimension = false;
    }
    if (input.unit) {
      type = type_of_unit(ctx, env, *input.unit);
      if (value) require_fit(ctx, value, input.name.text, type, input.unit->span);
    }
    if (!input.unit && !input.default_value && !input.is_spike) {
      ctx.diags->emit(kNoUnitNoValue, input.name.span, input.name.text)
          .help(fmt::format("write `input {0}: pA`, or `input {0}: spike nS` for spikes",
                            input.name.text));
      type = Type::error();
    }
    type.length = check_length(ctx, env, input.dims, input.name.text);
    std::optional<model::Bounds> bounds;
    if (input.bounds) {
      bounds = check_bounds(ctx, env, *input.bounds, input.name.text, type, input.name.span);
    }
    if (bounds && value) require_inside(ctx, value, *bounds, type);
    model::Variable& variable = variable_of(ctx, env.component, symbol);
    variable.is_spike = input.is_spike;
    variable.polarity = polarity;
    variable.port_dim = type.dim;
    variable.port_unit = type.unit;
    variable.value = value;
    variable.bounds = bounds;
    if (input.is_spike && !type.is_error()) {
      type.dim = type.dim.times(per_time());
      type.has_train = true;
      type.unit = {};
    }
    ctx.program[symbol].type = type;
    ctx.program[symbol].value = value;
  });
}

void declare_noise(Context& ctx, Layer& layer, const ast::Noise& noise) {
  for (const ast::Name& name : noise.names) {
    const SymbolId symbol = add_variable(ctx, layer, SymbolKind::Noise, name);
    if (!symbol) continue;
    variable_of(ctx, layer.component, symbol).is_shared = noise.is_shared;
    Type type = Type::real(model::DimTerm(units::Dimension::of(units::Base::Time, -1)));
    type.has_noise = true;
    ctx.program[symbol].type = type;
  }
}

void declare_const(Context& ctx, const ast::File& file, ScopeId scope, const ast::Const& constant) {
  const SymbolId symbol = declare(ctx, scope, SymbolKind::Const, constant.name);
  if (!symbol) return;
  Env env;
  env.file = &file;
  env.scope = scope;
  env.place = Place::Constant;
  define(ctx, symbol, file, scope, {constant.value}, [&ctx, &constant, env, symbol] {
    const ExprId value = check_expr(ctx, env, constant.value);
    Type type = require_value(ctx, value) ? ctx.type_of(value) : Type::error();
    type.fits_any_dimension = false;
    if (constant.unit) {
      const Type wanted = type_of_unit(ctx, env, *constant.unit);
      if (!require_fit(ctx, value, constant.name.text, wanted, constant.unit->span)) {
        type = Type::error();
      } else if (!wanted.is_error()) {
        type = wanted;
      }
    }
    if (!require_fixed(ctx, value, "a constant")) type = Type::error();
    ctx.program[symbol].type = type;
    ctx.program[symbol].value = value;
  });
}

void declare_event(Context& ctx, const ast::File& file, ScopeId scope, const ast::Event& event) {
  const SymbolId symbol = declare(ctx, scope, SymbolKind::Event, event.name);
  if (!symbol) return;
  Env env;
  env.file = &file;
  env.scope = scope;
  define(ctx, symbol, file, scope, {}, [&ctx, &event, env, symbol] {
    Type type = event.unit ? type_of_unit(ctx, env, *event.unit) : Type::real();
    if (!type.is_error()) {
      type.dim = type.dim.times(per_time());
      type.unit = {};
      type.has_train = true;
    }
    ctx.program[symbol].type = type;
  });
}

}  // namespace snn::sema
