#include "compiler/lower/gathered.h"

#include "compiler/equations/structure.h"
#include "compiler/equations/symbolic/linear.h"
#include "compiler/equations/system.h"
#include "compiler/lower/expressions.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace snn::lower {

using model::SymbolKind;

namespace {

class Judge {
 public:
  Judge(const Workspace& work, const network::Projection& projection)
      : work_(work),
        projection_(projection),
        component_(work.model.components[projection.synapse]),
        algebra_(work.model) {}

  bool is_gathered() {
    for (const model::Variable& variable : component_.variables) {
      if (variable.kind == SymbolKind::State) {
        if (variable.is_shared || variable.bounds) return false;
        states_.insert({variable.symbol, 0});
      } else if (variable.kind != SymbolKind::Param && variable.kind != SymbolKind::Let) {
        return false;
      }
    }
    return !states_.empty() && !component_.handlers.empty() && start_at_zero() && only_add_up() &&
           flow_linearly() && give_linearly();
  }

 private:
  bool start_at_zero() {
    return std::ranges::all_of(projection_.settings, [&](const network::Setting& setting) {
      if (!states_.contains({setting.variable, 0})) return true;
      return setting.derivative == 0 && !setting.is_draw && !setting.is_steady &&
             setting.value.is_given() && algebra_.is_zero(setting.value.expr);
    });
  }

  // Arrivals add what does not depend on the states, nor on the cells.
  bool only_add_up() const {
    return std::ranges::all_of(component_.handlers, [&](const model::Handler& handler) {
      if (handler.kind != model::HandlerKind::On || !is_pre(handler.event)) return false;
      bool adds = true;
      model::for_each_stmt(work_.model, handler.block, [&](const model::Stmt& stmt) {
        if (const auto* assign = std::get_if<model::Assign>(&stmt.kind))
          adds = adds && assign->subscripts.empty() &&
                 (assign->op == model::AssignOp::Add || assign->op == model::AssignOp::Sub);
        model::for_each_value(stmt, [&](ExprId expr) {
          adds = adds && !reads_states(expr) && !reads_cells(expr, false);
        });
      });
      return adds;
    });
  }

  bool flow_linearly() {
    const equations::OdeSystem system = equations::system_of(algebra_, id_of_component());
    if (!system.refusal.empty() || system.equations.size() != states_.size()) return false;
    return std::ranges::all_of(system.equations, [&](const equations::OdeEquation& equation) {
      return states_.contains(equation.variable) && equation.jumps.empty() &&
             equation.diffusions.empty() && !reads_cells(equation.drift, false) &&
             is_sum_of_states(equation.drift);
    });
  }

  bool give_linearly() {
    return !component_.injections.empty() &&
           std::ranges::all_of(component_.injections, [&](const model::Injection& injection) {
             return !reads_cells(injection.value, true) && is_sum_of_states(injection.value);
           });
  }

  // Nothing beside the states, and factors that all synapses share.
  bool is_sum_of_states(ExprId expr) {
    const auto form = equations::linear_in(algebra_, expr, states_);
    if (!form || !algebra_.is_zero(form->rest)) return false;
    return std::ranges::all_of(model::reads_of(work_.model, expr), [&](SymbolId symbol) {
      if (states_.contains({symbol, 0})) return true;
      const SymbolKind kind = work_.model[symbol].kind;
      if (kind == SymbolKind::Let) return true;
      if (kind != SymbolKind::Param) return false;
      return std::ranges::any_of(projection_.settings, [&](const network::Setting& setting) {
        return setting.variable == symbol && setting.spread == network::Spread::Shared &&
               !setting.is_draw && !setting.is_plastic;
      });
    });
  }

  bool is_pre(SymbolId event) const {
    return work_.model[event].kind == SymbolKind::Train && work_.model[event].name == "pre";
  }
  bool reads_states(ExprId expr) const {
    return std::ranges::any_of(model::reads_of(work_.model, expr),
                               [&](SymbolId symbol) { return states_.contains({symbol, 0}); });
  }
  // Whether it reads other cells than, where that is allowed, the target as it is now.
  bool reads_cells(ExprId expr, bool may_read_target) const {
    bool reads = false;
    const auto look = [&](const model::Expr& node) {
      const auto* remote = std::get_if<model::Remote>(&node.kind);
      if (remote == nullptr) return;
      reads = reads || !may_read_target || remote->side != model::Side::Post || remote->time;
    };
    model::for_each_expr(work_.model, expr, look);
    for (const SymbolId read : model::reads_of(work_.model, expr)) {
      if (work_.model[read].kind == SymbolKind::Let)
        model::for_each_expr(work_.model, work_.model[read].value, look);
    }
    return reads;
  }
  model::ComponentId id_of_component() const { return work_.model[component_.symbol].component; }

  const Workspace& work_;
  const network::Projection& projection_;
  const model::Component& component_;
  equations::Algebra algebra_;
  std::set<StateVariable> states_;
};

}  // namespace

bool is_gathered(const Workspace& work, network::ProjectionId id) {
  const network::Projection& projection = work.network.projections[id];
  if (!projection.synapse || projection.target.cable || !projection.injections.empty())
    return false;
  return Judge(work, projection).is_gathered();
}

void refuse_gathered(const Workspace& work, network::ProjectionId id, std::size_t slot,
                     SymbolId state) {
  if (slot > 0 || !work.edges[id].gathered.contains({state, 0})) return;
  throw Unsupported(
      fmt::format("`{}` of each synapse, of which a cell keeps the sum,", work.model[state].name),
      work.model[state].span);
}

}  // namespace snn::lower
