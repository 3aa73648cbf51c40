// Whether the parts of a model go together: synapses deliver, shared states read only what is
// shared, contributions do not feed themselves.

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

void check_delivers(Context& ctx, const model::Component& component) {
  if (component.kind != ComponentKind::Synapse) return;
  if (!component.delivered.empty() || !component.injections.empty()) return;
  const model::Symbol& symbol = ctx.program[component.symbol];
  ctx.diags->emit(kNeverDelivers, symbol.span, symbol.name)
      .help("add `on pre { deliver w }` for spikes, or `inject …` for a continuous effect");
}

class SharedStates {
 public:
  SharedStates(Context& ctx, const model::Component& component)
      : ctx_(ctx), component_(component) {}

  void check() {
    for (const model::Equation& equation : component_.equations) {
      if (is_shared(equation.variable)) check_value(equation.variable, equation.value);
    }
    for (const model::Handler& handler : component_.handlers) {
      each_assignment(handler.block, [&](const model::Assign& assign, SourceSpan span) {
        if (check_value(assign.target, assign.value)) check_moment(assign.target, handler, span);
      });
    }
    if (!component_.spike) return;
    each_assignment(component_.spike->reset, [&](const model::Assign& assign, SourceSpan span) {
      report(assign.target, span, "spike");
    });
  }

 private:
  template <class F>
  void each_assignment(const model::Block& block, const F& found) const {
    model::for_each_stmt(ctx_.program, block, [&](const model::Stmt& stmt) {
      const auto* assign = std::get_if<model::Assign>(&stmt.kind);
      if (assign != nullptr && is_shared(assign->target)) found(*assign, stmt.span);
    });
  }

  // What happens to one cell or synapse at a time cannot change what all share.
  void check_moment(SymbolId target, const model::Handler& handler, SourceSpan span) {
    if (handler.kind == model::HandlerKind::When && !check_value(target, handler.trigger)) return;
    const bool is_of_one = handler.kind == model::HandlerKind::On && is_private(handler.event);
    if (is_of_one) report(target, span, ctx_.program[handler.event].name);
  }

  bool is_shared(SymbolId symbol) const {
    const model::Variable* variable = ctx_.program.find_variable(symbol);
    return variable != nullptr && variable->kind == SymbolKind::State && variable->is_shared;
  }

  bool is_private(SymbolId symbol) const {
    const model::Symbol& read = ctx_.program[symbol];
    if (read.kind == SymbolKind::State) return !is_shared(symbol);
    return read.kind == SymbolKind::Train || read.kind == SymbolKind::HostVariable ||
           read.kind == SymbolKind::Input;
  }

  // False after a report: of the first place in `value` that leads to something private, directly
  // or through a `let`.
  bool check_value(SymbolId target, ExprId value) {
    bool was_reported = false;
    model::for_each_expr(ctx_.program, value, [&](const model::Expr& expr) {
      if (was_reported) return;
      const std::string found = private_part(expr);
      if (found.empty()) return;
      report(target, expr.span, found);
      was_reported = true;
    });
    return !was_reported;
  }

  std::string private_part(const model::Expr& expr) const {
    if (std::holds_alternative<model::Remote>(expr.kind)) return excerpt(ctx_, expr.span);
    const auto* read = std::get_if<model::Read>(&expr.kind);
    if (read == nullptr) return "";
    if (is_private(read->symbol)) return ctx_.program[read->symbol].name;
    const model::Symbol& symbol = ctx_.program[read->symbol];
    if (symbol.kind != SymbolKind::Let || !symbol.value) return "";
    std::string found;
    for (const SymbolId inner : model::reads_of(ctx_.program, symbol.value)) {
      if (is_private(inner)) found = ctx_.program[inner].name;
    }
    model::for_each_expr(ctx_.program, symbol.value, [&](const model::Expr& part) {
      if (std::holds_alternative<model::Remote>(part.kind)) found = excerpt(ctx_, part.span);
    });
    return found;
  }

  void report(SymbolId target, SourceSpan span, std::string_view read) {
    if (!is_own(ctx_, component_, span)) return;
    const bool is_of_cells = component_.kind == ComponentKind::Neuron;
    ctx_.diags
        ->emit(kSharedReadsPrivate, span, ctx_.program[target].name,
               is_of_cells ? "population" : "projection", read)
        .label(ctx_.program[target].span, is_of_cells
                                              ? "one value for all cells of the population"
                                              : "one value for all synapses of the projection")
        .note("it may read constants, parameters, other shared states and events");
  }

  Context& ctx_;
  const model::Component& component_;
};

// `I += f(I)`: an input that is the sum of what depends on it has no value.
class ContributionCircles {
 public:
  ContributionCircles(Context& ctx, const model::Component& component)
      : ctx_(ctx), component_(component) {}

  void check() {
    for (const model::Contribution& c : component_.contributions) {
      for (const SymbolId read : model::reads_of(ctx_.program, c.value)) {
        if (ctx_.program[read].kind == SymbolKind::Input) reads_[c.target].insert(read);
      }
    }
    std::set<SymbolId> reported;
    for (const model::Contribution& c : component_.contributions) {
      const std::set<SymbolId> circle = circle_through(c.target);
      if (circle.empty() || !is_own(ctx_, component_, c.span)) continue;
      if (!reported.insert(c.target).second) continue;
      reported.insert(circle.begin(), circle.end());
      const std::string& name = ctx_.program[c.target].name;
      ctx_.diags->emit(kCircular, c.span, fmt::format("`{0}` → `{0}`", name))
          .at(fmt::format("`{}` is the sum of what arrives, and this part depends on it", name))
          .help("break the circle with a `state`");
    }
  }

 private:
  // The inputs that `target` depends on, when it is one of them; else none.
  std::set<SymbolId> circle_through(SymbolId target) const {
    std::set<SymbolId> seen;
    std::vector<SymbolId> pending{target};
    while (!pending.empty()) {
      const auto found = reads_.find(pending.back());
      pending.pop_back();
      if (found == reads_.end()) continue;
      for (const SymbolId next : found->second) {
        if (seen.insert(next).second) pending.push_back(next);
      }
    }
    return seen.contains(target) ? seen : std::set<SymbolId>{};
  }

  Context& ctx_;
  const model::Component& component_;
  std::map<SymbolId, std::set<SymbolId>> reads_;
};

}  // namespace

void check_structure(Context& ctx, ComponentId id) {
  const model::Component& component = ctx.program.components[id];
  check_delivers(ctx, component);
  SharedStates(ctx, component).check();
  ContributionCircles(ctx, component).check();
}

}  // namespace snn::sema
