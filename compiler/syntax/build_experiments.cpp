// Experiments, tests and training blocks.

#include "compiler/syntax/tree_builder.h"

namespace snn::syntax {

std::optional<ast::ItemKind> TreeBuilder::experiment_kind(Context* rule) {
  switch (rule->getRuleIndex()) {
    case P::RuleExperimentDecl: {
      auto* experiment = static_cast<P::ExperimentDeclContext*>(rule);
      return ast::Experiment{name(experiment->name(), experiment),
                             body_of(experiment->expBlock(), experiment)};
    }
    case P::RuleTestDecl: {
      auto* test = static_cast<P::TestDeclContext*>(rule);
      return ast::Test{string(test->STRING()), span_of(test->STRING()),
                       body_of(test->expBlock(), test)};
    }
    case P::RuleNetInstance: {
      auto* instance = static_cast<P::NetInstanceContext*>(rule);
      return ast::NetworkInstance{name(instance->name(), instance),
                                  qualified_name(instance->qname(), instance),
                                  optional_args(instance->args())};
    }
    case P::RuleRecordDecl: return record(static_cast<P::RecordDeclContext*>(rule));
    case P::RuleRunDecl: {
      auto* run = static_cast<P::RunDeclContext*>(rule);
      return ast::Run{run->UNTIL() != nullptr, expr(run->expr(), run)};
    }
    case P::RuleAtDecl: {
      auto* at = static_cast<P::AtDeclContext*>(rule);
      return ast::At{expr(at->expr(), at), body_of(at->expBlock(), at)};
    }
    case P::RuleSetDecl: {
      auto* set = static_cast<P::SetDeclContext*>(rule);
      return ast::Set{endpoint(set->endpoint(), set), set->DRAW() != nullptr,
                      expr(set->expr(), set)};
    }
    case P::RuleBroadcastDecl: {
      auto* broadcast = static_cast<P::BroadcastDeclContext*>(rule);
      return ast::Broadcast{ref(broadcast->ref(), broadcast), optional_args(broadcast->args())};
    }
    case P::RuleSweepDecl: return sweep(static_cast<P::SweepDeclContext*>(rule));
    case P::RuleRepeatDecl: {
      auto* repeat = static_cast<P::RepeatDeclContext*>(rule);
      return ast::Repeat{expr(repeat->expr(), repeat), body_of(repeat->expBlock(), repeat)};
    }
    case P::RuleExpectDecl: {
      auto* expect = static_cast<P::ExpectDeclContext*>(rule);
      const ast::ExprId value = expr(expect->expr(0), expect);
      return ast::Expect{value, bounds(expect->bounds()),
                         optional_expr(expect->expr(1), expect->WITHIN(), expect)};
    }
    default: return std::nullopt;
  }
}

ast::Record TreeBuilder::record(P::RecordDeclContext* context) {
  ast::Record result;
  result.what = expr(context->expr(0), context);
  result.every = optional_expr(context->expr(1), context->EVERY(), context);
  if (context->STRING() != nullptr) {
    result.file = string(context->STRING());
    result.file_span = span_of(context->STRING());
  }
  return result;
}

ast::Sweep TreeBuilder::sweep(P::SweepDeclContext* context) {
  ast::Sweep result;
  for (P::SweepVarContext* each : context->sweepVar()) {
    ast::SweepVar variable;
    variable.name = name(each->name(), each);
    P::RangeOrExprContext* values = each->rangeOrExpr();
    if (values == nullptr) {
      variable.values = missing_expr(each);
    } else {
      const ast::Index value = index(values);
      variable.range = value.range;
      variable.values = value.at;
    }
    result.variables.push_back(variable);
  }
  result.body = body_of(context->expBlock(), context);
  return result;
}

std::optional<ast::ItemKind> TreeBuilder::training_kind(Context* rule) {
  switch (rule->getRuleIndex()) {
    case P::RuleTrainDecl: {
      auto* train = static_cast<P::TrainDeclContext*>(rule);
      return ast::Train{name(train->name(), train), body_of(train, train)};
    }
    case P::RuleDataDecl: {
      auto* data = static_cast<P::DataDeclContext*>(rule);
      return ast::Data{name(data->name(), data), expr(data->expr(), data)};
    }
    case P::RuleFeedDecl: {
      auto* feed = static_cast<P::FeedDeclContext*>(rule);
      return ast::Feed{endpoint(feed->endpoint(), feed), expr(feed->expr(), feed)};
    }
    case P::RuleSurrogateDecl: {
      auto* surrogate = static_cast<P::SurrogateDeclContext*>(rule);
      return ast::Surrogate{optional_ref(surrogate->ref()), name(surrogate->name(), surrogate),
                            expr(surrogate->expr(), surrogate)};
    }
    case P::RuleLossDecl: {
      auto* loss = static_cast<P::LossDeclContext*>(rule);
      return ast::Loss{expr(loss->expr(), loss)};
    }
    case P::RuleOptimizeDecl: return optimize(static_cast<P::OptimizeDeclContext*>(rule));
    default: return std::nullopt;
  }
}

ast::Optimize TreeBuilder::optimize(P::OptimizeDeclContext* context) {
  ast::Optimize result;
  result.parameters = refs(context->ref(), context);
  if (context->WITH() != nullptr && result.parameters.size() > 1) {
    result.optimizer = result.parameters.back();
    result.parameters.pop_back();
  } else {
    result.optimizer = ref(nullptr, context);
  }
  result.args = optional_args(context->args());
  return result;
}

}  // namespace snn::syntax
