#include "compiler/model/printer.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

namespace snn::model {
namespace {

std::string_view word_of(ComponentKind kind) {
  switch (kind) {
    case ComponentKind::Neuron: return "neuron";
    case ComponentKind::Synapse: return "synapse";
    case ComponentKind::Mechanism: return "mechanism";
    case ComponentKind::Plasticity: return "plasticity";
  }
  return "";
}

std::string_view word_of(AssignOp op) {
  switch (op) {
    case AssignOp::Set: return "=";
    case AssignOp::Add: return "+=";
    case AssignOp::Sub: return "-=";
    case AssignOp::Mul: return "*=";
    case AssignOp::Div: return "/=";
  }
  return "";
}

std::string_view word_of(SymbolKind kind) {
  if (kind == SymbolKind::Let) return "let";
  // "a parameter" without its article
  const std::string_view words = noun(kind);
  return words.substr(words.find(' ') + 1);
}

}  // namespace

void Printer::print_component(const Component& component) {
  line(fmt::format("{} {}", word_of(component.kind), name(component.symbol)));
  const Indent indent(*this);
  unknowns_.clear();
  for (const DimUnknown& unknown : component.unknowns) {
    unknowns_[unknown.id] = unknown.is_target
                                ? "target"
                                : fmt::format("{}.{}", word_of(unknown.side), unknown.variable);
  }
  for (const Variable& variable : component.variables)
    print_variable(variable);
  for (const Equation& equation : component.equations)
    print_equation(equation);
  for (const Contribution& contribution : component.contributions) {
    line(fmt::format("{} {} {}", name(contribution.target),
                     contribution.is_subtracted ? "-=" : "+=", expr(contribution.value)));
  }
  if (component.spike) print_spike(*component.spike);
  for (const Handler& handler : component.handlers)
    print_handler(handler);
  for (const Injection& injection : component.injections)
    print_injection(injection);
  print_parts(component);
}

void Printer::print_variable(const Variable& variable) {
  const Symbol& symbol = program_[variable.symbol];
  std::string text = fmt::format("{}{} {}: {}", variable.is_shared ? "shared " : "",
                                 word_of(variable.kind), symbol.name, type(symbol.type));
  if (variable.polarity == Polarity::Excitatory) text += " excitatory";
  if (variable.polarity == Polarity::Inhibitory) text += " inhibitory";
  if (variable.value)
    text +=
        fmt::format(" {} {}", sign_of(variable.init_kind == InitKind::Draw), expr(variable.value));
  if (variable.bounds) text += " " + bounds(*variable.bounds);
  line(text);
  for (std::size_t i = 0; i < variable.derivative_starts.size(); ++i) {
    line(fmt::format("  {}{} = {}", symbol.name, std::string(i + 1, '\''),
                     expr(variable.derivative_starts[i])));
  }
}

void Printer::print_equation(const Equation& equation) {
  const std::string coefficient =
      equation.coefficient ? expr(equation.coefficient) + " * " : std::string();
  const std::string primes(static_cast<std::size_t>(equation.order), '\'');
  line(fmt::format("{}{}{}{} = {}", coefficient, name(equation.variable),
                   subscripts(equation.subscripts), primes, expr(equation.value)));
}

void Printer::print_spike(const SpikeRule& spike) {
  std::string text =
      fmt::format("spike {} {}", spike.is_rate ? "at rate" : "when", expr(spike.condition));
  if (spike.has_refractory)
    text += fmt::format(" refractory {}{}", spike.is_until ? "until " : "", expr(spike.refractory));
  for (const SymbolId held : spike.held)
    text += fmt::format(" hold {}", name(held));
  line(text);
  print_block(spike.reset);
}

void Printer::print_handler(const Handler& handler) {
  switch (handler.kind) {
    case HandlerKind::On:
      line(handler.value ? fmt::format("on {}({})", name(handler.event), name(handler.value))
                         : fmt::format("on {}", name(handler.event)));
      break;
    case HandlerKind::When: line(fmt::format("when {}", expr(handler.trigger))); break;
    case HandlerKind::Every: line(fmt::format("every {}", expr(handler.trigger))); break;
    case HandlerKind::EveryStep: line("every step"); break;
  }
  print_block(handler.block);
}

void Printer::print_parts(const Component& component) {
  for (const CablePart& cable : component.cables) {
    line(fmt::format("cable {}", name(cable.symbol)));
    const Indent indent(*this);
    for (const CableSetting& setting : cable.settings)
      line(fmt::format("{} = {}", setting.name, expr(setting.value)));
  }
  for (const Coupling& coupling : component.couplings) {
    line(fmt::format("couple {} -- {} by {}", name(coupling.first), name(coupling.second),
                     expr(coupling.conductance)));
  }
  for (const Attachment& attachment : component.attachments) {
    const std::string position =
        attachment.parent_position ? fmt::format("({})", expr(attachment.parent_position)) : "";
    line(fmt::format("attach {}({}) to {}{}", name(attachment.child),
                     expr(attachment.child_position), name(attachment.parent), position));
  }
}

void Printer::print_block(const Block& block) {
  const Indent indent(*this);
  for (const StmtId stmt : block)
    print_stmt(program_[stmt].kind);
}

void Printer::print_stmt(const StmtKind& kind) {
  match(
      kind,
      [&](const Assign& s) {
        line(fmt::format("{}{} {} {}", name(s.target), subscripts(s.subscripts), word_of(s.op),
                         expr(s.value)));
      },
      [&](const LocalLet& s) { line(fmt::format("let {} = {}", name(s.symbol), expr(s.value))); },
      [&](const Deliver& s) {
        line(fmt::format("deliver {}{}{}", expr(s.value), s.port.empty() ? "" : " to ", s.port));
      },
      [&](const SpikeNow&) { line("spike"); },
      [&](const Emit& s) {
        line(s.value ? fmt::format("emit {}({})", name(s.event), expr(s.value))
                     : fmt::format("emit {}", name(s.event)));
      },
      [&](const If& s) { print_if(s); },
      [&](const WithProbability& s) {
        line(fmt::format("with probability {}", expr(s.probability)));
        print_block(s.block);
      },
      [&](const For& s) {
        const Subscript range{.begin = s.begin, .end = s.end, .step = s.step};
        line(fmt::format("for {} in {}", name(s.variable), subscript(range)));
        print_block(s.block);
      });
}

void Printer::print_if(const If& stmt) {
  for (const If::Arm& arm : stmt.arms) {
    line(fmt::format("{} {}", &arm == &stmt.arms.front() ? "if" : "else if", expr(arm.condition)));
    print_block(arm.block);
  }
  if (stmt.otherwise.empty()) return;
  line("else");
  print_block(stmt.otherwise);
}

void Printer::print_function(const Function& function) {
  unknowns_.clear();
  std::string args;
  for (const SymbolId arg : function.args) {
    args += args.empty() ? "" : ", ";
    args += fmt::format("{}: {}", name(arg), type(program_[arg].type));
  }
  line(fmt::format("fn {}({}): {} = {}", function.name, args, type(function.result),
                   expr(function.body)));
}

void Printer::print_kernel(const KernelDef& kernel) {
  line(fmt::format("kernel {}({}): {} = {}", name(kernel.symbol), name(kernel.variable),
                   type(program_[kernel.body].type), expr(kernel.body)));
}

}  // namespace snn::model
