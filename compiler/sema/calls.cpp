// Calls: who is called, and the forms with rules of their own (`convolve`, `pow`, `pre.x(t - d)`).

#include "compiler/model/intrinsics.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/functions.h"
#include "compiler/sema/intrinsic_calls.h"
#include "compiler/sema/names.h"
#include "compiler/sema/remote.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>

namespace snn::sema {
namespace {

using model::Intrinsic;
using model::IntrinsicGroup;

// `poisson` counts in a setting and drives in a network: the place decides.
const model::IntrinsicInfo* find_intrinsic(const Env& env, std::string_view name) {
  const model::IntrinsicInfo* found = nullptr;
  for (const auto& info : model::all_intrinsics()) {
    if (info.name != name) continue;
    const bool is_process = info.group == IntrinsicGroup::Process;
    if (found == nullptr || is_process == env.may_be_process) found = &info;
  }
  return found;
}

// Why a built-in name means nothing here; empty when it does.
std::string misplaced(const Env& env, IntrinsicGroup group) {
  switch (group) {
    case IntrinsicGroup::Function:
    case IntrinsicGroup::Data: return "";
    case IntrinsicGroup::Distribution:
      if (env.may_be_process) return "draws once; a drive takes a process, as `gaussian(mean, sd)`";
      return env.may_draw ? "" : "draws at random and stands after `~`, not after `=`";
    case IntrinsicGroup::Process:
      return env.may_be_process ? "" : "is an input and stands after `drive … ~`";
    case IntrinsicGroup::Layout:
      return env.place == Place::Network ? "" : "is a layout and stands after `place … on`";
    case IntrinsicGroup::Measure:
      return env.place == Place::Script || env.place == Place::Training
                 ? ""
                 : "is a measure of a run and stands in an experiment or a test";
    case IntrinsicGroup::Dataset:
    case IntrinsicGroup::Training:
    case IntrinsicGroup::Optimizer:
      return env.place == Place::Training ? "" : "belongs to a training block";
  }
  return "";
}

void report_unknown_function(Context& ctx, const Env& env, const ast::Name& name) {
  std::vector<std::string_view> candidates;
  for (ScopeId s = env.scope; s.is_valid(); s = ctx.program.scopes[s].parent) {
    for (const auto& [text, symbol] : ctx.program.scopes[s].names) {
      if (ctx.program[symbol].kind == SymbolKind::Fn) candidates.push_back(text);
    }
  }
  for (const auto& info : model::all_intrinsics())
    candidates.push_back(info.name);
  report_unknown_of_kind(ctx, candidates, name, "function", where_of(ctx, env));
}

// ---- forms with rules of their own --------------------------------------------------------------

bool is_kernel(const Context& ctx, const Env& env, ast::ExprId expr) {
  const auto* name = std::get_if<ast::RefExpr>(&(*env.file)[expr].kind);
  const SymbolId symbol =
      name == nullptr ? SymbolId{} : find(ctx, env.scope, ctx.text(name->ref.span));
  return symbol && ctx.program[symbol].kind == SymbolKind::Kernel;
}

// convolve(k, s): over a train the kernel times the weight, over a continuous input also times
// time.
ExprId check_convolve(Context& ctx, const Env& env, SourceSpan span, const ast::Args& args) {
  if (args.list.size() != 2) {
    ctx.diags->emit(kWrongArguments, span, "convolve", "takes a kernel and a train or an input");
    return ctx.error(span);
  }
  const auto* name = std::get_if<ast::RefExpr>(&(*env.file)[args.list[0].value].kind);
  const SymbolId kernel =
      name == nullptr ? SymbolId() : find(ctx, env.scope, ctx.text(name->ref.span));
  if (!kernel || ctx.program[kernel].kind != SymbolKind::Kernel) {
    if (name != nullptr && !kernel && name->ref.parts.size() == 1) {
      report_unknown(ctx, env.scope, name->ref.parts[0].name, where_of(ctx, env));
    } else {
      auto report = ctx.diags->emit(kWrongType, args.list[0].span, "a kernel",
                                    excerpt(ctx, args.list[0].span),
                                    kernel ? noun(ctx.program[kernel].kind) : "something else");
      if (is_kernel(ctx, env, args.list[1].value)) {
        report.help("the kernel comes first: `convolve(kernel, train)`");
      }
    }
    return ctx.error(span);
  }
  ctx.mark_read(kernel);
  const Type kernel_type = type_of(ctx, kernel, args.list[0].span);
  const ExprId source = check_number(ctx, env.in(Place::Equation), args.list[1].value);
  const Type source_type = ctx.type_of(source);
  if (kernel_type.is_error() || source_type.is_error()) return ctx.error(span);
  // A train's dimension already has the 1/time that the integral takes away.
  const model::DimTerm dim = kernel_type.dim.times(source_type.dim).over(per_time());
  const bool keeps_unit = source_type.has_train && ctx.dims.resolve(dim) == kernel_type.dim;
  return ctx.add(span, Type::real(dim, keeps_unit ? kernel_type.unit : std::string_view()),
                 model::Convolution{kernel, source});
}

ExprId check_history(Context& ctx, const Env& env, SourceSpan span, const ast::Call& call) {
  if (call.args.list.size() != 1) {
    ctx.diags->emit(kWrongArguments, span, ctx.text(call.callee.span),
                    "takes one time, as in `pre.r(t - d)`");
    return ctx.error(span);
  }
  const ExprId time =
      check_time(ctx, env.in(Place::Equation), call.args.list[0].value, "a past time");
  const ExprId read = check_remote(ctx, env, call.callee, time);
  return ctx.type_of(time).is_error() ? ctx.error(span) : read;
}

ExprId check_function_call(Context& ctx, const Env& env, SourceSpan span, SymbolId symbol,
                           const ast::Call& call) {
  ctx.mark_read(symbol);
  std::vector<ExprId> args;
  for (const ast::Arg& arg : call.args.list) {
    if (arg.name || arg.range) {
      ctx.diags->emit(kWrongArguments, arg.span, ctx.text(call.callee.span),
                      "takes its arguments in order, without names");
      return ctx.error(span);
    }
    args.push_back(check_number(ctx, env, arg.value));
    if (ctx.type_of(args.back()).is_error()) return ctx.error(span);
  }
  return call_function(ctx, env, span, symbol, args);
}

ExprId check_pow(Context& ctx, const Env& env, SourceSpan span, const ast::Args& args) {
  if (args.list.size() != 2) {
    ctx.diags->emit(kWrongArguments, span, "pow", "takes a base and an exponent");
    return ctx.error(span);
  }
  const ExprId base = check_number(ctx, env, args.list[0].value);
  if (ctx.type_of(base).is_error()) return ctx.error(span);
  const ExprId exponent = check_number(ctx, env, args.list[1].value);
  if (ctx.type_of(exponent).is_error()) return ctx.error(span);
  return check_power(ctx, span, base, exponent);
}

}  // namespace

ExprId check_call(Context& ctx, const Env& env, SourceSpan span, const ast::Call& call) {
  if (call.callee.parts.empty() || call.callee.parts.front().name.text.empty()) {
    return ctx.error(span);
  }
  const ast::Name& name = call.callee.parts.front().name;
  const SymbolId symbol = find(ctx, env.scope, name.text);
  if (symbol && ctx.disputed.contains(symbol)) return ctx.error(span);
  if (is_remote(ctx, env, call.callee, symbol)) return check_history(ctx, env, span, call);
  const bool is_function = symbol && ctx.program[symbol].kind == SymbolKind::Fn;
  if (is_function) return check_function_call(ctx, env, span, symbol, call);
  const model::IntrinsicInfo* info =
      call.callee.parts.size() == 1 ? find_intrinsic(env, name.text) : nullptr;
  if (info == nullptr) {
    if (symbol) {
      auto report = ctx.diags->emit(kWrongKind, call.callee.span, ctx.text(call.callee.span),
                                    noun(ctx.program[symbol].kind), "a function");
      report.label(ctx.program[symbol].span, "declared here");
      if (ctx.program[symbol].kind == SymbolKind::Kernel) {
        report.help(fmt::format("`convolve({}, …)` applies a kernel to a train", name.text));
      }
    } else {
      report_unknown_function(ctx, env, name);
    }
    return ctx.error(span);
  }
  if (const std::string why = misplaced(env, info->group); !why.empty()) {
    ctx.diags->emit(kDrawMisplaced, span, name.text, why);
    return ctx.error(span);
  }
  if (info->intrinsic == Intrinsic::Convolve) return check_convolve(ctx, env, span, call.args);
  if (info->intrinsic == Intrinsic::Pow) return check_pow(ctx, env, span, call.args);
  return check_intrinsic_call(ctx, env, span, *info, call.args);
}

}  // namespace snn::sema
