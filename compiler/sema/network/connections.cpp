#include "compiler/sema/network/connections.h"

#include "compiler/model/eval.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/connection_values.h"
#include "compiler/sema/network/endpoints.h"
#include "compiler/sema/network/pairs.h"
#include "compiler/sema/network/transport.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace snn::sema {
namespace {

class ConnectionChecker {
 public:
  ConnectionChecker(Context& ctx, const Draft& draft, const ast::Connect& item)
      : ctx_(ctx), env_(draft.env(Place::Pair)), draft_(draft), item_(item) {}

  void check(SourceSpan span) {
    projection_.span = span;
    has_inject_ = has_item<ast::Inject>();
    find_models();
    projection_.from = check_sources(ctx_, env_, item_.from);
    const std::vector<Port> ports = find_ports();
    for (const model::EndpointRef& from : projection_.from)
      ends_.pre.push_back(from.population);
    for (const Port& port : ports) {
      ends_.post.push_back(port.ref.population);
      projection_.to.push_back(port.ref);
    }
    find_unplaced();
    env_.ends = &ends_;
    check_body(ports);
    if (item_.alias) finish_alias(ports);
    if (!is_sound_ || projection_.from.empty() || ports.empty()) return;
    ctx_.program.networks[draft_.network].projections.push_back(std::move(projection_));
  }

 private:
  template <class Kind>
  bool has_item() const {
    if (!item_.body) return false;
    return std::ranges::any_of(item_.body->items, [&](ast::ItemId id) {
      return std::holds_alternative<Kind>((*draft_.file)[id].kind);
    });
  }

  void find_models() {
    if (item_.via) {
      synapse_use_ = item_.via->model.span;
      projection_.synapse =
          find_declared(ctx_, draft_.scope, item_.via->model, SymbolKind::Synapse);
      is_sound_ = projection_.synapse.is_valid();
      if (has_inject_) report_two_ways();
    } else if (!has_inject_) {
      synapse_use_ = source::join(item_.from.span, item_.to.span);
      const ast::Name name{synapse_use_, "Static"};
      projection_.synapse =
          find_declared(ctx_, draft_.scope, {synapse_use_, {name}}, SymbolKind::Synapse);
      is_sound_ = projection_.synapse.is_valid();
    }
    for (const ast::ModelUse& use : item_.rules) {
      const SymbolId rule = find_declared(ctx_, draft_.scope, use.model, SymbolKind::Plasticity);
      is_sound_ = is_sound_ && rule.is_valid();
      projection_.rules.push_back({rule, {}});
      rules_.push_back({rule, use.model.span, &use});
    }
  }

  void report_two_ways() {
    for (const ast::ItemId id : item_.body->items) {
      const ast::Item& item = (*draft_.file)[id];
      if (!std::holds_alternative<ast::Inject>(item.kind)) continue;
      ctx_.diags
          ->emit(kWrongTransport, item.span, "inject",
                 "stands instead of a synapse, and this connection has one")
          .label(synapse_use_, "the synapse")
          .help("leave out `via`, or write the `inject` in the synapse");
      is_sound_ = false;
      return;
    }
  }

  // What is sent along decides which inputs can take it.
  std::vector<Port> find_ports() {
    const Sent sent = what_is_sent(ctx_, projection_.synapse, has_inject_);
    // A synapse that names every port itself needs none here.
    if (sent.names_ports && is_sound_) return named_ports(sent);
    return check_targets(ctx_, env_, item_.to, sent.traffic);
  }

  std::vector<Port> named_ports(const Sent& sent) {
    const bool has_port = item_.to.port || std::ranges::any_of(item_.to.refs, [&](const auto& ref) {
                            const SymbolId cells =
                                find(ctx_, draft_.scope, ref.parts.front().name.text);
                            return ref.parts.size() > 1 && cells &&
                                   ctx_.program[cells].kind != SymbolKind::NetworkInstance;
                          });
    if (has_port) return check_targets(ctx_, env_, item_.to, sent.traffic);
    ast::Endpoint target = item_.to;
    const std::vector<ast::RefPart> words = words_of(sent.first_port, item_.to.span);
    for (ast::Ref& ref : target.refs)
      ref.parts.insert(ref.parts.end(), words.begin(), words.end());
    return check_targets(ctx_, env_, target, sent.traffic);
  }

  // `distance` needs positions at both ends.
  void find_unplaced() {
    for (const auto* side : {&ends_.pre, &ends_.post}) {
      for (const SymbolId population : *side) {
        const model::PopulationDef* def = ctx_.program.find_population(population);
        if (def != nullptr && !def->is_placed && !ends_.unplaced) ends_.unplaced = population;
      }
    }
  }

  void check_body(const std::vector<Port>& ports) {
    ConnectionValues values(ctx_, env_, projection_, rules_, synapse_use_);
    if (item_.via) values.add_synapse_args(item_.via->args);
    for (std::size_t i = 0; i < rules_.size(); ++i)
      values.add_rule_args(i, rules_[i].use->args);
    if (item_.body) {
      for (const ast::ItemId id : item_.body->items) {
        const ast::Item& item = (*draft_.file)[id];
        if (const auto* i = std::get_if<ast::Pairs>(&item.kind)) add_pairs(item.span, *i);
        if (const auto* i = std::get_if<ast::Inject>(&item.kind)) add_inject(item.span, *i);
      }
      values.add_settings(*item_.body);
    }
    values.check(ports, ends_, brings_weights(projection_.pairs));
    if (!is_sound_ || ports.empty()) return;
    const ConnectionUse use{projection_, synapse_use_, rules_, ends_, ports};
    if (check_transport(ctx_, env_, use)) check_weights(ctx_, use);
  }

  void add_pairs(SourceSpan span, const ast::Pairs& item) {
    if (projection_.pairs) {
      ctx_.diags->emit(kGivenTwice, span, "pairs")
          .label(projection_.pairs->span, "given here first");
      return;
    }
    projection_.pairs = check_pairs(ctx_, env_, span, item);
  }

  void add_inject(SourceSpan span, const ast::Inject& item) {
    const ExprId value = check_number(ctx_, env_, item.value);
    projection_.injections.push_back(
        {span, value, item.port ? std::string(ctx_.text(item.port->span)) : ""});
  }

  void finish_alias(const std::vector<Port>& ports) {
    const SymbolId symbol = find_member(ctx_, draft_.scope, item_.alias->text);
    if (!symbol || ctx_.program[symbol].span.begin != item_.alias->span.begin) return;
    projection_.symbol = symbol;
    if (!is_sound_ || ports.empty() || projection_.from.empty()) {
      ctx_.program[symbol].type = Type::error();
      return;
    }
    declare_members(ctx_, symbol, projection_, ends_, ports.front());
  }

  Context& ctx_;
  Env env_;
  const Draft& draft_;
  const ast::Connect& item_;
  model::ProjectionDef projection_;
  std::vector<UsedRule> rules_;
  Ends ends_;
  SourceSpan synapse_use_;
  bool has_inject_ = false;
  bool is_sound_ = true;
};

}  // namespace

void declare_connect(Context& ctx, const Draft& draft, const ast::Connect& item) {
  if (!item.alias) return;
  const SymbolId symbol = declare(ctx, draft.scope, SymbolKind::Projection, *item.alias);
  if (!symbol) return;
  ctx.program[symbol].type = Type::entity();
  ctx.program[symbol].network = draft.network;
}

void check_connect(Context& ctx, const Draft& draft, SourceSpan span, const ast::Connect& item) {
  ConnectionChecker(ctx, draft, item).check(span);
}

}  // namespace snn::sema
