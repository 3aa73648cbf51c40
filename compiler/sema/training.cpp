#include "compiler/sema/training.h"

#include "compiler/model/walk.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/draft.h"
#include "compiler/sema/network/endpoints.h"
#include "compiler/sema/script/instances.h"
#include "compiler/sema/script/observations.h"
#include "compiler/sema/script/run_settings.h"
#include "compiler/sema/script/surrogates.h"
#include "compiler/sema/wording.h"

#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace snn::sema {
namespace {

class TrainingChecker {
 public:
  TrainingChecker(Context& ctx, const ast::Module& module, ScopeId scope, const ast::Train& item)
      : ctx_(ctx), item_(item) {
    draft_.file = &module.file;
    draft_.scope = new_scope(ctx, scope);
    draft_.let_place = Place::Training;
    env_ = draft_.env(Place::Training);
  }

  void check(SourceSpan span) {
    const std::size_t n_errors = ctx_.diags->n_errors();
    def_.name = std::string(item_.name.text);
    def_.span = span;
    def_.scope = draft_.scope;
    declare_names();
    RunSettings settings(ctx_, env_);
    for (const ast::ItemId id : item_.body.items) {
      const ast::Item& item = (*draft_.file)[id];
      if (const auto* i = std::get_if<ast::Setting>(&item.kind)) {
        for (auto& step : settings.check(*i, item.span))
          def_.settings.push_back(std::move(step));
      }
      check_item(item);
    }
    require_parts();
    if (ctx_.diags->n_errors() == n_errors) check_gradients(ctx_, def_, loss_);
    ctx_.program.trainings.push_back(std::move(def_));
  }

 private:
  void declare_names() {
    declare_network_items(ctx_, draft_, item_.body.items);
    for (const ast::ItemId id : item_.body.items) {
      const ast::Item& item = (*draft_.file)[id];
      if (const auto* i = std::get_if<ast::NetworkInstance>(&item.kind)) {
        declare_instance(ctx_, env_, *i);
      }
      if (const auto* i = std::get_if<ast::Data>(&item.kind)) declare_data(*i);
    }
    const std::vector<SymbolId> declared = ctx_.program.scopes[draft_.scope].in_order;
    for (const SymbolId symbol : declared)
      resolve(ctx_, symbol, ctx_.program[symbol].span);
  }

  // A data set has spikes to feed and labels to compare with.
  void declare_data(const ast::Data& item) {
    const SymbolId symbol = declare(ctx_, draft_.scope, SymbolKind::Data, item.name);
    const ExprId value = check_expr(ctx_, env_, item.value);
    const Type type = ctx_.type_of(value);
    if (!symbol || type.is_error()) return;
    if (type.kind != model::Kind::Dataset) {
      const SourceSpan span = ctx_.program.exprs[value].span;
      ctx_.diags
          ->emit(kWrongType, span, "a data set", excerpt(ctx_, span), with_article(ctx_, type))
          .help("write `dataset(\"samples.h5\", batch = 128)`");
      return;
    }
    const ScopeId members = new_scope(ctx_, {});
    for (const std::string_view name : {"spikes", "label"}) {
      const SymbolId member = declare(ctx_, members, SymbolKind::Local, {item.name.span, name});
      Type column = Type::real();
      column.length = Type::kUnknownLength;
      if (name == "spikes") {
        column.dim = per_time();
        column.has_train = true;
      }
      ctx_.program[member].type = column;
    }
    ctx_.program[symbol].members = members;
    ctx_.program[symbol].type = type;
    ctx_.program[symbol].value = value;
    def_.data.push_back({symbol, value});
  }

  void check_item(const ast::Item& item) {
    if (const auto* i = std::get_if<ast::NetworkInstance>(&item.kind)) {
      if (auto step = check_instance(ctx_, env_, *i)) def_.instances.push_back(std::move(*step));
    }
    if (const auto* i = std::get_if<ast::Let>(&item.kind)) {
      const SymbolId symbol = find_member(ctx_, draft_.scope, i->name.text);
      if (symbol) def_.lets.push_back({symbol, ctx_.program[symbol].value});
    }
    if (const auto* i = std::get_if<ast::Feed>(&item.kind)) check_feed(*i);
    if (const auto* i = std::get_if<ast::Surrogate>(&item.kind)) {
      if (auto def = check_surrogate(ctx_, env_, item.span, *i)) def_.surrogates.push_back(*def);
    }
    if (const auto* i = std::get_if<ast::Loss>(&item.kind)) check_loss(item.span, *i);
    if (const auto* i = std::get_if<ast::Optimize>(&item.kind)) check_optimize(item.span, *i);
  }

  void check_feed(const ast::Feed& item) {
    const auto ports = check_targets(ctx_, env_, item.target, Traffic::Spikes, true);
    const ExprId source = check_expr(ctx_, env_, item.source);
    const Type type = ctx_.type_of(source);
    if (type.is_error()) return;
    const SourceSpan span = ctx_.program.exprs[source].span;
    if (!type.has_train) {
      ctx_.diags->emit(kWrongType, span, "the spikes of a data set", excerpt(ctx_, span),
                       with_article(ctx_, type));
      return;
    }
    for (const Port& port : ports)
      def_.feeds.push_back({port.ref, source});
  }

  void check_loss(SourceSpan span, const ast::Loss& item) {
    if (loss_.is_valid()) {
      ctx_.diags->emit(kTraining, span, "a training block has one `loss`")
          .label(loss_, "the first");
      return;
    }
    loss_ = span;
    def_.loss = check_plain(ctx_, env_, item.value, "the loss");
    observe(ctx_, def_.loss);
  }

  void check_optimize(SourceSpan span, const ast::Optimize& item) {
    if (optimize_.is_valid()) {
      ctx_.diags->emit(kTraining, span, "a training block has one `optimize`")
          .label(optimize_, "the first")
          .help("name several parameters, with commas between them");
      return;
    }
    optimize_ = span;
    for (const ast::Ref& ref : item.parameters)
      check_parameter(ref);
    if (item.optimizer.parts.empty() || item.optimizer.parts[0].name.text.empty()) return;
    const ast::Call call{item.optimizer, item.args.value_or(ast::Args{})};
    def_.optimizer = check_call(ctx_, env_, item.optimizer.span, call);
    const Type& type = ctx_.type_of(def_.optimizer);
    if (type.is_error() || type.kind == model::Kind::Optimizer) return;
    ctx_.diags
        ->emit(kWrongType, item.optimizer.span, "an optimizer", ctx_.text(item.optimizer.span),
               with_article(ctx_, type))
        .help("write `with adam(lr = 1e-3)` or `with sgd(lr = 0.1)`");
  }

  void check_parameter(const ast::Ref& ref) {
    const std::string_view last = ref.parts.empty() ? "" : ref.parts.back().name.text;
    if (ref.parts.size() > 1 && (last == "delay" || last == "dendritic_delay")) {
      report_not_smooth(ref, "spikes arrive on the grid of steps");
      return;
    }
    const ExprId parameter = check_ref(ctx_, env_, ref);
    if (ctx_.type_of(parameter).is_error()) return;
    observe(ctx_, parameter);
    const auto* path = std::get_if<model::Path>(&ctx_.program.exprs[parameter].kind);
    const SymbolId symbol = path != nullptr ? path->steps.back().symbol : SymbolId();
    const bool is_parameter = symbol && ctx_.program[symbol].kind == SymbolKind::Param;
    if (!is_parameter) {
      report_not_smooth(ref, "it is no parameter of cells or synapses");
      return;
    }
    if (path->steps.size() == 2 &&
        ctx_.program[path->steps[0].symbol].kind == SymbolKind::NetworkInstance) {
      report_not_smooth(ref, "it belongs to the network as a whole, whose structure is fixed");
      return;
    }
    if (sets_refractory_period(symbol)) {
      report_not_smooth(ref, "it sets a refractory period, which is counted in steps");
      return;
    }
    def_.parameters.push_back(parameter);
  }

  // Directly or through a `let`.
  [[nodiscard]] bool sets_refractory_period(SymbolId parameter) const {
    const ComponentId id = ctx_.program[parameter].component;
    if (!id.is_valid()) return false;
    const model::Component& component = ctx_.program.components[id];
    if (!component.spike || !component.spike->has_refractory || component.spike->is_until)
      return false;
    std::set<SymbolId> seen = model::reads_of(ctx_.program, component.spike->refractory);
    std::vector<SymbolId> pending(seen.begin(), seen.end());
    while (!pending.empty()) {
      const SymbolId read = pending.back();
      pending.pop_back();
      const model::Symbol& symbol = ctx_.program[read];
      if (symbol.kind != SymbolKind::Let || !symbol.value) continue;
      for (const SymbolId next : model::reads_of(ctx_.program, symbol.value)) {
        if (seen.insert(next).second) pending.push_back(next);
      }
    }
    return seen.contains(parameter);
  }

  void report_not_smooth(const ast::Ref& ref, std::string_view why) {
    ctx_.diags->emit(kNotDifferentiable, ref.span, ctx_.text(ref.span), why)
        .help("optimise a weight or a time constant, or sweep over this in an experiment");
  }

  void require_parts() {
    if (!loss_.is_valid()) {
      ctx_.diags->emit(kTraining, item_.name.span, "there is no `loss` to make small")
          .help("write `loss = …`");
    }
    if (!optimize_.is_valid()) {
      ctx_.diags->emit(kTraining, item_.name.span, "there is nothing to `optimize`")
          .help("write `optimize net.W.w with adam(lr = 1e-3)`");
    }
  }

  Context& ctx_;
  const ast::Train& item_;
  Draft draft_;
  Env env_;
  model::TrainDef def_;
  SourceSpan loss_;
  SourceSpan optimize_;
};

}  // namespace

void check_training(Context& ctx, const ast::Module& module, ScopeId scope, SourceSpan span,
                    const ast::Train& train) {
  TrainingChecker(ctx, module, scope, train).check(span);
}

}  // namespace snn::sema
