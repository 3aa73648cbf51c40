// The lines of a neuron, synapse, mechanism or plasticity rule.

#include "compiler/syntax/diagnostics.h"
#include "compiler/syntax/tree_builder.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::syntax {

std::optional<ast::ItemKind> TreeBuilder::model_kind(Context* rule) {
  switch (rule->getRuleIndex()) {
    case P::RuleParamDecl: {
      auto* group = static_cast<P::ParamDeclContext*>(rule)->declGroup();
      if (group == nullptr) return std::nullopt;
      return ast::Param{decls(group->decl()), group->LBRACE() != nullptr};
    }
    case P::RuleStateDecl: {
      auto* state = static_cast<P::StateDeclContext*>(rule);
      auto* group = state->declGroup();
      if (group == nullptr) return std::nullopt;
      return ast::State{state->SHARED() != nullptr, decls(group->decl()),
                        group->LBRACE() != nullptr};
    }
    case P::RuleLetDecl: return let(static_cast<P::LetDeclContext*>(rule));
    case P::RuleInputDecl: return input(static_cast<P::InputDeclContext*>(rule));
    case P::RuleNoiseDecl: {
      auto* noise = static_cast<P::NoiseDeclContext*>(rule);
      ast::Noise result{noise->SHARED() != nullptr, {}};
      for (P::NameContext* each : noise->name())
        result.names.push_back(name(each, noise));
      return result;
    }
    case P::RuleUseDecl: return use(static_cast<P::UseDeclContext*>(rule));
    case P::RuleSpikeDecl: return spike(static_cast<P::SpikeDeclContext*>(rule));
    case P::RuleHandler: return handler(static_cast<P::HandlerContext*>(rule));
    case P::RuleInjectDecl: {
      auto* inject = static_cast<P::InjectDeclContext*>(rule);
      return ast::Inject{expr(inject->expr(), inject), optional_ref(inject->ref())};
    }
    case P::RuleCompartmentDecl: {
      auto* compartment = static_cast<P::CompartmentDeclContext*>(rule);
      return ast::Compartment{name(compartment->name(), compartment),
                              body_of(compartment->body(), compartment)};
    }
    case P::RuleCableDecl: {
      auto* cable = static_cast<P::CableDeclContext*>(rule);
      return ast::Cable{name(cable->name(), cable), body_of(cable, cable)};
    }
    case P::RuleCoupleDecl: {
      auto* couple = static_cast<P::CoupleDeclContext*>(rule);
      return ast::Couple{ref(couple->ref(0), couple), ref(couple->ref(1), couple),
                         expr(couple->expr(), couple)};
    }
    case P::RuleAttachDecl: return attach(static_cast<P::AttachDeclContext*>(rule));
    case P::RuleContribution: return contribution(static_cast<P::ContributionContext*>(rule));
    case P::RuleEquation: return equation(static_cast<P::EquationContext*>(rule));
    default: return std::nullopt;
  }
}

ast::Let TreeBuilder::let(P::LetDeclContext* context) {
  return {name(context->name(), context), optional_unit(context->unit(), context->COLON()),
          expr(context->expr(), context)};
}

ast::Input TreeBuilder::input(P::InputDeclContext* context) {
  ast::Input result;
  if (P::PolarityContext* polarity = context->polarity()) {
    result.polarity =
        polarity->EXCITATORY() != nullptr ? ast::Polarity::Excitatory : ast::Polarity::Inhibitory;
  }
  result.name = name(context->name(), context);
  result.dims = dims(context->dims());
  if (P::PortTypeContext* type = context->portType()) {
    result.is_spike = type->SPIKE() != nullptr;
    if (!result.is_spike || type->unit() != nullptr) result.unit = unit(type->unit(), type);
  }
  result.default_value = optional_expr(context->expr(), context->ASSIGN(), context);
  result.bounds = bounds(context->bounds());
  return result;
}

ast::Use TreeBuilder::use(P::UseDeclContext* context) {
  ast::Use result;
  result.name = name(context->name(), context);
  result.mechanism = qualified_name(context->qname(), context);
  result.args = optional_args(context->args());
  for (P::BindingContext* each : context->binding()) {
    result.bindings.push_back({name(each->name(), each), ref(each->ref(), each)});
  }
  return result;
}

ast::Spike TreeBuilder::spike(P::SpikeDeclContext* context) {
  ast::Spike result;
  result.is_rate = context->RATE() != nullptr;
  result.condition = expr(context->expr(), context);
  if (context->refractory() != nullptr) result.refractory = refractory(context->refractory());
  result.reset = optional_block(context->block());
  return result;
}

ast::Refractory TreeBuilder::refractory(P::RefractoryContext* context) {
  return {span_of(context), context->UNTIL() != nullptr, expr(context->expr(), context),
          refs(context->ref(), context)};
}

ast::ItemKind TreeBuilder::handler(P::HandlerContext* context) {
  if (context->WHEN() != nullptr) {
    return ast::WhenHandler{expr(context->expr(), context), block(context->block(), context)};
  }
  if (context->EVERY() != nullptr) {
    return ast::EveryHandler{expr(context->expr(), context), block(context->block(), context)};
  }
  if (context->ON() == nullptr) return ast::ErrorItem{};
  return ast::OnHandler{ref(context->ref(), context), optional_name(context->name()),
                        block(context->block(), context)};
}

ast::Attach TreeBuilder::attach(P::AttachDeclContext* context) {
  const std::vector<P::ExprContext*> positions = context->expr();
  ast::Attach result;
  result.child = ref(context->ref(0), context);
  result.child_position = expr(positions.empty() ? nullptr : positions[0], context);
  result.parent = ref(context->ref(1), context);
  if (positions.size() > 1) result.parent_position = expr(positions[1], context);
  return result;
}

ast::Contribution TreeBuilder::contribution(P::ContributionContext* context) {
  antlr4::tree::TerminalNode* op = context->TAKE_FROM();
  const bool is_subtracted = op != nullptr;
  if (!is_subtracted) op = context->ADD_TO();
  return {ref(context->ref(), context), is_subtracted,
          op == nullptr ? span_of(context) : span_of(op), expr(context->expr(), context)};
}

ast::Equation TreeBuilder::equation(P::EquationContext* context) {
  ast::Equation result;
  result.lhs_span = span_of(context);
  for (P::CoefContext* each : context->coef())
    result.coefficients.push_back(coefficient(each));
  P::DerivContext* derivative = context->deriv();
  if (derivative != nullptr) {
    result.lhs_span.end = span_of(derivative).end;
    read_derivative(result, derivative);
  } else {
    result.variable = ref(nullptr, context);
    result.derivative_span = result.lhs_span;
  }
  result.value = expr(context->expr(), context);
  return result;
}

void TreeBuilder::read_derivative(ast::Equation& equation, P::DerivContext* context) {
  equation.derivative_span = span_of(context);
  if (context->DERIV() == nullptr) {
    equation.is_primed = true;
    equation.order = std::max(1, static_cast<int>(context->PRIME().size()));
    equation.variable = ref(context->ref(), context);
    return;
  }
  // `dV/dt`, `d2x/dt2`: the lexer saw to it that the slash is there.
  std::string_view text = text_of(equation.derivative_span);
  const std::size_t slash = text.find('/');
  const bool is_higher = text[1] >= '2' && text[1] <= '9';
  const std::size_t name_begin = is_higher ? 2 : 1;
  if (is_higher) equation.order = text[1] - '0';
  const std::size_t blank = text.find_first_of(" \t/");
  ast::SourceSpan span = equation.derivative_span;
  span.end = span.begin + static_cast<std::uint32_t>(std::min(slash, blank));
  span.begin += static_cast<std::uint32_t>(name_begin);
  equation.variable = {span, {{{span, text_of(span)}, {}}}};
  const char last = text.back();
  const int order_below = last >= '2' && last <= '9' ? last - '0' : 1;
  if (order_below == equation.order) return;
  // The larger one was written on purpose.
  const int order = std::max(equation.order, order_below);
  const std::string meant = fmt::format("d{0}{1}/dt{0}", order, text_of(span));
  diags_.emit(kOrdersDiffer, equation.derivative_span, equation.order, order_below)
      .fix(fmt::format("write `{}`", meant), equation.derivative_span, meant);
  equation.order = order;
}

ast::ExprId TreeBuilder::coefficient(P::CoefContext* context) {
  if (context->ref() != nullptr) {
    return add(span_of(context), ast::RefExpr{ref(context->ref(), context)});
  }
  if (context->NUMBER() != nullptr) return number(lexeme_of(context->start));
  if (context->QUANTITY() != nullptr) return quantity(lexeme_of(context->start));
  return missing_expr(context);
}

}  // namespace snn::syntax
