// The lines of neurons, synapses, mechanisms and plasticity rules.

#include "compiler/format/formatter.h"

namespace snn::format {

void Formatter::write(const ast::Item& item, const ast::Param& param) {
  word("param");
  decls(param.decls, param.is_braced, item.span);
}

void Formatter::write(const ast::Item& item, const ast::State& state) {
  if (state.is_shared) {
    word("shared");
    space();
  }
  word("state");
  decls(state.decls, state.is_braced, item.span);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Let& let) {
  word("let");
  space();
  out_.name(let.name);
  unit(let.unit);
  space();
  definition("=", let.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Input& input) {
  word("input");
  space();
  if (input.polarity != ast::Polarity::None) {
    word(ast::spelling(input.polarity));
    space();
  }
  out_.name(input.name);
  dims(input.dims);
  if (input.is_spike) {
    word(":");
    space();
    word("spike");
    if (input.unit) {
      space();
      out_.unit(*input.unit);
    }
  } else {
    unit(input.unit);
  }
  if (input.default_value) {
    space();
    definition("=", input.default_value);
  }
  if (input.bounds) space();
  bounds(input.bounds);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Noise& noise) {
  if (noise.is_shared) {
    word("shared");
    space();
  }
  word("noise");
  space();
  comma_list(noise.names, [&](const ast::Name& each) { out_.name(each); });
}

void Formatter::write(const ast::Item& /*item*/, const ast::Use& use) {
  layout_.indent(4);
  word("use");
  space();
  out_.name(use.name);
  infix("=");
  qualified_name(use.mechanism);
  args(use.args);
  if (!use.bindings.empty()) {
    clause("on");
    layout_.open();
    layout_.align();
    comma_list(use.bindings, [&](const ast::HostBinding& each) {
      out_.name(each.host);
      infix("=");
      ref(each.target);
    });
    layout_.unindent();
    layout_.close();
  }
  layout_.unindent();
}

void Formatter::write(const ast::Item& /*item*/, const ast::Spike& spike) {
  layout_.open();
  layout_.indent(4);
  word("spike");
  space();
  word(spike.is_rate ? "at" : "when");
  space();
  if (spike.is_rate) {
    word("rate");
    space();
  }
  expr(spike.condition);
  if (spike.refractory) {
    clause("refractory");
    if (spike.refractory->is_until) {
      word("until");
      space();
    }
    expr(spike.refractory->value);
    if (!spike.refractory->held.empty()) {
      infix("hold");
      refs(spike.refractory->held);
    }
  }
  layout_.unindent();
  layout_.close();
  if (spike.reset) block(*spike.reset);
}

void Formatter::write(const ast::Item& /*item*/, const ast::OnHandler& on_handler) {
  word("on");
  space();
  ref(on_handler.event);
  if (on_handler.value) {
    word("(");
    out_.name(*on_handler.value);
    word(")");
  }
  block(on_handler.block);
}

void Formatter::write(const ast::Item& /*item*/, const ast::WhenHandler& when_handler) {
  word("when");
  space();
  expr(when_handler.condition);
  block(when_handler.block);
}

void Formatter::write(const ast::Item& /*item*/, const ast::EveryHandler& every_handler) {
  word("every");
  space();
  expr(every_handler.period);
  block(every_handler.block);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Inject& inject) {
  layout_.indent(4);
  word("inject");
  space();
  expr(inject.value);
  if (inject.port) {
    clause("to");
    ref(*inject.port);
  }
  layout_.unindent();
}

void Formatter::write(const ast::Item& /*item*/, const ast::Compartment& compartment) {
  word("compartment");
  space();
  out_.name(compartment.name);
  body(compartment.body);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Cable& cable) {
  word("cable");
  space();
  out_.name(cable.name);
  body(cable.body, Rows::AsWritten);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Couple& couple) {
  layout_.indent(4);
  word("couple");
  space();
  ref(couple.first);
  infix("--");
  ref(couple.second);
  clause("by");
  expr(couple.conductance);
  layout_.unindent();
}

void Formatter::write(const ast::Item& /*item*/, const ast::Attach& attach) {
  const auto place = [&](const ast::Ref& part, ast::ExprId position) {
    ref(part);
    if (!position) return;
    word("(");
    expr(position);
    word(")");
  };
  word("attach");
  space();
  place(attach.child, attach.child_position);
  infix("to");
  place(attach.parent, attach.parent_position);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Contribution& contribution) {
  ref(contribution.target);
  space();
  definition(contribution.is_subtracted ? "-=" : "+=", contribution.value);
}

void Formatter::write(const ast::Item& /*item*/, const ast::Equation& equation) {
  for (const ast::ExprId coefficient : equation.coefficients) {
    expr(coefficient);
    infix("*");
  }
  if (equation.is_primed) {
    ref(equation.variable);
    primes(equation.order);
  } else {
    out_.literal(equation.derivative_span);
  }
  space();
  definition("=", equation.value);
}

}  // namespace snn::format
