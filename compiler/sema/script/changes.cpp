#include "compiler/sema/script/changes.h"

#include "compiler/sema/declarations.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/settings.h"
#include "compiler/sema/script/observations.h"
#include "compiler/sema/statements.h"
#include "compiler/sema/wording.h"

#include <string>
#include <utility>
#include <vector>

namespace snn::sema {
namespace {

// `(net.E, net.I).V_th` as one reference for each member.
std::vector<ast::Ref> refs_of(const ast::Endpoint& endpoint) {
  std::vector<ast::Ref> refs = endpoint.refs;
  if (!endpoint.port) return refs;
  for (ast::Ref& ref : refs)
    ref.parts.push_back({*endpoint.port, {}});
  return refs;
}

class SetChecker {
 public:
  SetChecker(Context& ctx, const Env& env, const ast::Set& item)
      : ctx_(ctx), env_(env), item_(item) {}

  std::optional<model::SetStep> check() {
    model::SetStep step;
    step.is_draw = item_.is_draw;
    step.value = check_initial(ctx_, env_, item_.value, item_.is_draw, item_.target.span);
    for (const ast::Ref& ref : refs_of(item_.target)) {
      const ExprId target = check_target(ref);
      if (!target) continue;
      step.targets.push_back(target);
      if (!check_value(target, step.value)) return std::nullopt;
    }
    if (step.targets.empty()) return std::nullopt;
    return step;
  }

 private:
  // A parameter or state below a network or a population.
  ExprId check_target(const ast::Ref& ref) {
    const ExprId target = check_ref(ctx_, env_, ref);
    if (ctx_.type_of(target).is_error()) return {};
    const auto* path = std::get_if<model::Path>(&ctx_.program.exprs[target].kind);
    const auto* read = std::get_if<model::Read>(&ctx_.program.exprs[target].kind);
    const SymbolId symbol = path != nullptr   ? path->steps.back().symbol
                            : read != nullptr ? read->symbol
                                              : SymbolId();
    if (!symbol) return {};
    const SymbolKind kind = ctx_.program[symbol].kind;
    const bool is_settable =
        path != nullptr && (kind == SymbolKind::Param || kind == SymbolKind::State);
    if (is_settable) {
      observe(ctx_, target);
      return target;
    }
    auto report = ctx_.diags->emit(kWrongKind, ref.span, ctx_.text(ref.span), noun(kind),
                                   "a parameter or a state of a network");
    report.label(ctx_.program[symbol].span, "declared here");
    if (kind == SymbolKind::Input) report.help("an input is driven: `drive … = …`");
    return {};
  }

  bool check_value(ExprId target, ExprId value) {
    Type wanted = ctx_.type_of(target);
    wanted.length = Type::kUnknownLength;  // one value for all, or one for each
    const SourceSpan span = ctx_.program.exprs[target].span;
    if (!require_fit(ctx_, value, ctx_.text(span), wanted)) return false;
    return ctx_.type_of(value).is_error() || require_shape(ctx_, value, wanted);
  }

  Context& ctx_;
  const Env& env_;
  const ast::Set& item_;
};

}  // namespace

std::optional<model::SetStep> check_set(Context& ctx, const Env& env, const ast::Set& item) {
  return SetChecker(ctx, env, item).check();
}

std::optional<model::BroadcastStep> check_broadcast(Context& ctx, const Env& env,
                                                    const ast::Broadcast& item) {
  const SymbolId event = find_variable(ctx, env, item.event);
  std::vector<ast::Arg> args;
  if (item.args) args = item.args->list;
  if (!event || ctx.program[event].type.is_error()) return std::nullopt;
  if (ctx.program[event].kind != SymbolKind::Event) {
    ctx.diags
        ->emit(kWrongKind, item.event.span, ctx.text(item.event.span),
               noun(ctx.program[event].kind), "an event")
        .label(ctx.program[event].span, "declared here");
    return std::nullopt;
  }
  ctx.mark_read(event);
  model::BroadcastStep step;
  step.event = event;
  if (args.size() > 1 || (args.size() == 1 && args[0].name)) {
    ctx.diags->emit(kWrongArguments, item.args->span, ctx.program[event].name,
                    "carries one value, as in `reward(0.5)`");
    return std::nullopt;
  }
  if (args.empty()) return step;
  Type wanted = type_of(ctx, event, item.event.span);
  if (wanted.is_error()) return std::nullopt;
  wanted.dim = wanted.dim.over(per_time());
  wanted.has_train = false;
  step.value = check_number_for(ctx, env, args[0].value, ctx.program[event].name, wanted);
  return step;
}

}  // namespace snn::sema
