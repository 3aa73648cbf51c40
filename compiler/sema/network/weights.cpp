// The sign and the size of what a connection delivers: Dale's law, and the bounds of the port.

#include "compiler/model/eval.h"
#include "compiler/model/influence.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/network/transport.h"
#include "compiler/sema/wording.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

using model::Influence;
using model::Polarity;

std::string_view word(Polarity polarity) {
  return polarity == Polarity::Excitatory ? "excitatory" : "inhibitory";
}

Polarity opposite(Polarity polarity) {
  return polarity == Polarity::Excitatory ? Polarity::Inhibitory : Polarity::Excitatory;
}

class WeightChecker {
 public:
  WeightChecker(Context& ctx, const ConnectionUse& use) : ctx_(ctx), use_(use) {
    for (const model::SettingValue& setting : use.projection.settings) {
      if (!setting.target.is_valid()) continue;
      settings_[setting.target] = &setting;
      bindings_[setting.target] =
          setting.is_draw ? std::nullopt : model::evaluate(ctx.program, setting.value, {});
    }
  }

  void check() {
    const SymbolId synapse = use_.projection.synapse;
    if (!synapse) return;
    const auto& component = ctx_.program.components[ctx_.program[synapse].component];
    const std::vector<model::Transport> delivered = component.delivered;
    for (const model::Transport& transport : delivered) {
      if (!transport.port.empty()) continue;
      for (const Port& port : use_.ports) {
        if (!check_bounds(transport, port) || !check_polarity(transport, port)) return;
      }
    }
  }

 private:
  // The setting that decides what is delivered: the first that the value reads.
  const model::SettingValue* deciding(ExprId value) const {
    const auto* read = std::get_if<model::Read>(&ctx_.program[value].kind);
    if (read != nullptr) {
      const auto found = settings_.find(read->symbol);
      return found == settings_.end() ? nullptr : found->second;
    }
    if (const auto* binary = std::get_if<model::Binary>(&ctx_.program[value].kind)) {
      const auto* left = deciding(binary->lhs);
      return left != nullptr ? left : deciding(binary->rhs);
    }
    const auto* unary = std::get_if<model::Unary>(&ctx_.program[value].kind);
    return unary != nullptr ? deciding(unary->operand) : nullptr;
  }

  // -1 for what is never positive, 1 for what is never negative.
  std::optional<int> sign_of(ExprId value) const {
    if (const auto known = model::evaluate(ctx_.program, value, bindings_)) {
      if (*known == 0) return std::nullopt;
      return *known > 0 ? 1 : -1;
    }
    const auto& kind = ctx_.program[value].kind;
    if (const auto* read = std::get_if<model::Read>(&kind)) return sign_of_variable(read->symbol);
    if (const auto* unary = std::get_if<model::Unary>(&kind)) {
      const auto sign = sign_of(unary->operand);
      return sign && unary->op == model::UnaryOp::Minus ? std::optional(-*sign) : std::nullopt;
    }
    if (const auto* binary = std::get_if<model::Binary>(&kind)) {
      const bool is_product =
          binary->op == model::BinaryOp::Mul || binary->op == model::BinaryOp::Div;
      const auto left = sign_of(binary->lhs);
      const auto right = sign_of(binary->rhs);
      return is_product && left && right ? std::optional(*left * *right) : std::nullopt;
    }
    if (const auto* call = std::get_if<model::IntrinsicCall>(&kind)) return sign_of_call(*call);
    return std::nullopt;
  }

  std::optional<int> sign_of_variable(SymbolId symbol) const {
    const auto setting = settings_.find(symbol);
    if (setting != settings_.end()) return sign_of(setting->second->value);
    const model::Variable* variable = ctx_.program.find_variable(symbol);
    if (variable == nullptr || !variable->bounds || variable->kind != SymbolKind::State) {
      return std::nullopt;
    }
    const auto low = constant_value(ctx_, variable->bounds->low);
    return low && *low >= 0 ? std::optional(1) : std::nullopt;
  }

  std::optional<int> sign_of_call(const model::IntrinsicCall& call) const {
    using model::Intrinsic;
    if (call.intrinsic == Intrinsic::Exp || call.intrinsic == Intrinsic::Abs) return 1;
    if (call.args.empty()) return std::nullopt;
    const auto first = sign_of(call.args.front().value);
    if (call.intrinsic == Intrinsic::Lognormal || call.intrinsic == Intrinsic::Exponential) {
      return first;
    }
    if (call.intrinsic != Intrinsic::Uniform || call.args.size() != 2) return std::nullopt;
    const auto low = model::evaluate(ctx_.program, call.args[0].value, bindings_);
    const auto high = model::evaluate(ctx_.program, call.args[1].value, bindings_);
    if (!low || !high) return std::nullopt;
    if (*low >= 0 && *high > 0) return 1;
    return *low < 0 && *high <= 0 ? std::optional(-1) : std::nullopt;
  }

  SourceSpan span_of(const model::SettingValue* setting, const Port& port) const {
    return setting != nullptr ? setting->span : port.span;
  }

  // ---- bounds -----------------------------------------------------------------------------------

  bool check_bounds(const model::Transport& transport, const Port& port) {
    const auto& bounds = variable_of(ctx_, port).bounds;
    if (!bounds) return true;
    const model::SettingValue* setting = deciding(transport.value);
    const auto low = constant_value(ctx_, bounds->low);
    const auto high = constant_value(ctx_, bounds->high);
    const auto value = model::evaluate(ctx_.program, transport.value, bindings_);
    const bool is_negative =
        (value && low && *value < *low) ||
        (!value && low && *low >= 0 && sign_of(transport.value).value_or(1) < 0);
    const bool is_high = value && high && *value > *high;
    if (!is_negative && !is_high) return true;
    std::string shown = "negative";
    const auto weight =
        value || setting == nullptr ? value : model::evaluate(ctx_.program, setting->value, {});
    if (weight) shown = value_text(ctx_, *weight, port.type);
    const std::string rule =
        is_negative && *low == 0
            ? fmt::format("a weight of the port `{}` cannot be negative", port.name)
            : fmt::format("the port `{}` takes weights in {}", port.name,
                          interval_text(ctx_, bounds->span));
    auto report = ctx_.diags->emit(
        kOutsidePort, span_of(setting, port), rule,
        setting != nullptr ? excerpt(ctx_, setting->span) : excerpt(ctx_, transport.span), shown);
    report.label(bounds->span, "the bounds of the port");
    if (is_negative && *low == 0) suggest_other_port(report, port, Influence::Inhibits);
    return false;
  }

  void suggest_other_port(diag::DiagBuilder& report, const Port& port, Influence wanted) {
    const std::vector<std::string> names = ports_with(port, wanted);
    const std::string& population = ctx_.program[port.ref.population].name;
    if (names.empty() || influence(port) == wanted) {
      report.help("the port decides the sign; a weight says how much");
      return;
    }
    report.help(fmt::format("the port decides the sign: connect to `{}.{}`, with a positive weight",
                            population, names.front()));
  }

  // ---- polarity ---------------------------------------------------------------------------------

  Influence influence(const Port& port) const { return influence(port, port.ref.port); }

  Influence influence(const Port& port, SymbolId input) const {
    const Polarity declared = ctx_.program.find_variable(input)->polarity;
    if (declared == Polarity::Excitatory) return Influence::Excites;
    if (declared == Polarity::Inhibitory) return Influence::Inhibits;
    return influence_of(ctx_.program, port.ref.population, input);
  }

  // Other inputs of the same cells, for spikes of the same dimension.
  std::vector<std::string> ports_with(const Port& port, Influence wanted) const {
    std::vector<std::string> names;
    const ComponentId id = ctx_.program[port.ref.population].component;
    for (const model::Variable& variable : ctx_.program.components[id].variables) {
      const bool is_alike = variable.kind == SymbolKind::Input && variable.is_spike &&
                            variable.port_dim == port.type.dim && variable.symbol != port.ref.port;
      if (!is_alike || influence(port, variable.symbol) != wanted) continue;
      std::string name = ctx_.program[variable.symbol].name;
      const auto all = port_names(ctx_, port.ref.population, Traffic::Spikes);
      const std::string instance = name.substr(0, name.rfind('.'));
      if (std::ranges::count(all, instance) > 0) name = instance;
      names.push_back(std::move(name));
    }
    return names;
  }

  bool check_polarity(const model::Transport& transport, const Port& port) {
    for (const SymbolId source : use_.ends.pre) {
      const model::PopulationDef* def = ctx_.program.find_population(source);
      if (def == nullptr || def->polarity == Polarity::None) continue;
      if (!checked_.insert({source, port.ref.port}).second) continue;
      if (!check_source(transport, port, source, def->polarity)) return false;
    }
    return true;
  }

  bool check_source(const model::Transport& transport, const Port& port, SymbolId source,
                    Polarity polarity) {
    const Influence of_port = influence(port);
    if (of_port == Influence::Unknown) return true;
    const bool is_declared = variable_of(ctx_, port).polarity != Polarity::None;
    const auto sign = sign_of(transport.value);
    if (!sign && !is_declared) return true;
    const bool is_negative = sign.value_or(1) < 0;
    const bool excites = (of_port == Influence::Excites) != is_negative;
    const Polarity effect = excites ? Polarity::Excitatory : Polarity::Inhibitory;
    if (effect == polarity) return true;
    const std::string& name = ctx_.program[source].name;
    const std::string& target = ctx_.program[port.ref.population].name;
    const model::SettingValue* setting = deciding(transport.value);
    const SourceSpan span = is_negative ? span_of(setting, port) : port.span;
    auto report =
        ctx_.diags->emit(kDalesLaw, span, name, word(polarity),
                         fmt::format("{} `{}`", excites ? "excites" : "inhibits", target));
    report
        .at(is_negative ? "a negative weight"
                        : fmt::format("{} port", excites ? "an excitatory" : "an inhibitory"))
        .label(ctx_.program[source].span, fmt::format("declared {}", word(polarity)));
    suggest_remedy(report, port, source, polarity, is_negative);
    return false;
  }

  void suggest_remedy(diag::DiagBuilder& report, const Port& port, SymbolId source,
                      Polarity polarity, bool is_negative) {
    const std::string& target = ctx_.program[port.ref.population].name;
    const std::string drop =
        fmt::format("remove `{}` from population `{}`", word(polarity), ctx_.program[source].name);
    const Influence wanted =
        polarity == Polarity::Excitatory ? Influence::Excites : Influence::Inhibits;
    const std::vector<std::string> names =
        is_negative ? std::vector<std::string>() : ports_with(port, wanted);
    if (!names.empty()) {
      report.help(fmt::format("connect to `{}.{}`, or {}", target, names.front(), drop));
    } else if (is_negative) {
      report.help(fmt::format("turn the sign of the weight, or {}", drop));
    } else {
      report.help(fmt::format("give it a {} weight, or {}",
                              opposite(polarity) == Polarity::Excitatory ? "negative" : "positive",
                              drop));
    }
  }

  Context& ctx_;
  const ConnectionUse& use_;
  std::map<SymbolId, const model::SettingValue*> settings_;
  model::Bindings bindings_;
  std::set<std::pair<SymbolId, SymbolId>> checked_;
};

}  // namespace

void check_weights(Context& ctx, const ConnectionUse& use) {
  WeightChecker(ctx, use).check();
}

}  // namespace snn::sema
