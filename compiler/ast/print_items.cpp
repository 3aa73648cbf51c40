// What stands at the top of a file and in models, a line each, and what items share.

#include "compiler/ast/item_lines.h"
#include "compiler/ast/printer.h"

#include <fmt/format.h>

namespace snn::ast {
namespace {

std::string_view sign_of(InitKind kind) {
  switch (kind) {
    case InitKind::None: return "";
    case InitKind::Equals: return " =";
    case InitKind::Draw: return " ~";
  }
  return "";
}

}  // namespace

std::string_view sign_of(bool is_draw) {
  return is_draw ? " ~" : " =";
}

std::string with_space(std::string_view word) {
  return word.empty() ? std::string() : fmt::format(" {}", word);
}

// ---- top level
void ItemLines::operator()(const Import& import) const {
  std::string text = "import ";
  text += import.path ? Printer::quoted(*import.path) : Printer::text_of(import.module);
  if (!import.names.empty()) text += ":";
  for (const Name& name : import.names)
    text += ' ' + Printer::text_of(name);
  if (import.alias) text += " as " + Printer::text_of(*import.alias);
  say(text);
}

void ItemLines::operator()(const UnitDecl& unit) const {
  say(fmt::format("unit {}{}", Printer::text_of(unit.name), unit.is_prefixed ? " prefixed" : ""));
  const Printer::Deeper deeper(p);
  p.expr("", unit.value);
  p.optional_expr("from", unit.origin);
}

void ItemLines::operator()(const Const& constant) const {
  say(fmt::format("const {}{}", Printer::text_of(constant.name), Printer::text_of(constant.unit)));
  const Printer::Deeper deeper(p);
  p.expr("", constant.value);
}

void ItemLines::operator()(const Fn& fn) const {
  say(fmt::format("fn {}{}", Printer::text_of(fn.name), Printer::text_of(fn.unit)));
  const Printer::Deeper deeper(p);
  for (const FnArg& arg : fn.args) {
    p.line(fmt::format("argument {}{}", Printer::text_of(arg.name), Printer::text_of(arg.unit)),
           arg.name.span);
  }
  p.expr("", fn.value);
}

void ItemLines::operator()(const Kernel& kernel) const {
  const std::string variable =
      kernel.variable ? fmt::format("({})", Printer::text_of(*kernel.variable)) : "";
  say(fmt::format("kernel {}{}", Printer::text_of(kernel.name), variable));
  const Printer::Deeper deeper(p);
  p.expr("", kernel.value);
}

void ItemLines::operator()(const Event& event) const {
  say(fmt::format("event {}{}", Printer::text_of(event.name), Printer::text_of(event.unit)));
}

void ItemLines::operator()(const Model& model) const {
  say(fmt::format("{} {}", spelling(model.kind), Printer::text_of(model.name)));
  const Printer::Deeper deeper(p);
  for (const HostVar& host : model.hosts) {
    p.line(fmt::format("on {} : {}", Printer::text_of(host.name), host.unit.text), host.span);
    const Printer::Deeper deeper_still(p);
    p.optional_bounds(host.bounds);
  }
  if (model.extends) {
    p.line("extends " + Printer::text_of(model.extends->base), model.extends->base.span);
    const Printer::Deeper deeper_still(p);
    p.args(model.extends->args);
  }
  p.body(model.body);
}

// ---- models
void ItemLines::operator()(const Param& param) const {
  say(param.is_braced ? "param { }" : "param");
  const Printer::Deeper deeper(p);
  for (const Decl& decl : param.decls)
    p.decl(decl);
}

void ItemLines::operator()(const State& state) const {
  say(fmt::format("{}state{}", state.is_shared ? "shared " : "", state.is_braced ? " { }" : ""));
  const Printer::Deeper deeper(p);
  for (const Decl& decl : state.decls)
    p.decl(decl);
}

void ItemLines::operator()(const Let& let) const {
  say(fmt::format("let {}{}", Printer::text_of(let.name), Printer::text_of(let.unit)));
  const Printer::Deeper deeper(p);
  p.expr("", let.value);
}

void ItemLines::operator()(const Input& input) const {
  say(fmt::format("input{} {}{}{}", with_space(spelling(input.polarity)),
                  Printer::text_of(input.name), input.is_spike ? " spike" : "",
                  Printer::text_of(input.unit)));
  const Printer::Deeper deeper(p);
  p.exprs("size", input.dims);
  p.optional_expr("default", input.default_value);
  p.optional_bounds(input.bounds);
}

void ItemLines::operator()(const Noise& noise) const {
  std::string text = noise.is_shared ? "shared noise" : "noise";
  for (const Name& name : noise.names)
    text += ' ' + Printer::text_of(name);
  say(text);
}

void ItemLines::operator()(const Use& use) const {
  say(fmt::format("use {} = {}", Printer::text_of(use.name), Printer::text_of(use.mechanism)));
  const Printer::Deeper deeper(p);
  p.args(use.args);
  for (const HostBinding& binding : use.bindings) {
    p.ref("on " + Printer::text_of(binding.host), binding.target);
  }
}

void ItemLines::operator()(const Spike& spike) const {
  say(spike.is_rate ? "spike at rate" : "spike when");
  const Printer::Deeper deeper(p);
  p.expr("", spike.condition);
  if (spike.refractory) {
    p.line(spike.refractory->is_until ? "refractory until" : "refractory", spike.refractory->span);
    const Printer::Deeper deeper_still(p);
    p.expr("", spike.refractory->value);
    p.refs("hold", spike.refractory->held);
  }
  if (spike.reset) p.block("reset", *spike.reset);
}

void ItemLines::operator()(const OnHandler& handler) const {
  const std::string value =
      handler.value ? fmt::format("({})", Printer::text_of(*handler.value)) : "";
  say(fmt::format("on {}{}", Printer::text_of(handler.event), value));
  p.indices(handler.event);
  const Printer::Deeper deeper(p);
  p.block("", handler.block);
}

void ItemLines::operator()(const WhenHandler& handler) const {
  say("when");
  const Printer::Deeper deeper(p);
  p.expr("", handler.condition);
  p.block("", handler.block);
}

void ItemLines::operator()(const EveryHandler& handler) const {
  say("every");
  const Printer::Deeper deeper(p);
  p.expr("", handler.period);
  p.block("", handler.block);
}

void ItemLines::operator()(const Inject& inject) const {
  say("inject");
  const Printer::Deeper deeper(p);
  p.expr("", inject.value);
  if (inject.port) p.ref("to", *inject.port);
}

void ItemLines::operator()(const Compartment& compartment) const {
  say("compartment " + Printer::text_of(compartment.name));
  const Printer::Deeper deeper(p);
  p.body(compartment.body);
}

void ItemLines::operator()(const Cable& cable) const {
  say("cable " + Printer::text_of(cable.name));
  const Printer::Deeper deeper(p);
  p.body(cable.body);
}

void ItemLines::operator()(const Couple& couple) const {
  say("couple");
  const Printer::Deeper deeper(p);
  p.ref("first", couple.first);
  p.ref("second", couple.second);
  p.expr("by", couple.conductance);
}

void ItemLines::operator()(const Attach& attach) const {
  say("attach");
  const Printer::Deeper deeper(p);
  p.ref("child", attach.child);
  p.expr("at", attach.child_position);
  p.ref("parent", attach.parent);
  p.optional_expr("at", attach.parent_position);
}

void ItemLines::operator()(const Contribution& contribution) const {
  say(fmt::format("contribution {} {}", Printer::text_of(contribution.target),
                  contribution.is_subtracted ? "-=" : "+="));
  p.indices(contribution.target);
  const Printer::Deeper deeper(p);
  p.expr("", contribution.value);
}

void ItemLines::operator()(const Equation& equation) const {
  say(fmt::format("equation {} order {}{}", Printer::text_of(equation.variable), equation.order,
                  equation.is_primed ? " primed" : ""));
  p.indices(equation.variable);
  const Printer::Deeper deeper(p);
  p.exprs("coefficient", equation.coefficients);
  p.expr("", equation.value);
}

void Printer::item(ItemId id) {
  const Item& item = file_[id];
  std::visit(ItemLines{*this, item.span}, item.kind);
}

void Printer::body(const Body& body) {
  for (const ItemId id : body.items)
    item(id);
}

void Printer::decl(const Decl& decl) {
  line(fmt::format("{}{:'>{}}{}{}", text_of(decl.name), "", decl.n_primes, text_of(decl.unit),
                   sign_of(decl.init_kind)),
       decl.span);
  const Deeper deeper(*this);
  exprs("size", decl.dims);
  optional_expr("", decl.init);
  optional_bounds(decl.bounds);
}

void Printer::endpoint(std::string_view role, const Endpoint& endpoint) {
  if (!endpoint.is_tuple) {
    refs(role, endpoint.refs);
    return;
  }
  const std::string port = endpoint.port ? "." + text_of(*endpoint.port) : "";
  line(labelled(role, "group" + port), endpoint.span);
  const Deeper deeper(*this);
  refs("", endpoint.refs);
}

void Printer::model_use(std::string_view role, const ModelUse& use) {
  line(labelled(role, text_of(use.model)), use.span);
  const Deeper deeper(*this);
  args(use.args);
}

}  // namespace snn::ast
