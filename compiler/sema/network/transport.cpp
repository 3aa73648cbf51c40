#include "compiler/sema/network/transport.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace snn::sema {
namespace {

const model::Component* component_of(const Context& ctx, SymbolId model) {
  if (!model || !ctx.program[model].component.is_valid()) return nullptr;
  return &ctx.program.components[ctx.program[model].component];
}

class TransportChecker {
 public:
  TransportChecker(Context& ctx, const Env& env, const ConnectionUse& use)
      : ctx_(ctx), env_(env), use_(use) {}

  bool check() {
    const SymbolId synapse = use_.projection.synapse;
    const Port& first = use_.ports.front();
    if (const model::Component* component = component_of(ctx_, synapse)) {
      const ComponentId id = ctx_.program[synapse].component;
      if (!UseDims(ctx_, id, use_.ends, first).check(use_.synapse)) return false;
      const std::vector<model::Transport> delivered = component->delivered;
      const std::vector<model::Injection> injections = component->injections;
      if (!check_sent(id, delivered, injections)) return false;
    } else {
      for (const model::Injection& injection : use_.projection.injections) {
        if (!check_own_injection(injection)) return false;
      }
    }
    bool is_sound = true;
    for (std::size_t i = 0; i < use_.rules.size(); ++i)
      is_sound = check_rule(use_.rules[i]) && is_sound;
    return is_sound;
  }

 private:
  bool check_sent(ComponentId synapse, const std::vector<model::Transport>& delivered,
                  const std::vector<model::Injection>& injections) {
    for (const Port& port : use_.ports) {
      const UseDims dims(ctx_, synapse, use_.ends, port);
      for (const model::Transport& transport : delivered) {
        const auto target = target_of(port, transport.port, transport.span, Traffic::Spikes);
        if (!target || !require_kind(*target, true, transport.span)) return false;
        if (transport.fits_any_dimension) continue;
        const auto dim = dims.concrete(transport.dim);
        if (dim && !require_dim(*target, transport.span, *dim, "delivered")) return false;
      }
      for (const model::Injection& injection : injections) {
        const auto target = target_of(port, injection.port, injection.span, Traffic::Values);
        if (!target || !require_kind(*target, false, injection.span)) return false;
        const Type type = ctx_.type_of(injection.value);
        if (type.fits_any_dimension || !type.is_real()) continue;
        const auto dim = dims.concrete(type.dim);
        const SourceSpan span = ctx_.program.exprs[injection.value].span;
        if (dim && !require_dim(*target, span, *dim, "injected")) return false;
      }
    }
    return true;
  }

  bool check_own_injection(const model::Injection& injection) {
    for (const Port& port : use_.ports) {
      const auto target = target_of(port, injection.port, injection.span, Traffic::Values);
      if (!target || !require_kind(*target, false, injection.span)) return false;
      const Type type = ctx_.type_of(injection.value);
      if (type.is_error() || fits(ctx_, type, target->type)) continue;
      const SourceSpan span = ctx_.program.exprs[injection.value].span;
      report_port_mismatch(ctx_, span, excerpt(ctx_, span), type, *target);
      return false;
    }
    return true;
  }

  // The connected port, or the one of the same cells that `to` names.
  std::optional<Port> target_of(const Port& port, std::string_view named, SourceSpan span,
                                Traffic traffic) {
    if (named.empty()) return port;
    Cells cells;
    cells.population = port.ref.population;
    cells.name = ctx_.program[cells.population].name;
    for (const auto& step : std::get<model::Path>(ctx_.program[port.ref.path].kind).steps) {
      cells.steps.push_back(step);
      if (step.symbol == cells.population) break;
    }
    const auto words = words_of(named, span);
    return find_port(ctx_, env_, cells, {words, span}, traffic);
  }

  bool require_kind(const Port& port, bool is_delivered, SourceSpan where) {
    if (port.is_spike == is_delivered) return true;
    const std::string sender = use_.projection.synapse
                                   ? fmt::format("`{}`", ctx_.program[use_.projection.synapse].name)
                                   : "this connection";
    const std::string story =
        is_delivered ? fmt::format("takes a value at every moment, but {} delivers spikes", sender)
                     : fmt::format("takes spikes, but {} injects a value at every moment", sender);
    auto report = ctx_.diags->emit(kWrongTransport, port.span, port.name, story);
    report.label(where, is_delivered ? "delivered here" : "injected here");
    suggest_port(report, port, is_delivered ? Traffic::Spikes : Traffic::Values);
    return false;
  }

  void suggest_port(diag::DiagBuilder& report, const Port& port, Traffic traffic) {
    const std::string& population = ctx_.program[port.ref.population].name;
    const auto names = port_names(ctx_, port.ref.population, traffic);
    const std::string kind = traffic == Traffic::Spikes ? "spikes" : "values";
    if (names.empty()) {
      report.note(fmt::format("`{}` has no input for {}", population, kind));
      return;
    }
    report.note(
        fmt::format("the inputs of `{}` for {}: {}", population, kind, fmt::join(names, ", ")));
  }

  bool require_dim(const Port& port, SourceSpan sent, const model::DimTerm& dim,
                   std::string_view how) {
    if (dim == port.type.dim) return true;
    const Type type = Type::real(dim);
    auto report = report_port_mismatch(ctx_, use_.synapse, excerpt(ctx_, sent), type, port);
    report.label(sent, fmt::format("{} here", how));
    return false;
  }

  bool check_rule(const UsedRule& rule) {
    const model::Component* component = component_of(ctx_, rule.symbol);
    if (component == nullptr) return true;
    const ComponentId id = ctx_.program[rule.symbol].component;
    if (!UseDims(ctx_, id, use_.ends, use_.ports.front()).check(rule.span)) return false;
    const std::vector<SymbolId> hosts = component->hosts;
    return std::ranges::all_of(hosts, [&](SymbolId host) { return check_host(rule, id, host); });
  }

  bool check_host(const UsedRule& rule, ComponentId id, SymbolId host) {
    const SymbolId synapse = use_.projection.synapse;
    const std::string name = ctx_.program[host].name;
    const SymbolId changed = find_member(ctx_, ctx_.program[synapse].members, name);
    if (!changed || ctx_.program[changed].kind != SymbolKind::Param) {
      report_nothing_to_change(rule, name);
      return false;
    }
    const Type host_type = type_of(ctx_, host, rule.span);
    const Type changed_type = type_of(ctx_, changed, rule.span);
    for (const Port* port : distinct_ports(use_.ports)) {
      const auto wanted = UseDims(ctx_, id, use_.ends, *port).concrete(host_type);
      const auto found =
          UseDims(ctx_, ctx_.program[synapse].component, use_.ends, *port).concrete(changed_type);
      if (!wanted || !found || wanted->dim == found->dim) continue;
      ctx_.diags
          ->emit(kPortMismatch, rule.span, ctx_.program[rule.symbol].name,
                 fmt::format("`{}` of `{}` here", name, ctx_.program[synapse].name),
                 with_article(ctx_, *found))
          .at(fmt::format("changes {}", with_article(ctx_, *wanted)))
          .label(ctx_.program[changed].span, quantity_and_unit(ctx_, *found));
      return false;
    }
    return true;
  }

  void report_nothing_to_change(const UsedRule& rule, const std::string& name) {
    const SymbolId synapse = use_.projection.synapse;
    std::vector<std::string> names;
    for (const model::Variable& variable :
         ctx_.program.components[ctx_.program[synapse].component].variables) {
      if (variable.kind == SymbolKind::Param) names.push_back(ctx_.program[variable.symbol].name);
    }
    auto report = ctx_.diags->emit(kNothingToChange, rule.span, ctx_.program[rule.symbol].name,
                                   name, fmt::format("`{}`", ctx_.program[synapse].name));
    report.label(ctx_.program[synapse].span, names.empty()
                                                 ? "has no parameters"
                                                 : fmt::format("has {}", fmt::join(names, ", ")));
  }

  Context& ctx_;
  const Env& env_;
  const ConnectionUse& use_;
};

}  // namespace

std::vector<ast::RefPart> words_of(std::string_view path, SourceSpan span) {
  std::vector<ast::RefPart> parts;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    parts.push_back({{span, path.substr(0, dot)}, {}});
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return parts;
}

Sent what_is_sent(const Context& ctx, SymbolId synapse, bool has_inject) {
  Sent sent;
  const model::Component* component = component_of(ctx, synapse);
  if (component == nullptr) {
    sent.traffic = has_inject ? Traffic::Values : Traffic::Either;
    return sent;
  }
  const bool delivers = !component->delivered.empty();
  const bool injects = !component->injections.empty();
  sent.traffic = delivers == injects ? Traffic::Either
                 : delivers          ? Traffic::Spikes
                                     : Traffic::Values;
  sent.names_ports =
      (delivers || injects) &&
      std::ranges::none_of(component->delivered, &std::string::empty, &model::Transport::port) &&
      std::ranges::none_of(component->injections, &std::string::empty, &model::Injection::port);
  if (delivers) sent.first_port = component->delivered.front().port;
  if (!delivers && injects) sent.first_port = component->injections.front().port;
  return sent;
}

bool check_transport(Context& ctx, const Env& env, const ConnectionUse& use) {
  return TransportChecker(ctx, env, use).check();
}

}  // namespace snn::sema
