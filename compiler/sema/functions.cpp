#include "compiler/sema/functions.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/initial_values.h"
#include "compiler/sema/names.h"
#include "compiler/sema/quantities.h"
#include "compiler/sema/remedies.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>

namespace snn::sema {
namespace {

bool is_generic(const ast::Fn& fn) {
  for (const ast::FnArg& arg : fn.args) {
    if (!arg.unit) return true;
  }
  return false;
}

Env env_of(const FunctionSource& source, ScopeId scope) {
  Env env;
  env.file = source.file;
  env.scope = scope;
  env.component = source.component;
  env.place = Place::Function;
  return env;
}

// Checks the body with arguments of these types.
model::FunctionId instantiate(Context& ctx, SymbolId symbol, const std::vector<Type>& types) {
  const FunctionSource& source = ctx.functions.at(symbol);
  const ast::Fn& fn = *source.fn;
  const ScopeId scope = new_scope(ctx, source.scope);
  model::Function function;
  function.name = ctx.program[symbol].name;
  function.span = ctx.program[symbol].span;
  for (std::size_t i = 0; i < fn.args.size(); ++i) {
    const SymbolId arg = declare(ctx, scope, SymbolKind::Local, fn.args[i].name);
    if (arg) ctx.program[arg].type = types[i];
    function.args.push_back(arg);
  }
  const Env env = env_of(source, scope);
  function.body = check_expr(ctx, env, fn.value);
  function.result = ctx.type_of(function.body);
  if (fn.unit) {
    const Type wanted = type_of_unit(ctx, env, *fn.unit);
    if (!require_fit(ctx, function.body, fmt::format("{}(…)", fn.name.text), wanted,
                     fn.unit->span)) {
      function.result = Type::error();
    } else if (!wanted.is_error()) {
      function.result.dim = wanted.dim;
      function.result.unit = wanted.unit;
    }
  }
  function.result.fits_any_dimension = false;
  return ctx.program.functions.push_back(std::move(function));
}

std::string key_of(const Context& ctx, const std::vector<Type>& types) {
  std::string key;
  for (const Type& type : types) {
    const model::DimTerm dim = ctx.dims.resolve(type.dim);
    for (int i = 0; i < units::kNBases; ++i) {
      key += fmt::format("{},", dim.known().halves(static_cast<units::Base>(i)));
    }
    for (const auto& power : dim.unknowns()) {
      key += fmt::format("?{}^{}", power.unknown.index, power.halves);
    }
    key += fmt::format("/{}/{}/{};", static_cast<int>(type.kind), type.length,
                       type.fits_any_dimension);
  }
  return key;
}

// What the function's author declared of each argument; unknown dimensions for the rest.
std::vector<Type> declared_types(Context& ctx, const FunctionSource& source) {
  std::vector<Type> types;
  for (const ast::FnArg& arg : source.fn->args) {
    if (arg.unit) {
      types.push_back(type_of_unit(ctx, env_of(source, source.scope), *arg.unit));
    } else {
      const model::DimVarId unknown = ctx.dims.add(false);
      ctx.unknown_names.emplace_back(arg.name.text);
      types.push_back(Type::real(model::DimTerm::of(unknown)));
    }
  }
  return types;
}

bool check_argument_count(Context& ctx, SourceSpan span, SymbolId symbol, std::size_t n_given) {
  const ast::Fn& fn = *ctx.functions.at(symbol).fn;
  if (fn.args.size() == n_given) return true;
  ctx.diags
      ->emit(kWrongArguments, span, fn.name.text,
             fmt::format("takes {} argument{}, not {}", fn.args.size(),
                         fn.args.size() == 1 ? "" : "s", n_given))
      .label(fn.name.span, "declared here");
  return false;
}

// The body cannot take these arguments: its own message, said where it is called.
void report_misfit(Context& ctx, const Env& env, SourceSpan span, SymbolId symbol,
                   const std::vector<ExprId>& args, const diag::Diagnostic& why) {
  const std::string& name = ctx.program[symbol].name;
  if (why.code == kNeedsPlainNumber.code && args.size() == 1) {
    const SourceSpan arg = ctx.program.exprs[args[0]].span;
    const Type& type = ctx.type_of(args[0]);
    auto report =
        ctx.diags->emit(kNeedsPlainNumber, arg, name, excerpt(ctx, arg), with_article(ctx, type));
    report.at(quantity_and_unit(ctx, type)).label(why.span, why.message);
    suggest_scale(ctx, report, env.scope, args[0]);
    return;
  }
  const DiagDef<Text> as_said{Severity::Error, why.code, "{}"};
  ctx.diags->emit(as_said, span, why.message)
      .at(fmt::format("in this call of `{}`", name))
      .label(why.span, why.label.empty() ? "here" : why.label);
}

// Said once, at the call that closes the circle.
void report_circle(Context& ctx, SourceSpan span, SymbolId again) {
  if (!ctx.functions.at(again).is_sound) return;
  std::string path;
  const auto first = std::ranges::find(ctx.calls, again);
  for (auto it = first; it != ctx.calls.end(); ++it) {
    ctx.functions.at(*it).is_sound = false;
    path += fmt::format("`{}` → ", ctx.program[*it].name);
  }
  path += fmt::format("`{}`", ctx.program[again].name);
  ctx.main->emit(kCircular, span, path)
      .note("a function cannot call itself, directly or through another");
}

// Functions that call functions: each call is checked with its own types, so the work would double
// with every step of a chain that calls the next one twice.
constexpr std::size_t kDeepestCalls = 32;
constexpr std::size_t kMostInnerBodies = 100'000;

bool may_go_deeper(Context& ctx, SourceSpan span) {
  if (ctx.calls.empty()) return true;
  const bool is_deep = ctx.calls.size() >= kDeepestCalls;
  if (!is_deep && ++ctx.n_inner_bodies <= kMostInnerBodies) return true;
  const SymbolId outermost = ctx.calls.front();
  const bool is_told = !ctx.functions.at(outermost).is_sound;
  for (const SymbolId caller : ctx.calls)
    ctx.functions.at(caller).is_sound = false;
  if (is_told || (!is_deep && ctx.n_inner_bodies > kMostInnerBodies + 1)) return false;
  const model::Symbol& symbol = ctx.program[outermost];
  ctx.main
      ->emit(kDeepCalls, symbol.span, symbol.name,
             is_deep ? fmt::format("more than {} functions inside functions", kDeepestCalls)
                     : std::string("too many different uses of other functions"))
      .label(span, "no further than here")
      .help("write the inner ones out, or give their arguments units");
  return false;
}

}  // namespace

void declare_function(Context& ctx, const ast::File& file, ScopeId scope, ComponentId component,
                      const ast::Fn& fn) {
  const SymbolId symbol = declare(ctx, scope, SymbolKind::Fn, fn.name);
  if (!symbol) return;
  FunctionSource source;
  source.file = &file;
  source.fn = &fn;
  source.scope = scope;
  source.component = component;
  ctx.functions.emplace(symbol, std::move(source));
}

void check_function(Context& ctx, SymbolId symbol) {
  FunctionSource& source = ctx.functions.at(symbol);
  if (source.is_running) return;
  source.is_running = true;
  ctx.calls.push_back(symbol);
  const std::size_t n_errors = ctx.diags->n_errors();
  const std::vector<Type> types = declared_types(ctx, source);
  const model::FunctionId instance = instantiate(ctx, symbol, types);
  ctx.calls.pop_back();
  ctx.functions.at(symbol).is_running = false;
  if (ctx.diags->n_errors() != n_errors) ctx.functions.at(symbol).is_sound = false;
  // What was checked with declared types is what every call of it means.
  const bool is_concrete = !is_generic(*ctx.functions.at(symbol).fn);
  if (is_concrete) ctx.functions.at(symbol).instances.emplace(key_of(ctx, types), instance);
}

ExprId call_function(Context& ctx, const Env& env, SourceSpan span, SymbolId symbol,
                     const std::vector<ExprId>& args) {
  if (!check_argument_count(ctx, span, symbol, args.size())) return ctx.error(span);
  FunctionSource& source = ctx.functions.at(symbol);
  if (source.is_running) {
    report_circle(ctx, span, symbol);
    return ctx.error(span);
  }
  std::vector<Type> types;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const ast::FnArg& arg = source.fn->args[i];
    Type type = ctx.type_of(args[i]);
    if (type.is_error()) return ctx.error(span);
    const std::string where = fmt::format("it is an argument of `{}` here", source.fn->name.text);
    if (!require_no_train(ctx, args[i], where)) return ctx.error(span);
    if (arg.unit) {
      const Type wanted = type_of_unit(ctx, env_of(source, source.scope), *arg.unit);
      if (!require_fit(ctx, args[i], arg.name.text, wanted, arg.unit->span)) return ctx.error(span);
      type.dim = wanted.dim;
      type.unit = wanted.unit;
      type.fits_any_dimension = false;
    }
    types.push_back(type);
  }
  const std::string key = key_of(ctx, types);
  auto known = source.instances.find(key);
  if (known == source.instances.end()) {
    if (!may_go_deeper(ctx, span)) return ctx.error(span);
    diag::Diagnostics inner;
    diag::Diagnostics* const outer = ctx.diags;
    source.is_running = true;
    ctx.calls.push_back(symbol);
    ctx.diags = &inner;
    const model::FunctionId instance = instantiate(ctx, symbol, types);
    ctx.diags = outer;
    ctx.calls.pop_back();
    source.is_running = false;
    if (inner.has_errors()) {
      // Mistakes that do not hang on the argument are reported where the function is declared.
      if (source.is_sound && is_generic(*source.fn)) {
        report_misfit(ctx, env, span, symbol, args, inner.all().front());
      }
      ctx.program.functions[instance].result = Type::error();
    }
    known = source.instances.emplace(key, instance).first;
  }
  const Type result = ctx.program.functions[known->second].result;
  if (result.is_error()) return ctx.error(span);
  return ctx.add(span, result, model::FunctionCall{known->second, args});
}

SymbolId declare_kernel(Context& ctx, const ast::File& file, ScopeId scope, ComponentId component,
                        const ast::Kernel& kernel, std::string_view prefix) {
  const SymbolId symbol = declare(ctx, scope, SymbolKind::Kernel, kernel.name, prefix);
  if (!symbol) return symbol;
  define(ctx, symbol, file, scope, {kernel.value},
         [&ctx, &file, &kernel, scope, component, symbol] {
           const ScopeId inner = new_scope(ctx, scope);
           const ast::Name lag = kernel.variable.value_or(ast::Name{kernel.name.span, "t"});
           const SymbolId variable = declare(ctx, inner, SymbolKind::Local, lag);
           if (variable) ctx.program[variable].type = time_type();
           Env env;
           env.file = &file;
           env.scope = inner;
           env.component = component;
           env.place = Place::Kernel;
           const ExprId body = check_number(ctx, env, kernel.value);
           const bool is_fixed = require_fixed(ctx, body, "a kernel");
           Type type = is_fixed ? ctx.type_of(body) : Type::error();
           type.fits_any_dimension = false;
           ctx.program[symbol].type = type;
           ctx.program[symbol].value = body;
           ctx.kernels[symbol] = {symbol, variable, body};
         });
  return symbol;
}

}  // namespace snn::sema
