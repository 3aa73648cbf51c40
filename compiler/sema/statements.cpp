#include "compiler/sema/statements.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/probability.h"
#include "compiler/sema/remote.h"
#include "compiler/sema/wording.h"
#include "compiler/support/match.h"

#include <optional>
#include <string>
#include <utility>

namespace snn::sema {
namespace {

using model::ComponentKind;

class BlockChecker {
 public:
  BlockChecker(Context& ctx, const Env& env) : ctx_(ctx), env_(env) {
    env_.scope = new_scope(ctx, env.scope);
    env_.place = Place::Handler;
  }

  model::Block check(const ast::Block& block) {
    model::Block result;
    for (const ast::StmtId id : block.stmts) {
      const ast::Stmt& stmt = (*env_.file)[id];
      if (auto kind = check_stmt(stmt)) {
        result.push_back(ctx_.program.stmts.push_back({stmt.span, std::move(*kind)}));
      }
    }
    return result;
  }

 private:
  using Checked = std::optional<model::StmtKind>;

  Checked check_stmt(const ast::Stmt& stmt) {
    return match(
        stmt.kind, [&](const ast::Assign& s) { return check_assign(s); },
        [&](const ast::LetStmt& s) { return check_let(s); },
        [&](const ast::Deliver& s) { return check_deliver(stmt.span, s); },
        [&](const ast::SpikeStmt&) { return check_spike(stmt.span); },
        [&](const ast::Emit& s) { return check_emit(s); },
        [&](const ast::If& s) { return check_if(s); },
        [&](const ast::WithProbability& s) { return check_probability(s); },
        [&](const ast::For& s) { return check_for(s); });
  }

  [[nodiscard]] ComponentKind kind() const { return ctx_.program.components[env_.component].kind; }

  // What may change at an instant: the component's own states, and what a rule is attached to.
  bool require_changeable(const ast::Assign& stmt, SymbolId target) {
    const model::Symbol& symbol = ctx_.program[target];
    if (symbol.kind == SymbolKind::State) return true;
    if (target == ctx_.program.components[env_.component].plastic) return true;
    auto report = ctx_.diags->emit(kCannotChange, stmt.target.span, ctx_.text(stmt.target.span),
                                   noun(symbol.kind));
    if (symbol.kind == SymbolKind::Param) {
      report.label(symbol.span, "declare it `state` if it adapts");
      if (kind() == ComponentKind::Synapse) {
        report.help("to let the parameter of a synapse learn, write a `plasticity` rule");
      }
    } else if (symbol.kind == SymbolKind::Input) {
      report.label(symbol.span, "an input is the sum of what arrives")
          .help("let the input drive a state and change that state");
    } else if (symbol.kind == SymbolKind::HostVariable) {
      report.label(symbol.span, "declared here")
          .help("a mechanism adds to its host with a contribution: `I += …`");
    } else if (symbol.span.is_valid()) {
      report.label(symbol.span, "declared here");
    }
    return false;
  }

  Checked check_assign(const ast::Assign& stmt) {
    if (stmt.target.parts.empty()) return std::nullopt;
    const SymbolId root = find(ctx_, env_.scope, stmt.target.parts[0].name.text);
    if (is_remote(ctx_, env_, stmt.target, root)) {
      ctx_.diags
          ->emit(kCannotChange, stmt.target.span, ctx_.text(stmt.target.span),
                 "a variable of another cell")
          .help("`deliver` or `inject` reaches the postsynaptic cell through one of its inputs");
      return std::nullopt;
    }
    const SymbolId target = find_variable(ctx_, env_, stmt.target);
    if (!target || !require_changeable(stmt, target)) return std::nullopt;
    const ExprId value = check_number(ctx_, env_, stmt.value);
    Type wanted = type_of(ctx_, target, stmt.target.span);
    if (wanted.is_error() || ctx_.type_of(value).is_error()) return std::nullopt;
    const ast::RefPart& last = stmt.target.parts.back();
    auto subscripts = check_subscripts(ctx_, env_, last.indices);
    if (!subscripts.empty()) {
      if (!require_subscripts(ctx_, last, wanted, subscripts)) return std::nullopt;
      wanted.length = subscripts[0].end ? Type::kUnknownLength : 0;
    }
    const SourceSpan declared = ctx_.program[target].span;
    if (!require_assigned(stmt, value, wanted, declared) ||
        !require_length(ctx_, value, wanted.length, declared)) {
      return std::nullopt;
    }
    return model::Assign{target, std::move(subscripts), static_cast<model::AssignOp>(stmt.op),
                         value};
  }

  // `=`, `+=`, `-=` take what the variable holds; `*=` and `/=` take a plain number.
  bool require_assigned(const ast::Assign& stmt, ExprId value, const Type& wanted,
                        SourceSpan declared) {
    if (stmt.op == ast::AssignOp::Mul) return require_fit(ctx_, value, "a factor", Type::real());
    if (stmt.op == ast::AssignOp::Div) return require_fit(ctx_, value, "a divisor", Type::real());
    return require_fit(ctx_, value, ctx_.text(stmt.target.span), wanted, declared);
  }

  Checked check_let(const ast::LetStmt& stmt) {
    const ExprId value = check_expr(ctx_, env_, stmt.value);
    const SymbolId symbol = declare(ctx_, env_.scope, SymbolKind::Local, stmt.name);
    if (!symbol) return std::nullopt;
    Type type = require_value(ctx_, value) ? ctx_.type_of(value) : Type::error();
    type.fits_any_dimension = false;
    ctx_.program[symbol].type = type;
    return model::LocalLet{symbol, value};
  }

  Checked check_deliver(SourceSpan span, const ast::Deliver& stmt) {
    const ExprId value = check_number(ctx_, env_, stmt.value);
    if (kind() != ComponentKind::Synapse) {
      ctx_.diags->emit(kStatementMisplaced, span, "deliver",
                       "belongs to a synapse: it sends to the postsynaptic port");
      return std::nullopt;
    }
    if (ctx_.type_of(value).is_error()) return std::nullopt;
    // Without a port the value goes to the one that is connected to; the connect compares it.
    model::Transport transport;
    transport.span = ctx_.program.exprs[value].span;
    transport.value = value;
    transport.dim = ctx_.type_of(value).dim;
    transport.fits_any_dimension = ctx_.type_of(value).fits_any_dimension;
    if (stmt.port) transport.port = std::string(ctx_.text(stmt.port->span));
    ctx_.program.components[env_.component].delivered.push_back(transport);
    return model::Deliver{value, transport.port};
  }

  Checked check_spike(SourceSpan span) {
    if (kind() == ComponentKind::Neuron) return model::SpikeNow{};
    ctx_.diags->emit(kStatementMisplaced, span, "spike", "belongs to a neuron: only a cell spikes");
    return std::nullopt;
  }

  Checked check_emit(const ast::Emit& stmt) {
    const SymbolId event = find_variable(ctx_, env_, stmt.event);
    if (!event) return std::nullopt;
    if (ctx_.program[event].kind != SymbolKind::Event) {
      ctx_.diags
          ->emit(kWrongKind, stmt.event.span, ctx_.text(stmt.event.span),
                 noun(ctx_.program[event].kind), "an event")
          .label(ctx_.program[event].span, "declared here");
      return std::nullopt;
    }
    Type wanted = type_of(ctx_, event, stmt.event.span);
    wanted.dim = wanted.dim.over(per_time());
    if (!stmt.args || stmt.args->list.empty()) return model::Emit{event, ExprId{}};
    if (stmt.args->list.size() > 1) {
      ctx_.diags
          ->emit(kWrongArguments, stmt.args->list[1].span, ctx_.program[event].name,
                 "carries one value")
          .label(ctx_.program[event].span, "declared here");
      return std::nullopt;
    }
    const ExprId value =
        check_number_for(ctx_, env_, stmt.args->list[0].value, ctx_.program[event].name, wanted,
                         ctx_.program[event].span);
    return model::Emit{event, value};
  }

  Checked check_if(const ast::If& stmt) {
    model::If result;
    for (const ast::IfArm& arm : stmt.arms) {
      const ExprId condition = check_condition(ctx_, env_, arm.condition);
      result.arms.push_back({condition, check_block(ctx_, env_, arm.block)});
    }
    if (stmt.otherwise) result.otherwise = check_block(ctx_, env_, *stmt.otherwise);
    return result;
  }

  Checked check_probability(const ast::WithProbability& stmt) {
    const ExprId probability = sema::check_probability(ctx_, env_, stmt.probability);
    return model::WithProbability{probability, check_block(ctx_, env_, stmt.block)};
  }

  Checked check_for(const ast::For& stmt) {
    Env inner = env_;
    inner.scope = new_scope(ctx_, env_.scope);
    const SymbolId variable = declare(ctx_, inner.scope, SymbolKind::Local, stmt.variable);
    if (variable) ctx_.program[variable].type = Type::real();
    model::For result;
    result.variable = variable;
    result.begin = check_plain(ctx_, env_, stmt.range.begin, "the start of a range");
    result.end = check_plain(ctx_, env_, stmt.range.end, "the end of a range");
    if (stmt.range.step) {
      result.step = check_plain(ctx_, env_, stmt.range.step, "the step of a range");
    }
    result.block = check_block(ctx_, inner, stmt.block);
    return result;
  }

  Context& ctx_;
  Env env_;
};

}  // namespace

model::Block check_block(Context& ctx, const Env& env, const ast::Block& block) {
  return BlockChecker(ctx, env).check(block);
}

SymbolId find_variable(Context& ctx, const Env& env, const ast::Ref& ref) {
  if (ref.parts.empty() || ref.parts.front().name.text.empty()) return {};
  const ast::Name& first = ref.parts.front().name;
  SymbolId found = find(ctx, env.scope, first.text);
  if (!found) found = built_in_name(ctx, env, first.text);
  if (!found) {
    report_missing(ctx, env, first);
    return {};
  }
  for (std::size_t i = 1; i < ref.parts.size(); ++i) {
    const SymbolId next = find_member(ctx, ctx.program[found].members, ref.parts[i].name.text);
    if (!next) {
      report_unknown_member(ctx, found, ref.parts[i].name);
      return {};
    }
    found = next;
  }
  return ctx.disputed.contains(found) ? SymbolId{} : found;
}

}  // namespace snn::sema
