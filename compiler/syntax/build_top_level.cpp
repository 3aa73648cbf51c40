// What stands at the top of a file, and the one place that sorts items by their rule.

#include "compiler/syntax/tree_builder.h"

namespace snn::syntax {

void TreeBuilder::add_top_level(P::FileContext* context) {
  const ast::Body body = body_of(context, context);
  file_.top.insert(file_.top.end(), body.items.begin(), body.items.end());
}

ast::Body TreeBuilder::body_of(Context* context, const Context* parent) {
  if (context == nullptr) return {span_of(parent), {}};
  ast::Body result{braces_of(context), {}};
  bool was_skipped = false;
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* skipped = dynamic_cast<antlr4::tree::ErrorNode*>(child)) {
      if (!was_skipped) {
        result.items.push_back(
            file_.items.push_back({span_of(skipped->getSymbol()), ast::ErrorItem{}}));
      }
      was_skipped = true;
    } else if (auto* wrapper = dynamic_cast<Context*>(child)) {
      was_skipped = false;
      switch (wrapper->getRuleIndex()) {
        case P::RuleTopDecl:
        case P::RuleModelItem:
        case P::RuleCableItem:
        case P::RuleNetItem:
        case P::RuleConnItem:
        case P::RuleExpItem:
        case P::RuleTrainItem:
        case P::RuleSetting: result.items.push_back(item(wrapper)); break;
        default: break;
      }
    }
  }
  return result;
}

ast::ItemId TreeBuilder::item(Context* wrapper) {
  Context* rule = wrapper;
  // A setting is its own wrapper; a network's item may stand inside an experiment's.
  while (rule->getRuleIndex() != P::RuleSetting) {
    auto* inner = rule->getRuleContext<Context>(0);
    if (inner == nullptr) break;
    rule = inner;
    if (rule->getRuleIndex() != P::RuleNetItem) break;
  }
  std::optional<ast::ItemKind> kind = top_level_kind(rule);
  if (!kind) kind = model_kind(rule);
  if (!kind) kind = network_kind(rule);
  if (!kind) kind = experiment_kind(rule);
  if (!kind) kind = training_kind(rule);
  return file_.items.push_back(
      {span_of(wrapper), kind ? *std::move(kind) : ast::ItemKind(ast::ErrorItem{})});
}

std::optional<ast::ItemKind> TreeBuilder::top_level_kind(Context* rule) {
  switch (rule->getRuleIndex()) {
    case P::RuleImportDecl: return import(static_cast<P::ImportDeclContext*>(rule));
    case P::RuleUnitDecl: {
      auto* unit = static_cast<P::UnitDeclContext*>(rule);
      const ast::Name unit_name = name(unit->name(), unit);
      const ast::ExprId value = expr(unit->expr(0), unit);
      return ast::UnitDecl{unit_name, unit->PREFIXED() != nullptr, value,
                           optional_expr(unit->expr(1), unit->FROM(), unit)};
    }
    case P::RuleConstDecl: {
      auto* constant = static_cast<P::ConstDeclContext*>(rule);
      return ast::Const{name(constant->name(), constant),
                        optional_unit(constant->unit(), constant->COLON()),
                        expr(constant->expr(), constant)};
    }
    case P::RuleFnDecl: return fn(static_cast<P::FnDeclContext*>(rule));
    case P::RuleKernelDecl: {
      auto* kernel = static_cast<P::KernelDeclContext*>(rule);
      return ast::Kernel{name(kernel->name(0), kernel), optional_name(kernel->name(1)),
                         expr(kernel->expr(), kernel)};
    }
    case P::RuleEventDecl: {
      auto* event = static_cast<P::EventDeclContext*>(rule);
      return ast::Event{name(event->name(), event), optional_unit(event->unit(), event->COLON())};
    }
    case P::RuleNeuronDecl: {
      auto* neuron = static_cast<P::NeuronDeclContext*>(rule);
      return model(ast::ModelKind::Neuron, neuron, neuron->name(), neuron->base(), neuron->body(),
                   {});
    }
    case P::RuleSynapseDecl: {
      auto* synapse = static_cast<P::SynapseDeclContext*>(rule);
      return model(ast::ModelKind::Synapse, synapse, synapse->name(), synapse->base(),
                   synapse->body(), {});
    }
    case P::RuleMechanismDecl: {
      auto* mechanism = static_cast<P::MechanismDeclContext*>(rule);
      return model(ast::ModelKind::Mechanism, mechanism, mechanism->name(), mechanism->base(),
                   mechanism->body(), mechanism->hostVar());
    }
    case P::RulePlasticityDecl: {
      auto* plasticity = static_cast<P::PlasticityDeclContext*>(rule);
      std::vector<P::HostVarContext*> hosts;
      if (plasticity->hostVar() != nullptr) hosts.push_back(plasticity->hostVar());
      return model(ast::ModelKind::Plasticity, plasticity, plasticity->name(), plasticity->base(),
                   plasticity->body(), hosts);
    }
    default: return std::nullopt;
  }
}

ast::Import TreeBuilder::import(P::ImportDeclContext* context) {
  ast::Import result;
  if (context->STRING() != nullptr) {
    result.path = string(context->STRING());
    result.path_span = span_of(context->STRING());
  } else {
    result.module = qualified_name(context->qname(), context);
  }
  for (P::NameContext* each : context->name())
    result.names.push_back(name(each, context));
  if (context->AS() != nullptr) {
    if (result.names.empty()) result.names.push_back(name(nullptr, context));
    result.alias = result.names.back();
    result.names.pop_back();
  }
  return result;
}

ast::Fn TreeBuilder::fn(P::FnDeclContext* context) {
  ast::Fn result;
  result.name = name(context->name(), context);
  for (P::FnArgContext* each : context->fnArg()) {
    result.args.push_back({name(each->name(), each), optional_unit(each->unit(), each->COLON())});
  }
  result.unit = optional_unit(context->unit(), context->COLON());
  result.value = expr(context->expr(), context);
  return result;
}

ast::Model TreeBuilder::model(ast::ModelKind kind, Context* context, P::NameContext* name_context,
                              P::BaseContext* base, P::BodyContext* body,
                              const std::vector<P::HostVarContext*>& hosts) {
  ast::Model result;
  result.kind = kind;
  result.name = name(name_context, context);
  for (P::HostVarContext* each : hosts)
    result.hosts.push_back(host_var(each));
  if (base != nullptr) {
    result.extends = ast::Extends{qualified_name(base->qname(), base), optional_args(base->args())};
  }
  result.body = body_of(body, context);
  return result;
}

ast::HostVar TreeBuilder::host_var(P::HostVarContext* context) {
  return {span_of(context), name(context->name(), context), unit(context->unit(), context),
          bounds(context->bounds())};
}

}  // namespace snn::syntax
