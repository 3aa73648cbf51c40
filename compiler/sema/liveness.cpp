// What nothing uses: parameters and inputs nobody reads, states that never change or that lead
// nowhere.

#include "compiler/model/walk.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/model_checks.h"
#include "compiler/sema/wording.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace snn::sema {
namespace {

using model::ComponentKind;

class Liveness {
 public:
  Liveness(Context& ctx, ComponentId id) : ctx_(ctx), component_(ctx.program.components[id]) {}

  void check() {
    collect();
    for (const model::Variable& variable : component_.variables) {
      const model::Symbol& symbol = ctx_.program[variable.symbol];
      if (!is_own(ctx_, component_, symbol.span) || symbol.type.is_error()) continue;
      if (variable.kind == SymbolKind::Param) check_param(variable, symbol);
      if (variable.kind == SymbolKind::Input) check_input(variable, symbol);
      if (variable.kind == SymbolKind::State) check_state(variable, symbol);
    }
  }

 private:
  void add_block(const model::Block& block) {
    model::for_each_stmt(ctx_.program, block, [&](const model::Stmt& stmt) {
      const auto* assign = std::get_if<model::Assign>(&stmt.kind);
      const auto* local = std::get_if<model::LocalLet>(&stmt.kind);
      if (assign != nullptr) changed_.insert(assign->target);
      if (std::holds_alternative<model::SpikeNow>(stmt.kind)) can_spike_ = true;
      model::for_each_value(stmt, [&](ExprId value) {
        // `x -= u*x` reads x only to change x: that alone leads nowhere.
        if (assign != nullptr) {
          add_edges(assign->target, value);
        } else if (local != nullptr) {
          add_edges(local->symbol, value);
        } else {
          add_sink(value);
        }
      });
    });
  }

  void add_sink(ExprId value) {
    for (const SymbolId read : reads(value))
      reached_.insert(read);
  }

  void add_edges(SymbolId target, ExprId value) {
    for (const SymbolId read : reads(value)) {
      if (read != target) feeds_[target].push_back(read);
    }
  }

  std::set<SymbolId> reads(ExprId value) const { return model::reads_of(ctx_.program, value); }

  void collect() {
    const auto& c = component_;
    for (const model::Equation& equation : c.equations) {
      changed_.insert(equation.variable);
      add_edges(equation.variable, equation.value);
      add_edges(equation.variable, equation.coefficient);
    }
    for (const model::Contribution& contribution : c.contributions)
      add_sink(contribution.value);
    for (const model::Injection& injection : c.injections)
      add_sink(injection.value);
    for (const model::Coupling& coupling : c.couplings) {
      add_sink(coupling.conductance);
      for (const SymbolId part : {coupling.first, coupling.second})
        reach_members(part);
    }
    for (const model::Attachment& attachment : c.attachments) {
      for (const SymbolId part : {attachment.child, attachment.parent})
        reach_members(part);
    }
    if (c.spike) {
      can_spike_ = true;
      add_sink(c.spike->condition);
      add_sink(c.spike->refractory);
      add_block(c.spike->reset);
    }
    for (const model::Handler& handler : c.handlers) {
      add_sink(handler.trigger);
      add_block(handler.block);
    }
    if (c.plastic) reached_.insert(c.plastic);
    spread();
  }

  void reach_members(SymbolId part) {
    const ScopeId members = ctx_.program[part].members;
    if (!members.is_valid()) return;
    for (const SymbolId member : ctx_.program[members].in_order)
      reached_.insert(member);
  }

  // Backwards along the edges until nothing new is reached.
  void spread() {
    for (const model::Variable& variable : component_.variables) {
      if (!is_read_outside(variable.symbol)) continue;
      reached_.insert(variable.symbol);
      if (variable.kind == SymbolKind::Let && variable.value) add_sink(variable.value);
    }
    std::vector<SymbolId> pending(reached_.begin(), reached_.end());
    while (!pending.empty()) {
      const auto feeding = feeds_.find(pending.back());
      pending.pop_back();
      if (feeding == feeds_.end()) continue;
      for (const SymbolId from : feeding->second) {
        if (reached_.insert(from).second) pending.push_back(from);
      }
    }
  }

  // Read by a synapse as `post.x`, or recorded, expected or trained by name.
  bool is_read_outside(SymbolId symbol) const {
    return ctx_.remote_names.contains(ctx_.program[symbol].name) || ctx_.observed.contains(symbol);
  }

  void check_param(const model::Variable& variable, const model::Symbol& symbol) {
    if (ctx_.was_read(variable.symbol) || is_read_outside(variable.symbol)) return;
    ctx_.diags
        ->emit(kUnusedParam, symbol.span, symbol.name,
               fmt::format("`{}`", ctx_.program[component_.symbol].name), "used")
        .help("remove it, or put back the term that read it");
  }

  void check_input(const model::Variable& variable, const model::Symbol& symbol) {
    if (ctx_.was_read(variable.symbol) || is_read_outside(variable.symbol)) return;
    ctx_.diags->emit(kUnusedInput, symbol.span, symbol.name, ctx_.program[component_.symbol].name);
  }

  void check_state(const model::Variable& variable, const model::Symbol& symbol) {
    const bool is_changed = changed_.contains(variable.symbol);
    if (!variable.value) return;
    const bool is_steady =
        std::holds_alternative<model::SteadyValue>(ctx_.program[variable.value].kind);
    if (!is_changed && is_steady) {
      ctx_.diags->emit(kSteadyMisplaced, ctx_.program[variable.value].span,
                       fmt::format("`{}` has none", symbol.name));
      return;
    }
    if (!is_changed) {
      ctx_.diags->emit(kConstantState, symbol.span, symbol.name)
          .help("make it a `param`, or give it an equation");
      return;
    }
    if (reached_.contains(variable.symbol)) return;
    const bool is_rule =
        component_.kind == ComponentKind::Plasticity || component_.kind == ComponentKind::Synapse;
    if (is_rule) {
      const bool is_synapse = component_.kind == ComponentKind::Synapse;
      ctx_.diags->emit(kUnreadTrace, symbol.span, symbol.name)
          .note(is_synapse ? "no `deliver` and no `inject` depends on it"
                           : "half of the rule may be missing");
    } else if (component_.kind == ComponentKind::Neuron && can_spike_) {
      ctx_.diags->emit(kUnreadState, symbol.span, symbol.name)
          .note("it reaches no spike condition, no contribution and no reset");
    }
  }

  Context& ctx_;
  const model::Component& component_;
  std::set<SymbolId> changed_;
  std::set<SymbolId> reached_;
  std::map<SymbolId, std::vector<SymbolId>> feeds_;  // what each changing variable is fed by
  bool can_spike_ = false;
};

}  // namespace

void check_liveness(Context& ctx, ComponentId component) {
  Liveness(ctx, component).check();
}

}  // namespace snn::sema
