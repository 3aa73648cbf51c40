#include "compiler/sema/network/ports.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace snn::sema {
namespace {

bool carries(const model::Variable& input, Traffic traffic) {
  return traffic == Traffic::Either || input.is_spike == (traffic == Traffic::Spikes);
}

// The inputs that a mechanism in use declares itself, not those of its host.
std::vector<const model::Variable*> inputs_below(const Context& ctx, const model::Component& of,
                                                 const std::string& path, Traffic traffic) {
  std::vector<const model::Variable*> inputs;
  for (const model::Variable& variable : of.variables) {
    if (variable.kind != SymbolKind::Input || !carries(variable, traffic)) continue;
    const std::string& name = ctx.program[variable.symbol].name;
    const bool is_below =
        name.starts_with(path) && name.find('.', path.size()) == std::string::npos;
    if (is_below) inputs.push_back(&variable);
  }
  return inputs;
}

const model::Component& component_of(const Context& ctx, SymbolId population) {
  return ctx.program.components[ctx.program[population].component];
}

bool is_instance(const Context& ctx, SymbolId population, std::string_view path) {
  const SymbolId found = find_below(ctx, population, path);
  return found && ctx.program[found].kind == SymbolKind::Instance;
}

class PortFinder {
 public:
  PortFinder(Context& ctx, const Env& env, const Cells& cells, const PortWords& words,
             Traffic traffic)
      : ctx_(ctx),
        env_(env),
        cells_(cells),
        words_(words),
        traffic_(traffic),
        steps_(cells.steps) {}

  std::optional<Port> find(bool may_be_implied) {
    const model::Symbol& population = ctx_.program[cells_.population];
    if (!population.component.is_valid()) return std::nullopt;  // its model was reported
    name_ = cells_.name;
    SymbolId current = cells_.population;
    for (const ast::RefPart& part : words_.parts) {
      current = enter(current, part);
      if (!current) return std::nullopt;
    }
    if (ctx_.program[current].kind == SymbolKind::Input) return port(current);
    return implied(current, may_be_implied);
  }

 private:
  SymbolId enter(SymbolId owner, const ast::RefPart& part) {
    if (part.name.text.empty()) return {};
    const SymbolId found = find_member(ctx_, ctx_.program[owner].members, part.name.text);
    if (!found) {
      if (!ctx_.program[owner].type.is_error()) report_no_port(part.name);
      return {};
    }
    const model::Symbol symbol = ctx_.program[found];
    const bool is_part = symbol.kind == SymbolKind::Input || symbol.kind == SymbolKind::Instance ||
                         symbol.kind == SymbolKind::Compartment || symbol.kind == SymbolKind::Cable;
    if (!is_part) {
      report_no_port(part.name, noun(symbol.kind));
      return {};
    }
    name_ += '.';
    name_ += part.name.text;
    auto subscripts = check_subscripts(ctx_, env_, part.indices);
    if (!require_subscripts(symbol, part, subscripts)) return {};
    steps_.push_back({found, std::move(subscripts)});
    return found;
  }

  bool require_subscripts(const model::Symbol& symbol, const ast::RefPart& part,
                          const std::vector<model::Subscript>& subscripts) {
    if (symbol.kind == SymbolKind::Cable) {
      if (subscripts.size() == 1 && !subscripts[0].end.is_valid()) {
        return require_position(subscripts[0].begin);
      }
      ctx_.diags
          ->emit(kPortChoice, part.name.span, name_,
                 "is a cable; a connection needs a position on it")
          .fix(fmt::format("its middle: `{}[0.5]`", part.name.text), part.name.span,
               fmt::format("{}[0.5]", part.name.text));
      return false;
    }
    const std::size_t n_wanted = symbol.type.length != 0 ? 1 : 0;
    if (subscripts.size() <= n_wanted) return true;
    ctx_.diags->emit(kSubscriptRange, part.name.span,
                     fmt::format("`{}` takes no subscript", part.name.text));
    return false;
  }

  bool require_position(ExprId position) {
    const auto at = constant_value(ctx_, position);
    if (!at || (*at >= 0 && *at <= 1)) return true;
    ctx_.diags->emit(
        kSubscriptRange, ctx_.program.exprs[position].span,
        fmt::format("a position on a cable lies between 0 and 1; this one is {:.12g}", *at));
    return false;
  }

  std::optional<Port> port(SymbolId input) {
    const Type declared = type_of(ctx_, input, words_.span);
    if (declared.is_error()) return std::nullopt;
    Port found;
    found.ref.population = cells_.population;
    found.ref.port = input;
    found.span = words_.span;
    found.name = name_;
    const model::Variable& variable = *ctx_.program.find_variable(input);
    found.is_spike = variable.is_spike;
    found.type = Type::real(variable.port_dim, declared.unit);
    found.ref.path = ctx_.add(words_.span, Type::entity(), model::Path{std::move(steps_)});
    return found;
  }

  // `E.exc` for `E.exc.s`; a population alone only where its one input must be meant.
  std::optional<Port> implied(SymbolId part, bool may_be_implied) {
    const model::Symbol& symbol = ctx_.program[part];
    if (symbol.type.is_error()) return std::nullopt;
    const bool is_population = part == cells_.population;
    const std::string path = is_population ? "" : symbol.name + ".";
    const model::Component& component = component_of(ctx_, cells_.population);
    auto inputs = inputs_below(ctx_, component, path, traffic_);
    if (inputs.empty()) inputs = inputs_below(ctx_, component, path, Traffic::Either);
    const bool is_clear = inputs.size() == 1 && (symbol.kind == SymbolKind::Instance ||
                                                 (is_population && may_be_implied));
    if (!is_clear) {
      report_choice(part, inputs);
      return std::nullopt;
    }
    steps_.push_back({inputs[0]->symbol, {}});
    return port(inputs[0]->symbol);
  }

  void report_choice(SymbolId part, const std::vector<const model::Variable*>& inputs) {
    const SymbolKind kind = ctx_.program[part].kind;
    const bool is_population = part == cells_.population;
    std::vector<std::string> names;
    for (const model::Variable* input : inputs) {
      const std::string& name = ctx_.program[input->symbol].name;
      names.push_back(name.substr(name.rfind('.') + 1));
    }
    if (is_population) names = port_names(ctx_, part, traffic_);
    if (names.empty()) {
      ctx_.diags->emit(kPortChoice, words_.span, name_, "has no input to connect to");
      return;
    }
    auto report =
        ctx_.diags->emit(kPortChoice, words_.span, name_,
                         fmt::format("is {}; a connection needs one of its inputs", noun(kind)));
    report.at(fmt::format("it has {}", fmt::join(names, ", ")));
    if (names.size() == 1) {
      const std::string written = fmt::format("{}.{}", ctx_.text(words_.span), names[0]);
      report.fix(fmt::format("write `{}`", written), words_.span, written);
    }
  }

  void report_no_port(const ast::Name& name, std::string_view what = {}) {
    std::vector<std::string> names = port_names(ctx_, cells_.population, traffic_);
    if (names.empty()) names = port_names(ctx_, cells_.population, Traffic::Either);
    const std::string list =
        names.empty() ? "no inputs" : fmt::format("{}", fmt::join(names, ", "));
    auto report = ctx_.diags->emit(kNoSuchPort, name.span, name_, name.text, list);
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    if (!what.empty()) {
      report.note(
          fmt::format("`{}` is {}; only inputs can be reached from outside", name.text, what));
    } else if (const auto meant = nearest_name(name.text, candidates)) {
      report.at(fmt::format("did you mean `{}`?", *meant))
          .fix(fmt::format("write `{}`", *meant), name.span, std::string(*meant));
    }
  }

  Context& ctx_;
  const Env& env_;
  const Cells& cells_;
  const PortWords& words_;
  Traffic traffic_;
  std::vector<model::PathStep> steps_;
  std::string name_;
};

// "ExpCond, std/mechanisms/exp_cond.snn:9": the model that declares the input.
std::string declared_in(const Context& ctx, SourceSpan declared, SourceSpan near) {
  for (const auto& [symbol, source] : ctx.models) {
    const SourceSpan body = source.model->body.span;
    const bool is_inside =
        body.file == declared.file && body.begin <= declared.begin && declared.end <= body.end;
    if (is_inside) {
      return fmt::format("`{}` ({})", ctx.program[symbol].name, place_of(ctx, declared, near));
    }
  }
  return place_of(ctx, declared, near);
}

}  // namespace

std::optional<Port> find_port(Context& ctx, const Env& env, const Cells& cells,
                              const PortWords& words, Traffic traffic, bool may_be_implied) {
  return PortFinder(ctx, env, cells, words, traffic).find(may_be_implied);
}

std::vector<std::string> port_names(const Context& ctx, SymbolId population, Traffic traffic) {
  std::vector<std::string> names;
  if (!ctx.program[population].component.is_valid()) return names;
  const model::Component& component = component_of(ctx, population);
  for (const model::Variable& variable : component.variables) {
    if (variable.kind != SymbolKind::Input || !carries(variable, traffic)) continue;
    std::string name = ctx.program[variable.symbol].name;
    const std::size_t dot = name.rfind('.');
    if (dot != std::string::npos && is_instance(ctx, population, name.substr(0, dot))) {
      const auto siblings = inputs_below(ctx, component, name.substr(0, dot + 1), traffic);
      if (siblings.size() == 1) name.resize(dot);
    }
    names.push_back(std::move(name));
  }
  return names;
}

const model::Variable& variable_of(const Context& ctx, const Port& port) {
  return *ctx.program.find_variable(port.ref.port);
}

std::string what_it_takes(const Context& ctx, const Port& port) {
  const bool is_plain = port.type.dim.is_plain();
  const std::string unit = is_plain ? "a plain number" : unit_of(ctx, port.type);
  return port.is_spike ? unit + " per spike" : unit;
}

diag::DiagBuilder report_port_mismatch(Context& ctx, SourceSpan span, std::string_view value,
                                       const Type& type, const Port& port) {
  const SourceSpan declared = ctx.program[port.ref.port].span;
  auto report = ctx.diags->emit(kPortMismatch, span, value, fmt::format("the port `{}`", port.name),
                                what_it_takes(ctx, port));
  report.at(quantity_and_unit(ctx, type))
      .label(port.span, fmt::format("takes {}", what_it_takes(ctx, port)))
      .note(fmt::format("`{}` is declared in {}", port.name, declared_in(ctx, declared, span)));
  return report;
}

}  // namespace snn::sema
