#include "compiler/sema/models.h"

#include "compiler/sema/cables.h"
#include "compiler/sema/declarations.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/equations.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/functions.h"
#include "compiler/sema/hosts.h"
#include "compiler/sema/names.h"
#include "compiler/sema/overrides.h"
#include "compiler/sema/quantities.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

SymbolKind symbol_kind(ast::ModelKind kind) {
  switch (kind) {
    case ast::ModelKind::Neuron: return SymbolKind::Neuron;
    case ast::ModelKind::Synapse: return SymbolKind::Synapse;
    case ast::ModelKind::Mechanism: return SymbolKind::Mechanism;
    case ast::ModelKind::Plasticity: return SymbolKind::Plasticity;
  }
  return SymbolKind::Neuron;
}

class ModelAssembler {
 public:
  ModelAssembler(Context& ctx, SymbolId symbol)
      : ctx_(ctx), symbol_(symbol), source_(ctx.models.at(symbol)), main_diags_(ctx.diags) {}

  void run() {
    model::Component component;
    component.kind = static_cast<model::ComponentKind>(source_.model->kind);
    component.symbol = symbol_;
    id_ = ctx_.program.components.push_back(std::move(component));
    trains_ = declare_trains();
    Layer& own = add_layer(source_, trains_);
    ctx_.program.components[id_].scope = own.scope;
    ctx_.program[symbol_].component = id_;
    ctx_.program[symbol_].members = own.scope;
    ctx_.program[symbol_].type = Type::entity();
    declare_hosts(own, *source_.model);
    if (source_.model->extends) add_base(own, source_, {symbol_});
    if (source_.is_cut) own.is_quiet = true;
    declare_layer(own);
    for (std::size_t i = 0; i < layers_.size(); ++i)
      check_layer(layers_[i]);
    finish(own);
  }

 private:
  struct Part {
    Layer* layer = nullptr;
    SymbolId symbol;
    const ast::Cable* cable = nullptr;
  };

  // `self`, or `pre` and `post`: visible in every layer, and never the user's to declare.
  ScopeId declare_trains() {
    const ScopeId scope = new_scope(ctx_, source_.scope);
    const bool has_ends = source_.model->kind == ast::ModelKind::Synapse ||
                          source_.model->kind == ast::ModelKind::Plasticity;
    const std::vector<std::string_view> names = has_ends
                                                    ? std::vector<std::string_view>{"pre", "post"}
                                                    : std::vector<std::string_view>{"self"};
    for (const std::string_view name : names) {
      const SymbolId train =
          declare(ctx_, scope, SymbolKind::Train, {source_.model->name.span, name});
      ctx_.program[train].type = Type::real(per_time());
      ctx_.program[train].type.has_train = true;
    }
    return scope;
  }

  Layer& add_layer(const ModelSource& source, ScopeId parent) {
    Layer& layer = layers_.emplace_back();
    layer.file = &source.module->file;
    layer.body = &source.model->body;
    layer.component = id_;
    layer.scope = new_scope(ctx_, parent);
    return layer;
  }

  void declare_hosts(Layer& layer, const ast::Model& model) {
    const Env env = layer.env(Place::Constant);
    for (const ast::HostVar& host : model.hosts) {
      const SymbolId symbol =
          declare(ctx_, layer.scope, SymbolKind::HostVariable, host.name, layer.prefix);
      if (!symbol) continue;
      const Type type = type_of_unit(ctx_, env, host.unit);
      ctx_.program[symbol].type = type;
      ctx_.program[symbol].component = id_;
      model::Variable variable;
      variable.symbol = symbol;
      variable.kind = SymbolKind::HostVariable;
      model::Component& component = ctx_.program.components[id_];
      ctx_.program[symbol].variable = static_cast<std::uint32_t>(component.variables.size());
      component.variables.push_back(std::move(variable));
      component.hosts.push_back(symbol);
      if (model.kind == ast::ModelKind::Plasticity) component.plastic = symbol;
    }
  }

  // Bounds may name parameters (`in [0, w_max]`), so they wait until those are declared.
  void check_host_bounds(const Layer& layer) {
    const auto& hosts = source_.model->hosts;
    for (const ast::HostVar& host : hosts) {
      const SymbolId symbol = find_member(ctx_, layer.scope, host.name.text);
      if (!symbol || !host.bounds) continue;
      const auto bounds = check_bounds(ctx_, layer.env(Place::Constant), *host.bounds,
                                       host.name.text, ctx_.program[symbol].type);
      ctx_.program.find_variable(symbol)->bounds = bounds;
    }
  }

  // ---- bases ------------------------------------------------------------------------------------

  // Of a mechanism in use: where it is used, and who hears what it lacks there.
  struct InUse {
    const ast::Use* use = nullptr;
    diag::Diagnostics* diags = nullptr;
  };

  void add_base(Layer& derived, const ModelSource& of, std::vector<SymbolId> chain,
                const InUse* in_use = nullptr) {
    const ast::Model& model = *of.model;
    const SymbolKind kind = symbol_kind(model.kind);
    const SymbolId base = find_declared(ctx_, derived.scope, model.extends->base, kind);
    if (!base) return;
    if (std::ranges::find(chain, base) != chain.end()) {
      const bool is_own = in_use == nullptr && base == symbol_;
      if (is_own) report_circle(source_.model->extends->base.span, chain);
      return;
    }
    chain.push_back(base);
    const ModelSource& source = ctx_.models.at(base);
    if (!has_room_for_base(chain, source, in_use)) return;
    Layer& layer = add_layer(source, base_scope(source));
    layer.prefix = derived.prefix;
    layer.is_quiet = true;
    layer.is_own = false;
    add_overrides(ctx_, layer, derived, model.extends->args, source, model.extends->base.span);
    // What was given for the derived model's own base reaches this one too, and wins.
    for (const auto& [name, given] : derived.overrides)
      layer.overrides.insert_or_assign(name, given);
    share_hosts(layer, source, derived, of);
    if (source.model->extends) {
      const auto outer = std::exchange(ctx_.diags, &ctx_.silent);
      add_base(layer, source, chain, in_use);
      ctx_.diags = outer;
    }
    declare_layer(layer);
    inherit_names(ctx_, derived.scope, layer.scope);
    if (in_use == nullptr) return;
    const auto silent = std::exchange(ctx_.diags, in_use->diags);
    require_values(ctx_, layer, source, in_use->use->mechanism.span);
    ctx_.diags = silent;
  }

  // Every model is put together with all that it extends. Said of the first that has too many.
  bool has_room_for_base(const std::vector<SymbolId>& chain, const ModelSource& last,
                         const InUse* in_use) {
    constexpr std::size_t kMost = 16;
    if (chain.size() <= kMost) return true;
    if (in_use != nullptr) return false;
    if (!last.model->extends) {
      main_diags_
          ->emit(kTooManyParts, source_.model->extends->base.span, ctx_.program[symbol_].name,
                 fmt::format("{} models that extend one another", kMost - 1))
          .help("put what they share into mechanisms, or extend one model with several values");
    }
    ctx_.models.at(symbol_).is_cut = true;
    return false;
  }

  // The base sees its own module's names and this model's trains.
  ScopeId base_scope(const ModelSource& source) {
    const ScopeId scope = new_scope(ctx_, source.scope);
    ctx_.program.scopes[scope].names = ctx_.program.scopes[trains_].names;
    return scope;
  }

  // The derived model's host variables are the base's, in order; without any it takes the base's.
  void share_hosts(Layer& base, const ModelSource& base_source, const Layer& derived,
                   const ModelSource& derived_source) {
    const std::vector<ast::HostVar>& theirs = with_hosts(ctx_, base_source).model->hosts;
    const std::vector<ast::HostVar>& ours = with_hosts(ctx_, derived_source).model->hosts;
    bool is_bound = false;
    for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
      const SymbolId host = find_member(ctx_, derived.scope, ours[i].name.text);
      if (host) alias(ctx_, base.scope, theirs[i].name.text, host);
      is_bound = is_bound || host.is_valid();
    }
    if (!is_bound) declare_hosts(base, *base_source.model);
  }

  void report_circle(SourceSpan use, const std::vector<SymbolId>& chain) {
    if (std::ranges::min(chain) != symbol_) return;
    std::string path;
    for (const SymbolId model : chain)
      path += fmt::format("`{}` → ", ctx_.program[model].name);
    path += fmt::format("`{}`", ctx_.program[symbol_].name);
    main_diags_->emit(kCircular, use, path).note("a model cannot contain itself");
  }

  // ---- declaring --------------------------------------------------------------------------------

  void declare_layer(Layer& layer) {
    diag::Diagnostics* const outer =
        std::exchange(ctx_.diags, layer.is_quiet ? &ctx_.silent : ctx_.diags);
    for (const ast::ItemId id : layer.body->items)
      declare_item(layer, (*layer.file)[id]);
    for (const ast::ItemId id : layer.body->items)
      declare_part(layer, (*layer.file)[id]);
    for (const ast::ItemId id : layer.body->items) {
      const ast::Item& item = (*layer.file)[id];
      if (const auto* use = std::get_if<ast::Use>(&item.kind)) add_instance(layer, *use);
    }
    ctx_.diags = outer;
  }

  void declare_item(Layer& layer, const ast::Item& item) {
    if (const auto* i = std::get_if<ast::Param>(&item.kind)) declare_params(ctx_, layer, *i);
    if (const auto* i = std::get_if<ast::State>(&item.kind)) declare_states(ctx_, layer, *i);
    if (const auto* i = std::get_if<ast::Let>(&item.kind)) declare_let(ctx_, layer, *i);
    if (const auto* i = std::get_if<ast::Input>(&item.kind)) declare_input(ctx_, layer, *i);
    if (const auto* i = std::get_if<ast::Noise>(&item.kind)) declare_noise(ctx_, layer, *i);
    if (const auto* i = std::get_if<ast::Const>(&item.kind)) {
      declare_const(ctx_, *layer.file, layer.scope, *i);
    }
    if (const auto* i = std::get_if<ast::Fn>(&item.kind)) {
      declare_function(ctx_, *layer.file, layer.scope, layer.component, *i);
    }
    if (const auto* i = std::get_if<ast::Kernel>(&item.kind)) {
      declare_kernel(ctx_, *layer.file, layer.scope, layer.component, *i, layer.prefix);
    }
  }

  void declare_part(Layer& layer, const ast::Item& item) {
    if (const auto* i = std::get_if<ast::Compartment>(&item.kind)) {
      add_part(layer, SymbolKind::Compartment, i->name, i->body, nullptr);
    }
    if (const auto* i = std::get_if<ast::Cable>(&item.kind)) {
      add_part(layer, SymbolKind::Cable, i->name, i->body, i);
    }
  }

  void add_part(Layer& outer, SymbolKind kind, const ast::Name& name, const ast::Body& body,
                const ast::Cable* cable) {
    const SymbolId symbol = declare(ctx_, outer.scope, kind, name, outer.prefix);
    if (!symbol) return;
    Layer& layer = layers_.emplace_back();
    layer.file = outer.file;
    layer.body = &body;
    layer.component = id_;
    layer.scope = new_scope(ctx_, outer.scope);
    layer.prefix = outer.prefix + std::string(name.text) + ".";
    layer.is_quiet = outer.is_quiet;
    layer.is_own = outer.is_own;
    ctx_.program[symbol].members = layer.scope;
    ctx_.program[symbol].component = id_;
    ctx_.program[symbol].type = Type::entity();
    if (cable != nullptr) declare_cable_variables(ctx_, layer, name.span);
    parts_.push_back({&layer, symbol, cable});
    declare_layer(layer);
  }

  // ---- mechanisms in use ------------------------------------------------------------------------

  void add_instance(Layer& outer, const ast::Use& use) {
    const SymbolId mechanism =
        find_declared(ctx_, outer.scope, use.mechanism, SymbolKind::Mechanism);
    if (!mechanism) {
      // The name is known, only not what it is: members of it stay silent.
      if (find_member(ctx_, outer.scope, use.name.text)) return;
      const SymbolId unknown = declare(ctx_, outer.scope, SymbolKind::Instance, use.name);
      if (unknown) ctx_.program[unknown].type = Type::error();
      return;
    }
    if (nesting_.empty()) outermost_use_ = use.mechanism.span;
    if (mechanism == symbol_) {
      std::vector<SymbolId> chain{symbol_};
      chain.insert(chain.end(), nesting_.begin(), nesting_.end());
      report_circle(outermost_use_, chain);
      return;
    }
    // A circle that this model is not part of is reported where it is.
    if (std::ranges::find(nesting_, mechanism) != nesting_.end()) return;
    if (!nesting_.empty() && !has_room_for_part()) return;
    const SymbolId symbol =
        declare(ctx_, outer.scope, SymbolKind::Instance, use.name, outer.prefix);
    if (!symbol) return;
    const ModelSource& source = ctx_.models.at(mechanism);
    Layer& layer = add_layer(source, base_scope(source));
    layer.prefix = outer.prefix + std::string(use.name.text) + ".";
    layer.is_quiet = true;
    layer.is_own = false;
    ctx_.program[symbol].members = layer.scope;
    ctx_.program[symbol].component = id_;
    ctx_.program[symbol].type = Type::entity();
    bind_hosts(layer, outer, use, with_hosts(ctx_, source));
    add_overrides(ctx_, layer, outer, use.args, source, use.mechanism.span);
    nesting_.push_back(mechanism);
    if (source.model->extends) {
      const InUse in_use{&use, std::exchange(ctx_.diags, &ctx_.silent)};
      add_base(layer, source, {mechanism}, &in_use);
      ctx_.diags = in_use.diags;
    }
    declare_layer(layer);
    nesting_.pop_back();
    require_values(ctx_, layer, source, use.mechanism.span);
  }

  // Mechanisms that use one another twice at each level would make parts without end.
  bool has_room_for_part() {
    constexpr int kMost = 4096;
    if (++ctx_.n_nested_parts <= kMost) return true;
    if (ctx_.n_nested_parts == kMost + 1) {
      main_diags_
          ->emit(kTooManyParts, outermost_use_, ctx_.program[symbol_].name,
                 fmt::format("{} mechanisms inside mechanisms", kMost))
          .help("use the inner mechanisms side by side in the neuron");
    }
    return false;
  }

  void bind_hosts(Layer& layer, const Layer& outer, const ast::Use& use,
                  const ModelSource& source) {
    bool is_complete = true;
    for (const ast::HostVar& host : source.model->hosts) {
      const auto binding = std::ranges::find_if(
          use.bindings, [&](const auto& b) { return b.host.text == host.name.text; });
      const bool is_bound = binding != use.bindings.end();
      const SymbolId target =
          is_bound ? find_bound(outer, *binding) : find(ctx_, outer.scope, host.name.text);
      if (!target) {
        if (!is_bound && std::exchange(is_complete, false)) {
          ctx_.diags
              ->emit(kUnknownName, use.mechanism.span, fmt::format("`{}`", host.name.text),
                     where_of_layer(outer))
              .at(fmt::format("`{}` works on `{}` of its host", ctx_.text(use.mechanism.span),
                              host_list(source)))
              .help(fmt::format("bind another name: `use … on {} = …`", host.name.text));
        }
        continue;
      }
      // A current that is only added to still reaches nobody.
      if (ctx_.program[target].kind != SymbolKind::Input) ctx_.mark_read(target);
      alias(ctx_, layer.scope, host.name.text, target);
      host_uses_.push_back({&host, &use, target, ctx_.diags, &source});
    }
    for (const ast::HostBinding& binding : use.bindings) {
      const bool is_host = std::ranges::any_of(
          source.model->hosts, [&](const auto& h) { return h.name.text == binding.host.text; });
      if (!is_host) {
        ctx_.diags
            ->emit(kUnknownName, binding.host.span, fmt::format("`{}`", binding.host.text),
                   fmt::format("what `{}` works on", ctx_.text(use.mechanism.span)))
            .note(fmt::format("it works on `{}`", host_list(source)));
      }
    }
  }

  std::string where_of_layer(const Layer& layer) const {
    if (layer.prefix.empty()) return fmt::format("`{}`", ctx_.program[symbol_].name);
    return fmt::format("`{}` of `{}`", layer.prefix.substr(0, layer.prefix.size() - 1),
                       ctx_.program[symbol_].name);
  }

  SymbolId find_bound(const Layer& outer, const ast::HostBinding& binding) {
    SymbolId found;
    for (const ast::RefPart& part : binding.target.parts) {
      const SymbolId next = found ? find_member(ctx_, ctx_.program[found].members, part.name.text)
                                  : find(ctx_, outer.scope, part.name.text);
      if (!next && found) report_unknown_member(ctx_, found, part.name);
      if (!next && !found) report_unknown(ctx_, outer.scope, part.name, where_of_layer(outer));
      if (!next) return {};
      found = next;
    }
    return found;
  }

  // ---- checking ---------------------------------------------------------------------------------

  void check_layer(Layer& layer) {
    diag::Diagnostics* const outer =
        std::exchange(ctx_.diags, layer.is_quiet ? &ctx_.silent : main_diags_);
    // Every definition is checked, whether or not anything reads it.
    const std::vector<SymbolId> declared = ctx_.program.scopes[layer.scope].in_order;
    for (const SymbolId symbol : declared) {
      resolve(ctx_, symbol, ctx_.program[symbol].span);
      if (ctx_.functions.contains(symbol)) check_function(ctx_, symbol);
    }
    for (const ast::ItemId id : layer.body->items)
      check_starts(layer, (*layer.file)[id]);
    for (const ast::ItemId id : layer.body->items)
      check_item(layer, (*layer.file)[id]);
    for (const Part& part : parts_) {
      if (part.layer == &layer && part.cable != nullptr) {
        check_cable_settings(ctx_, layer, part.symbol, *part.cable);
      }
    }
    ctx_.diags = outer;
  }

  // Equations of higher order read derivatives, so their starts come first.
  void check_starts(const Layer& layer, const ast::Item& item) {
    const auto* state = std::get_if<ast::State>(&item.kind);
    if (state == nullptr) return;
    for (const ast::Decl& decl : state->decls) {
      if (decl.n_primes > 0) check_derivative_start(ctx_, layer, decl);
    }
  }

  void check_item(const Layer& layer, const ast::Item& item) {
    if (const auto* i = std::get_if<ast::Equation>(&item.kind)) {
      check_equation(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Contribution>(&item.kind)) {
      check_contribution(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Spike>(&item.kind)) {
      check_spike(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::OnHandler>(&item.kind)) {
      check_on(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::WhenHandler>(&item.kind)) {
      check_when(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::EveryHandler>(&item.kind)) {
      check_every(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Inject>(&item.kind)) {
      check_inject(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Couple>(&item.kind)) {
      check_couple(ctx_, layer, item.span, *i);
    }
    if (const auto* i = std::get_if<ast::Attach>(&item.kind)) {
      check_attach(ctx_, layer, item.span, *i);
    }
  }

  void finish(const Layer& own) {
    if (source_.is_cut) return;
    // Now that the types are known.
    for (const HostUse& use : host_uses_)
      check_host_use(ctx_, use);
    check_host_bounds(own);
  }

  Context& ctx_;
  SymbolId symbol_;
  const ModelSource& source_;
  diag::Diagnostics* main_diags_;  // not owned
  ComponentId id_;
  ScopeId trains_;
  std::deque<Layer> layers_;  // a deque, because definitions keep pointers into layers
  std::vector<Part> parts_;
  std::vector<SymbolId> nesting_;  // mechanisms in use, outermost first
  SourceSpan outermost_use_;
  std::vector<HostUse> host_uses_;
};

}  // namespace

void declare_model(Context& ctx, const ast::Module& module, ScopeId scope,
                   const ast::Model& model) {
  const SymbolId symbol = declare(ctx, scope, symbol_kind(model.kind), model.name);
  if (!symbol) return;
  ModelSource source;
  source.module = &module;
  source.model = &model;
  source.scope = scope;
  ctx.models.emplace(symbol, source);
}

void check_model(Context& ctx, SymbolId symbol) {
  ModelSource& source = ctx.models.at(symbol);
  if (source.state != ModelSource::State::Waiting) return;
  source.state = ModelSource::State::Running;
  ModelAssembler(ctx, symbol).run();
  source.state = ModelSource::State::Done;
}

}  // namespace snn::sema
