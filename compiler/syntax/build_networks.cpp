// Networks: populations, connections, drives, places.

#include "compiler/syntax/tree_builder.h"

namespace snn::syntax {

std::optional<ast::ItemKind> TreeBuilder::network_kind(Context* rule) {
  switch (rule->getRuleIndex()) {
    case P::RuleNetworkDecl: {
      auto* network = static_cast<P::NetworkDeclContext*>(rule);
      return ast::Network{name(network->name(), network), decls(network->decl()),
                          body_of(network, network)};
    }
    case P::RulePopulationDecl: return population(static_cast<P::PopulationDeclContext*>(rule));
    case P::RuleConnectDecl: return connect(static_cast<P::ConnectDeclContext*>(rule));
    case P::RulePairsDecl: return pairs(static_cast<P::PairsDeclContext*>(rule));
    case P::RuleSetting: return setting(static_cast<P::SettingContext*>(rule));
    case P::RuleDriveDecl: {
      auto* drive = static_cast<P::DriveDeclContext*>(rule);
      return ast::Drive{endpoint(drive->endpoint(), drive), drive->DRAW() != nullptr,
                        expr(drive->expr(), drive)};
    }
    case P::RuleGroupDecl: {
      auto* group = static_cast<P::GroupDeclContext*>(rule);
      return ast::Group{name(group->name(), group), endpoint(group->endpoint(), group)};
    }
    case P::RulePlaceDecl: {
      auto* place = static_cast<P::PlaceDeclContext*>(rule);
      return ast::Place{ref(place->ref(), place), expr(place->expr(), place)};
    }
    default: return std::nullopt;
  }
}

ast::Population TreeBuilder::population(P::PopulationDeclContext* context) {
  ast::Population result;
  result.name = name(context->name(), context);
  result.dims = dims(context->dims());
  result.model = qualified_name(context->qname(), context);
  result.args = optional_args(context->args());
  if (P::PolarityContext* polarity = context->polarity()) {
    result.polarity =
        polarity->EXCITATORY() != nullptr ? ast::Polarity::Excitatory : ast::Polarity::Inhibitory;
  }
  if (context->settings() != nullptr) result.settings = body_of(context->settings(), context);
  return result;
}

ast::Connect TreeBuilder::connect(P::ConnectDeclContext* context) {
  ast::Connect result;
  result.from = endpoint(context->endpoint(0), context);
  result.to = endpoint(context->endpoint(1), context);
  for (P::ModelUseContext* each : context->modelUse())
    result.rules.push_back(model_use(each));
  if (context->VIA() != nullptr && !result.rules.empty()) {
    result.via = result.rules.front();
    result.rules.erase(result.rules.begin());
  }
  if (context->AS() != nullptr) result.alias = name(context->name(), context);
  if (context->LBRACE() != nullptr) result.body = body_of(context, context);
  return result;
}

ast::Pairs TreeBuilder::pairs(P::PairsDeclContext* context) {
  ast::Pairs result;
  if (context->ID() != nullptr) {
    const ast::SourceSpan span = span_of(context->ID());
    result.rule = ast::Ref{span, {{{span, text_of(span)}, {}}}};
  }
  result.args = optional_args(context->args());
  const std::vector<P::ExprContext*> all = context->expr();
  std::size_t next = 0;
  // The words come in this order, each with its expression.
  for (const auto& [word, value] :
       {std::pair{context->WHERE(), &result.where}, std::pair{context->PROB(), &result.prob},
        std::pair{context->EXCEPT(), &result.except}}) {
    if (word == nullptr) continue;
    *value = expr(next < all.size() ? all[next] : nullptr, context);
    ++next;
  }
  return result;
}

ast::Setting TreeBuilder::setting(P::SettingContext* context) {
  return {ref(context->ref(), context), context->DRAW() != nullptr, expr(context->expr(), context)};
}

}  // namespace snn::syntax
