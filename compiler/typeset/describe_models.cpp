// Neurons, synapses, mechanisms, plasticity rules, and the compartments and cables in them.

#include "compiler/typeset/describe.h"

#include <fmt/format.h>

#include <utility>

namespace snn::typeset {
namespace {

std::string_view title_of(ast::ModelKind kind) {
  switch (kind) {
    case ast::ModelKind::Neuron: return "Neuron ";
    case ast::ModelKind::Synapse: return "Synapse ";
    case ast::ModelKind::Mechanism: return "Mechanism ";
    case ast::ModelKind::Plasticity: return "Plasticity rule ";
  }
  return "";
}

}  // namespace

void Describer::model(const ast::Item& item, const ast::Model& model) {
  Phrase title;
  title.words(std::string(title_of(model.kind))).code(std::string(model.name.text));
  heading(2, std::move(title));
  paragraph(documentation(item.span));
  if (model.extends) {
    Phrase base;
    base.words("Extends ").phrase(model_use(model.extends->base, model.extends->args)).words(".");
    paragraph(std::move(base));
  }
  Table hosts{{"On", "Unit", "Bounds"}, {}};
  for (const ast::HostVar& each : model.hosts) {
    hosts.rows.push_back({Phrase().formula(formulas_.name(each.name.text)),
                          Phrase().formula(formulas_.notation().unit(each.unit.text)),
                          Phrase().formula(each.bounds ? formulas_.bounds(*each.bounds) : "")});
  }
  table("Host", 3, std::move(hosts));
  model_body(model.body, line_of(item.span), 3);
}

void Describer::model_body(const ast::Body& body, std::uint32_t line, int level) {
  const std::uint32_t outside = std::exchange(outer_line_, line);
  declarations(body, level);
  noise(body, level);
  inputs(body, level);
  mechanisms(body, level);
  model_equations(body, level);
  handlers(body, level);
  parts(body, level);
  outer_line_ = outside;
}

void Describer::declarations(const ast::Body& body, int level) {
  std::vector<const ast::Decl*> params;
  std::vector<const ast::Decl*> states;
  std::vector<const ast::Decl*> shared;
  for (const auto& [item, param] : all<ast::Param>(body.items)) {
    for (const ast::Decl& each : param->decls)
      params.push_back(&each);
  }
  for (const auto& [item, state] : all<ast::State>(body.items)) {
    for (const ast::Decl& each : state->decls)
      (state->is_shared ? shared : states).push_back(&each);
  }
  add_decls("Parameters", level, params);
  add_decls("States", level, states);
  add_decls("Shared states", level, shared);
}

void Describer::noise(const ast::Body& body, int level) {
  Table result{{"Name", "Kind", "Meaning"}, {}};
  for (const auto& [item, noise] : all<ast::Noise>(body.items)) {
    for (const ast::Name& each : noise->names) {
      result.rows.push_back(
          {Phrase().formula(formulas_.name(each.text)),
           Phrase().words(noise->is_shared ? "white, the same for all" : "white, its own for each"),
           documentation(item->span)});
    }
  }
  table("Noise", level, std::move(result));
}

void Describer::inputs(const ast::Body& body, int level) {
  Table result{{"Name", "Receives", "Unit", "Default", "Bounds", "Meaning"}, {}};
  for (const auto& [item, input] : all<ast::Input>(body.items)) {
    std::string kind(ast::spelling(input->polarity));
    if (!kind.empty()) kind += ' ';
    kind += input->is_spike ? "spikes" : "continuous value";
    const Value value = value_of(input->default_value, input->unit);
    result.rows.push_back({Phrase().formula(declared(input->name, input->dims)),
                           Phrase().words(kind), Phrase().formula(value.unit),
                           Phrase().formula(value.value),
                           Phrase().formula(input->bounds ? formulas_.bounds(*input->bounds) : ""),
                           documentation(item->span)});
  }
  table("Inputs", level, std::move(result));
}

void Describer::mechanisms(const ast::Body& body, int level) {
  Table result{{"Name", "Mechanism", "On", "Meaning"}, {}};
  for (const auto& [item, use] : all<ast::Use>(body.items)) {
    std::vector<std::string> bindings;
    for (const ast::HostBinding& each : use->bindings) {
      bindings.push_back(formulas_.name(each.host.text) +
                         std::string(formulas_.notation().infix(ast::BinaryOp::Eq)) +
                         formulas_.ref(each.target));
    }
    result.rows.push_back({Phrase().formula(formulas_.name(use->name.text)),
                           model_use(use->mechanism, use->args),
                           Phrase().formula(fmt::format("{}", fmt::join(bindings, ", "))),
                           documentation(item->span)});
  }
  table("Mechanisms", level, std::move(result));
}

std::optional<EquationRow> Describer::equation(const ast::Item& item) const {
  const Notation& notation = formulas_.notation();
  const std::string equals(notation.infix(ast::BinaryOp::Eq));
  EquationRow row{{}, equals, {}, documentation(item.span)};
  const auto called = [&](const ast::Name& name, const std::vector<Formula>& args) {
    const Formula callee{.text = formulas_.name(name.text)};
    return args.empty() ? callee.text : notation.call(callee, name.text, args).text;
  };
  if (const auto* each = std::get_if<ast::Let>(&item.kind)) {
    row.left = formulas_.name(each->name.text);
    row.right = formulas_.right_side(each->value);
  } else if (const auto* constant = std::get_if<ast::Const>(&item.kind)) {
    row.left = formulas_.name(constant->name.text);
    row.right = formulas_.right_side(constant->value);
  } else if (const auto* fn = std::get_if<ast::Fn>(&item.kind)) {
    std::vector<Formula> args;
    for (const ast::FnArg& arg : fn->args)
      args.push_back({.text = formulas_.name(arg.name.text)});
    row.left = called(fn->name, args);
    row.right = formulas_.right_side(fn->value);
  } else if (const auto* kernel = std::get_if<ast::Kernel>(&item.kind)) {
    std::vector<Formula> args;
    if (kernel->variable) args.push_back({.text = formulas_.name(kernel->variable->text)});
    row.left = called(kernel->name, args);
    row.right = formulas_.right_side(kernel->value);
  } else if (const auto* equation = std::get_if<ast::Equation>(&item.kind)) {
    row.left = formulas_.left_side(*equation);
    row.right = formulas_.right_side(equation->value);
  } else if (const auto* contribution = std::get_if<ast::Contribution>(&item.kind)) {
    row.left = formulas_.ref(contribution->target);
    row.relation = contribution->is_subtracted ? notation.subtracted() : notation.added();
    row.right = formulas_.right_side(contribution->value);
  } else {
    return std::nullopt;
  }
  return row;
}

void Describer::model_equations(const ast::Body& body, int level) {
  Equations result;
  for (const ast::ItemId id : body.items) {
    if (std::optional<EquationRow> row = equation(file_[id]))
      result.rows.push_back(std::move(*row));
  }
  equations("Equations", level, std::move(result));
}

std::optional<Handler> Describer::handler(const ast::Item& item) const {
  Handler result;
  Phrase& occasion = result.occasion;
  if (const auto* spike = std::get_if<ast::Spike>(&item.kind)) {
    occasion.words(spike->is_rate ? "spike at rate " : "spike when ");
    occasion.formula(formulas_.expr(spike->condition));
    if (spike->refractory) {
      occasion.words(spike->refractory->is_until ? ", refractory until " : ", refractory for ");
      occasion.formula(formulas_.expr(spike->refractory->value));
      if (!spike->refractory->held.empty()) {
        occasion.words(", holding ").formula(refs(spike->refractory->held));
      }
    }
    if (spike->reset) result.steps = steps(*spike->reset);
  } else if (const auto* on = std::get_if<ast::OnHandler>(&item.kind)) {
    occasion.words("on ").formula(formulas_.ref(on->event));
    if (on->value) occasion.words(" with value ").formula(formulas_.name(on->value->text));
    result.steps = steps(on->block);
  } else if (const auto* when = std::get_if<ast::WhenHandler>(&item.kind)) {
    occasion.words("when ").formula(formulas_.expr(when->condition)).words(" becomes true");
    result.steps = steps(when->block);
  } else if (const auto* every = std::get_if<ast::EveryHandler>(&item.kind)) {
    occasion.words("every ").formula(formulas_.expr(every->period));
    result.steps = steps(every->block);
  } else if (const auto* inject = std::get_if<ast::Inject>(&item.kind)) {
    occasion.words("at all times inject ").formula(formulas_.expr(inject->value));
    if (inject->port) occasion.words(" to ").formula(formulas_.ref(*inject->port));
  } else {
    return std::nullopt;
  }
  return result;
}

void Describer::handlers(const ast::Body& body, int level) {
  bool has_heading = false;
  for (const ast::ItemId id : body.items) {
    std::optional<Handler> each = handler(file_[id]);
    if (!each) continue;
    if (!has_heading) heading(level, "What happens");
    has_heading = true;
    add(std::move(*each));
  }
}

std::optional<Phrase> Describer::coupling(const ast::Item& item) const {
  Phrase phrase;
  const auto place = [&](const ast::Ref& ref, ast::ExprId position) {
    phrase.formula(formulas_.ref(ref));
    if (position) phrase.words(" at ").formula(formulas_.expr(position));
  };
  if (const auto* couple = std::get_if<ast::Couple>(&item.kind)) {
    phrase.formula(formulas_.ref(couple->first))
        .words(" and ")
        .formula(formulas_.ref(couple->second));
    return phrase.words(" are coupled by ").formula(formulas_.expr(couple->conductance));
  }
  if (const auto* attach = std::get_if<ast::Attach>(&item.kind)) {
    place(attach->child, attach->child_position);
    phrase.words(" is attached to ");
    place(attach->parent, attach->parent_position);
    return phrase;
  }
  return std::nullopt;
}

void Describer::parts(const ast::Body& body, int level) {
  for (const auto& [item, compartment] : all<ast::Compartment>(body.items)) {
    heading(level, Phrase().words("Compartment ").code(std::string(compartment->name.text)));
    paragraph(documentation(item->span));
    model_body(compartment->body, line_of(item->span), level + 1);
  }
  for (const auto& [item, cable] : all<ast::Cable>(body.items)) {
    heading(level, Phrase().words("Cable ").code(std::string(cable->name.text)));
    paragraph(documentation(item->span));
    Equations settings;
    for (const auto& [line, setting] : all<ast::Setting>(cable->body.items)) {
      const Notation& notation = formulas_.notation();
      settings.rows.push_back(
          {formulas_.ref(setting->target),
           std::string(setting->is_draw ? notation.drawn() : notation.infix(ast::BinaryOp::Eq)),
           formulas_.expr(setting->value), documentation(line->span)});
    }
    equations("Settings", level + 1, std::move(settings));
    mechanisms(cable->body, level + 1);
  }
  Protocol couplings;
  for (const ast::ItemId id : body.items) {
    if (std::optional<Phrase> each = coupling(file_[id])) couplings.steps.push_back({*each, {}});
  }
  if (couplings.steps.empty()) return;
  heading(level, "Coupling");
  add(std::move(couplings));
}

}  // namespace snn::typeset
