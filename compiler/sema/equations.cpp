#include "compiler/sema/equations.h"

#include "compiler/ast/walk.h"
#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/model_checks.h"
#include "compiler/sema/names.h"
#include "compiler/sema/remedies.h"
#include "compiler/sema/statements.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

model::Component& component_of(Context& ctx, const Layer& layer) {
  return ctx.program.components[layer.component];
}

// The state that an equation is about: of this model, or the parameter that a rule changes.
bool require_equation_target(Context& ctx, const Layer& layer, const ast::Equation& equation,
                             SymbolId variable) {
  const model::Symbol& symbol = ctx.program[variable];
  if (symbol.kind == SymbolKind::State) return true;
  if (variable == component_of(ctx, layer).plastic) return true;
  auto report = ctx.diags->emit(kEquationTarget, equation.variable.span,
                                ctx.text(equation.variable.span), noun(symbol.kind));
  report.label(symbol.span, "declared here");
  if (symbol.kind == SymbolKind::Param) report.help("declare it `state` if it evolves");
  return false;
}

// What a base or a mechanism says is checked quietly, but when it meets the model's own line, that
// line is where the mistake is.
bool is_own_line(const Context& ctx, const Layer& layer, SourceSpan span) {
  return is_own(ctx, ctx.program.components[layer.component], span);
}

void report_two_equations(Context& ctx, const Layer& layer, SourceSpan first, SourceSpan second,
                          std::string_view name) {
  if (layer.is_quiet && is_own_line(ctx, layer, first)) {
    ctx.main->emit(kTwoEquations, first, name)
        .at("a second equation would replace the inherited one")
        .label(second, "inherited from here")
        .help("a derived model adds and gives other defaults; to add a current, write `I += …`");
    return;
  }
  ctx.diags->emit(kTwoEquations, second, name)
      .at("a second equation would replace the first")
      .label(first, "the first equation")
      .help("to add a current, write a contribution: `I += …`");
}

// An array has one equation, or at most one for each element.
bool require_single(Context& ctx, const Layer& layer, const ast::Equation& equation,
                    SymbolId variable, const std::vector<model::Subscript>& subscripts) {
  constexpr std::int64_t kWhole = -1;
  std::int64_t element = kWhole;
  if (!subscripts.empty()) {
    const auto at = constant_value(ctx, subscripts[0].begin);
    if (!at) return true;
    element = static_cast<std::int64_t>(*at);
  }
  auto& equations = ctx.first_equations;
  // The whole comes first among the keys of a variable.
  auto taken = equations.lower_bound({variable, kWhole});
  const bool has_any = taken != equations.end() && taken->first.first == variable;
  const bool has_whole = has_any && taken->first.second == kWhole;
  if (element != kWhole && !has_whole) taken = equations.find({variable, element});
  const bool is_taken = element == kWhole ? has_any : taken != equations.end();
  if (!is_taken) {
    equations.emplace(std::pair{variable, element}, equation.lhs_span);
    return true;
  }
  report_two_equations(ctx, layer, taken->second, equation.lhs_span,
                       element == kWhole ? ctx.program[variable].name
                                         : std::string(ctx.text(equation.variable.span)));
  return false;
}

// `C * dV/dt`: the dimension of the whole left side.
struct LeftSide {
  Type type = Type::error();
  ExprId coefficient;
};
LeftSide check_left_side(Context& ctx, const Layer& layer, const ast::Equation& equation,
                         const Type& variable) {
  LeftSide side;
  side.type = Type::real(variable.dim);
  for (int i = 0; i < equation.order; ++i)
    side.type.dim = side.type.dim.times(per_time());
  const Env env = layer.env(Place::Guard);
  for (const ast::ExprId factor : equation.coefficients) {
    const ExprId checked = check_number(ctx, env, factor);
    const Type type = ctx.type_of(checked);
    if (type.is_error()) {
      side.type = Type::error();
      return side;
    }
    side.type.dim = type.dim.times(side.type.dim);
    if (!side.coefficient) {
      side.coefficient = checked;
      continue;
    }
    const Type product = Type::real(ctx.type_of(side.coefficient).dim.times(type.dim));
    const SourceSpan span =
        source::join(ctx.program.exprs[side.coefficient].span, ctx.program.exprs[checked].span);
    side.coefficient =
        ctx.add(span, product, model::Binary{model::BinaryOp::Mul, side.coefficient, checked});
  }
  const bool is_rate = variable.dim.is_plain() && equation.order == 1;
  if (is_rate && equation.coefficients.empty()) side.type.unit = "per ms";
  return side;
}

void report_sides(Context& ctx, const Layer& layer, const ast::Equation& equation,
                  SymbolId variable, const Type& left, const Type& right) {
  const SourceSpan value_span = (*layer.file)[equation.value].span;
  const Type quotient = Type::real(right.dim.over(left.dim));
  if (report_unit_left_out(ctx, variable, quotient, equation.lhs_span)) return;
  auto report = ctx.diags->emit(kEquationMismatch, equation.lhs_span);
  report.at(quantity_and_unit(ctx, left)).label(value_span, quantity_and_unit(ctx, right));
  const model::DimTerm ratio = ctx.dims.resolve(right.dim.over(left.dim));
  const SymbolId missing = parameter_of(ctx, layer.scope, ratio);
  const std::string derivative(ctx.text(equation.derivative_span));
  // Nobody writes a rate in front of a derivative.
  const bool is_rate = ratio == per_time();
  if (missing && !is_rate && equation.coefficients.empty()) {
    const model::Symbol& symbol = ctx.program[missing];
    report
        .note(fmt::format("they differ by {}, and `{}` ({}) is in scope",
                          with_article(ctx, Type::real(ratio)), symbol.name,
                          unit_of(ctx, symbol.type)))
        .fix(fmt::format("write `{} * {} = …`", symbol.name, derivative), equation.derivative_span,
             fmt::format("{} * {}", symbol.name, derivative));
  } else if (!ratio.is_plain()) {
    report.note(fmt::format("the right side is the left one times {}",
                            with_article(ctx, Type::real(ratio))));
  }
  if (right.has_noise) explain_noise(report);
}

bool reads_own_derivative(const Context& ctx, const Layer& layer, const ast::Equation& equation) {
  bool found = false;
  ast::for_each_expr(*layer.file, equation.value, [&](const ast::Expr& node) {
    const auto* prime = std::get_if<ast::PrimeExpr>(&node.kind);
    if (prime == nullptr || prime->order < equation.order) return;
    const SourceSpan base = (*layer.file)[prime->base].span;
    if (ctx.text(base) == ctx.text(equation.variable.span)) found = true;
  });
  return found;
}

bool require_starts(Context& ctx, const ast::Equation& equation, SymbolId variable) {
  if (equation.order == 1) return true;
  const model::Variable* state = ctx.program.find_variable(variable);
  const auto n_needed = static_cast<std::size_t>(equation.order) - 1;
  std::size_t n_given = 0;
  while (state != nullptr && n_given < state->derivative_starts.size() &&
         state->derivative_starts[n_given].is_valid()) {
    ++n_given;
  }
  if (n_given >= n_needed) return true;
  const std::string derivative =
      std::string(ctx.text(equation.variable.span)) + std::string(n_given + 1, '\'');
  Type type = ctx.program[variable].type;
  for (std::size_t i = 0; i <= n_given; ++i)
    type.dim = type.dim.times(per_time());
  type.unit = {};
  ctx.diags->emit(kNoInitialValue, ctx.program[variable].span, derivative)
      .label(equation.lhs_span, fmt::format("an equation of order {}", equation.order))
      .help(fmt::format("add it to the state: `{} = {}`", derivative, value_text(ctx, 0, type)));
  return false;
}

bool is_undeclared(const Context& ctx, const Env& env, const ast::Ref& ref) {
  if (ref.parts.size() != 1 || ref.parts.front().name.text.empty()) return false;
  const std::string_view name = ref.parts.front().name.text;
  return !find(ctx, env.scope, name) && !built_in_name(ctx, env, name);
}

}  // namespace

void check_equation(Context& ctx, const Layer& layer, SourceSpan span,
                    const ast::Equation& equation) {
  const Env env = layer.env(Place::Equation);
  if (is_undeclared(ctx, env, equation.variable)) {
    const ast::Name& name = equation.variable.parts.front().name;
    report_unknown(ctx, env.scope, name, where_of(ctx, env))
        .help(fmt::format("declare it: `state {} = …`", name.text));
    return;
  }
  const SymbolId variable = find_variable(ctx, env, equation.variable);
  // One mistake, one message: the right side is about something unknown.
  if (!variable) return;
  if (!require_equation_target(ctx, layer, equation, variable)) return;
  if (reads_own_derivative(ctx, layer, equation)) {
    ctx.diags->emit(kDerivativeTwice, equation.lhs_span, ctx.text(equation.derivative_span))
        .help("bring every term with the derivative to the left and divide");
    return;
  }
  Type type = type_of(ctx, variable, equation.variable.span);
  auto subscripts = check_subscripts(ctx, env, equation.variable.parts.back().indices);
  if (!subscripts.empty()) {
    if (!require_subscripts(ctx, equation.variable.parts.back(), type, subscripts)) return;
    type.length = subscripts[0].end ? Type::kUnknownLength : 0;
  }
  if (!require_single(ctx, layer, equation, variable, subscripts)) return;
  const LeftSide left = check_left_side(ctx, layer, equation, type);
  if (left.type.is_error()) return;
  const ExprId value = check_number(ctx, env, equation.value);
  const Type right = ctx.type_of(value);
  const bool is_known = !right.is_error() && !type.is_error();
  if (is_known && !fits(ctx, right, left.type)) {
    report_sides(ctx, layer, equation, variable, left.type, right);
  } else if (is_known) {
    (void)require_length(ctx, value, type.length, ctx.program[variable].span);
  }
  if (!require_starts(ctx, equation, variable)) return;
  model::Equation result;
  result.span = span;
  result.lhs_span = equation.lhs_span;
  result.variable = variable;
  result.subscripts = std::move(subscripts);
  result.order = equation.order;
  result.coefficient = left.coefficient;
  result.value = value;
  component_of(ctx, layer).equations.push_back(std::move(result));
}

void check_contribution(Context& ctx, const Layer& layer, SourceSpan span,
                        const ast::Contribution& contribution) {
  const Env env = layer.env(Place::Equation);
  const SymbolId target = find_variable(ctx, env, contribution.target);
  if (!target) return;
  const model::Symbol& symbol = ctx.program[target];
  const Type wanted = type_of(ctx, target, contribution.target.span);
  const bool is_continuous = (symbol.kind == SymbolKind::Input && !wanted.has_train) ||
                             symbol.kind == SymbolKind::HostVariable;
  if (!is_continuous) {
    auto report = ctx.diags->emit(kContributionTarget, contribution.target.span,
                                  ctx.text(contribution.target.span),
                                  wanted.has_train ? "an input of spikes" : noun(symbol.kind));
    if (symbol.span.is_valid()) report.label(symbol.span, "declared here");
    if (symbol.kind == SymbolKind::State) {
      report.help("put the term into its equation, or into a handler's braces");
    }
    return;
  }
  const ExprId value = check_number(ctx, env, contribution.value);
  if (!require_fit(ctx, value, ctx.text(contribution.target.span), wanted, symbol.span) ||
      !require_length(ctx, value, wanted.length, symbol.span)) {
    return;
  }
  component_of(ctx, layer)
      .contributions.push_back({span, target, contribution.is_subtracted, value});
}

namespace {

void report_two_spikes(Context& ctx, const Layer& layer, const model::Component& component,
                       SourceSpan second) {
  const std::string& name = ctx.program[component.symbol].name;
  const SourceSpan first = component.spike->span;
  if (layer.is_quiet && is_own_line(ctx, layer, first)) {
    ctx.main->emit(kTwoSpikes, first, name)
        .label(second, "inherited from here")
        .help("a derived model adds and gives other defaults; it replaces nothing");
    return;
  }
  ctx.diags->emit(kTwoSpikes, second, name)
      .label(first, "the first is here")
      .help("join the conditions with `or`");
}

}  // namespace

void check_spike(Context& ctx, const Layer& layer, SourceSpan span, const ast::Spike& spike) {
  model::Component& component = component_of(ctx, layer);
  if (component.kind != model::ComponentKind::Neuron) {
    ctx.diags->emit(kStatementMisplaced, span, "spike", "belongs to a neuron: only a cell spikes");
    return;
  }
  if (component.spike) {
    report_two_spikes(ctx, layer, component, span);
    return;
  }
  const Env env = layer.env(Place::Guard);
  model::SpikeRule rule;
  rule.span = span;
  rule.is_rate = spike.is_rate;
  rule.condition = spike.is_rate ? check_number_for(ctx, env, spike.condition, "a hazard",
                                                    Type::real(per_time(), "Hz"))
                                 : check_condition(ctx, env, spike.condition);
  if (spike.refractory) {
    rule.has_refractory = true;
    rule.is_until = spike.refractory->is_until;
    rule.refractory = rule.is_until
                          ? check_condition(ctx, env, spike.refractory->value)
                          : check_time(ctx, env, spike.refractory->value, "a refractory period");
    const auto& all_held = spike.refractory->held;
    if (!all_held.empty()) {
      rule.held_span = source::join(all_held.front().span, all_held.back().span);
    }
    for (const ast::Ref& held : all_held) {
      const SymbolId symbol = find_variable(ctx, env, held);
      if (!symbol) continue;
      if (ctx.program[symbol].kind == SymbolKind::State) {
        rule.held.push_back(symbol);
        continue;
      }
      ctx.diags
          ->emit(kWrongKind, held.span, ctx.text(held.span), noun(ctx.program[symbol].kind),
                 "a state")
          .label(ctx.program[symbol].span, "declared here");
    }
  }
  if (spike.reset) {
    rule.has_reset = true;
    rule.reset = check_block(ctx, env, *spike.reset);
  }
  component_of(ctx, layer).spike = std::move(rule);
}

namespace {

// `on exc` of a mechanism in use: the one input of spikes that it has.
std::string only_spike_input(Context& ctx, SymbolId instance) {
  std::string found;
  const ScopeId members = ctx.program[instance].members;
  if (!members.is_valid()) return found;
  for (const SymbolId member : ctx.program[members].in_order) {
    const bool is_input = ctx.program[member].kind == SymbolKind::Input;
    if (!is_input || !type_of(ctx, member, ctx.program[member].span).has_train) continue;
    if (!found.empty()) return "";
    found = ctx.program[member].name;
  }
  return found;
}

void report_no_event(Context& ctx, const ast::Ref& name, SymbolId event) {
  const model::Symbol symbol = ctx.program[event];
  const bool is_input = symbol.kind == SymbolKind::Input;
  auto report = ctx.diags->emit(kNotAnEvent, name.span, ctx.text(name.span),
                                is_input ? "a continuous input" : noun(symbol.kind),
                                "a spike train, an input of spikes or an event");
  report.label(symbol.span, "declared here");
  if (symbol.kind == SymbolKind::Instance) {
    const std::string port = only_spike_input(ctx, event);
    if (!port.empty()) report.fix(fmt::format("write `on {}`", port), name.span, port);
  } else if (symbol.kind == SymbolKind::Let && symbol.type.has_train) {
    report.help("name the train itself");
  } else {
    report.help(fmt::format("a change of a value is met with `when`: `when {} > … {{ … }}`",
                            ctx.text(name.span)));
  }
}

}  // namespace

void check_on(Context& ctx, const Layer& layer, SourceSpan span, const ast::OnHandler& handler) {
  Env env = layer.env(Place::Handler);
  const SymbolId event = find_variable(ctx, env, handler.event);
  model::Handler result;
  result.span = span;
  result.kind = model::HandlerKind::On;
  result.event = event;
  env.scope = new_scope(ctx, layer.scope);
  Type value_type = Type::error();
  if (event) {
    const Type type = type_of(ctx, event, handler.event.span);
    ctx.mark_read(event);
    const SymbolKind kind = ctx.program[event].kind;
    const bool is_event =
        type.has_train &&
        (kind == SymbolKind::Train || kind == SymbolKind::Event || kind == SymbolKind::Input);
    if (!is_event && !type.is_error()) {
      report_no_event(ctx, handler.event, event);
    } else if (!type.is_error()) {
      value_type = type;
      value_type.dim = type.dim.over(per_time());
      value_type.has_train = false;
    }
  }
  if (handler.value) {
    result.value = declare(ctx, env.scope, SymbolKind::Local, *handler.value);
    if (result.value) ctx.program[result.value].type = value_type;
  }
  result.block = check_block(ctx, env, handler.block);
  component_of(ctx, layer).handlers.push_back(std::move(result));
}

void check_when(Context& ctx, const Layer& layer, SourceSpan span,
                const ast::WhenHandler& handler) {
  const Env env = layer.env(Place::Guard);
  model::Handler result;
  result.span = span;
  result.kind = model::HandlerKind::When;
  result.trigger = check_condition(ctx, env, handler.condition);
  result.block = check_block(ctx, env, handler.block);
  component_of(ctx, layer).handlers.push_back(std::move(result));
}

void check_every(Context& ctx, const Layer& layer, SourceSpan span,
                 const ast::EveryHandler& handler) {
  const Env env = layer.env(Place::Guard);
  model::Handler result;
  result.span = span;
  result.kind = model::HandlerKind::Every;
  result.trigger = check_time(ctx, env, handler.period, "a period");
  const auto* read = std::get_if<model::Read>(&ctx.program.exprs[result.trigger].kind);
  if (read != nullptr && read->symbol == ctx.step) result.kind = model::HandlerKind::EveryStep;
  result.block = check_block(ctx, env, handler.block);
  component_of(ctx, layer).handlers.push_back(std::move(result));
}

void check_inject(Context& ctx, const Layer& layer, SourceSpan span, const ast::Inject& inject) {
  const Env env = layer.env(Place::Equation);
  const ExprId value = check_number(ctx, env, inject.value);
  if (component_of(ctx, layer).kind != model::ComponentKind::Synapse) {
    ctx.diags->emit(kStatementMisplaced, span, "inject",
                    "belongs to a synapse or a `connect`; a mechanism contributes with `I += …`");
    return;
  }
  const std::string port = inject.port ? std::string(ctx.text(inject.port->span)) : "";
  component_of(ctx, layer).injections.push_back({span, value, port});
}

}  // namespace snn::sema
