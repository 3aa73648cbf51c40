#include "compiler/sema/script/instances.h"

#include "compiler/model/eval.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/settings.h"
#include "compiler/sema/wording.h"

#include <string>
#include <utility>

namespace snn::sema {
namespace {

class InstanceChecker {
 public:
  InstanceChecker(Context& ctx, const Env& env, const ast::NetworkInstance& item)
      : ctx_(ctx), env_(env), item_(item) {}

  std::optional<model::InstanceStep> check() {
    const SymbolId symbol = find_member(ctx_, env_.scope, item_.name.text);
    const std::string_view name = ctx_.text(item_.network.span);
    const auto args = given_in(ctx_, item_.args, name);
    const bool is_known = symbol && ctx_.program[symbol].network.is_valid() &&
                          ctx_.program[symbol].span.begin == item_.name.span.begin;
    if (!is_known) {
      for (const Given& given : args)
        (void)check_given(ctx_, env_, given);
      return std::nullopt;
    }
    network_ = ctx_.program[symbol].network;
    step_.symbol = symbol;
    step_.network = ctx_.program.networks[network_].symbol;
    for (const Given& given : args)
      add(given, name);
    for (const model::SettingValue& arg : step_.args)
      require_in_bounds_of_parameter(arg);
    require_parameters(name);
    return std::move(step_);
  }

 private:
  void add(const Given& given, std::string_view name) {
    const ScopeId members = ctx_.program.networks[network_].scope;
    const SymbolId target = find_settable(ctx_, members, given, 0, fmt::format("`{}`", name));
    const ExprId value = check_given(ctx_, env_, given);
    if (!target || !once_.add(ctx_, target, given)) return;
    const Type wanted = type_of(ctx_, target, given.name);
    const bool is_sound =
        require_fit(ctx_, value, given.path[0].text, wanted, ctx_.program[target].span) &&
        !ctx_.type_of(value).is_error();
    step_.args.push_back({given.span, target, std::string(given.path[0].text), given.is_draw,
                          is_sound ? value : ctx_.error(given.span)});
  }

  void require_in_bounds_of_parameter(const model::SettingValue& arg) {
    for (const model::NetworkParam& param : ctx_.program.networks[network_].params) {
      if (param.symbol == arg.target && param.bounds)
        require_in_bounds(ctx_, arg, *param.bounds, {});
    }
  }

  void require_parameters(std::string_view name) {
    for (const model::NetworkParam& param : ctx_.program.networks[network_].params) {
      const model::Symbol& symbol = ctx_.program[param.symbol];
      if (param.value || symbol.type.is_error() || once_.has(param.symbol)) continue;
      ctx_.diags->emit(kMissingValue, item_.network.span, symbol.name, name)
          .label(symbol.span, "declared here, without a value");
    }
  }

  Context& ctx_;
  const Env& env_;
  const ast::NetworkInstance& item_;
  model::NetworkId network_;
  GivenOnce once_;
  model::InstanceStep step_;
};

}  // namespace

void declare_instance(Context& ctx, const Env& env, const ast::NetworkInstance& item) {
  const SymbolId symbol = declare(ctx, env.scope, SymbolKind::NetworkInstance, item.name);
  const SymbolId network = find_declared(ctx, env.scope, item.network, SymbolKind::Network);
  if (!symbol || !network) return;
  const model::Symbol used = ctx.program[network];
  model::Symbol& instance = ctx.program[symbol];
  instance.network = used.network;
  instance.members = used.members;
  instance.type = Type::entity();
}

std::optional<model::InstanceStep> check_instance(Context& ctx, const Env& env,
                                                  const ast::NetworkInstance& item) {
  return InstanceChecker(ctx, env, item).check();
}

}  // namespace snn::sema
