#include "compiler/lower/lazy.h"

#include "compiler/equations/closed_form.h"
#include "compiler/equations/system.h"
#include "compiler/lower/handler_parts.h"
#include "compiler/model/walk.h"

#include <algorithm>
#include <set>

namespace snn::lower {

using blueprint::Place;
using ir::Op;
using model::SymbolKind;

namespace {

class Finder {
 public:
  Finder(Workspace& work, const Slot& slot)
      : work_(work),
        component_(*slot.component),
        algebra_(work.model),
        system_(equations::system_of(algebra_, component_id())) {
    for (const network::Setting& setting : *slot.settings)
      if (setting.is_plastic) plastic_.insert(setting.variable);
  }

  std::vector<LazyGroup> groups(const std::map<StateVariable, Place>& places) {
    std::vector<LazyGroup> groups;
    for (const equations::ClosedForm& form : equations::closed_forms(algebra_, component_id())) {
      const auto place = places.find(form.variable);
      if (place == places.end() || form.variable.derivative > 0) continue;
      if (!may_wait(form, place->second)) continue;
      auto group = std::ranges::find(groups, place->second, &LazyGroup::place);
      if (group == groups.end()) group = groups.insert(groups.end(), {.place = place->second});
      group->states[form.variable] = written(form);
    }
    return groups;
  }

 private:
  model::ComponentId component_id() const { return work_.model[component_.symbol].component; }

  bool reads(ExprId expr, SymbolId symbol) const {
    return expr && model::reads_of(work_.model, expr).contains(symbol);
  }

  LazyState written(const equations::ClosedForm& form) {
    const model::Type& type = work_.model[form.variable.symbol].type;
    LazyState state;
    state.start = algebra_.make_local(work_.model[form.variable.symbol].name + " then", type);
    state.time = algebra_.make_local("time since", type);
    state.now = equations::value_after(algebra_, form, algebra_.read(state.start),
                                       algebra_.read(state.time));
    return state;
  }

  bool may_wait(const equations::ClosedForm& form, Place place) const {
    const SymbolId symbol = form.variable.symbol;
    const model::Variable* declared = work_.model.find_variable(symbol);
    if (declared != nullptr && declared->is_shared) return false;
    for (const ExprId expr : {form.rate, form.offset}) {
      for (const SymbolId read : model::reads_of(work_.model, expr))
        if (plastic_.contains(read)) return false;
    }
    return !is_read_always(symbol) && (place == Place::Edge || !is_read_from(symbol, place));
  }

  // By equations, by what is injected, by conditions.
  bool is_read_always(SymbolId symbol) const {
    for (const equations::OdeEquation& equation : system_.equations) {
      if (equation.variable.symbol != symbol && reads(equation.drift, symbol)) return true;
    }
    return std::ranges::any_of(component_.injections,
                               [&](const auto& i) { return reads(i.value, symbol); }) ||
           std::ranges::any_of(component_.handlers,
                               [&](const auto& h) { return reads(h.trigger, symbol); });
  }

  // Whether anything but the spikes of its own end looks at a state of cells.
  bool is_read_from(SymbolId symbol, Place place) const {
    const std::string_view own = place == Place::Source ? "pre" : "post";
    const auto is_own = [&](SymbolId event) {
      return work_.model[event].kind == SymbolKind::Train && work_.model[event].name == own;
    };
    for (const model::Handler& handler : component_.handlers) {
      if (handler.kind == model::HandlerKind::On && is_own(handler.event)) continue;
      bool is_found = assigns(work_.model, handler.block, [&](SymbolId s) { return s == symbol; });
      model::for_each_stmt(work_.model, handler.block, [&](const model::Stmt& stmt) {
        model::for_each_value(stmt,
                              [&](ExprId expr) { is_found = is_found || reads(expr, symbol); });
      });
      if (is_found) return true;
    }
    for (const equations::OdeEquation& equation : system_.equations) {
      for (const equations::ImpulseTerm& jump : equation.jumps) {
        const bool is_touched = equation.variable.symbol == symbol || reads(jump.factor, symbol);
        if (is_touched && !is_own(jump.source)) return true;
      }
    }
    return false;
  }

  Workspace& work_;
  const model::Component& component_;
  equations::Algebra algebra_;
  equations::OdeSystem system_;
  std::set<SymbolId> plastic_;
};

}  // namespace

std::vector<LazyGroup> lazy_groups(Workspace& work, const Slot& slot,
                                   const std::map<StateVariable, Place>& places) {
  return Finder(work, slot).groups(places);
}

ValueId steps_now(ir::Builder& builder, bool is_at_end) {
  const ValueId steps = builder.step_number();
  return is_at_end ? builder.op(Op::Add, {steps, builder.constant_int(Type::I64, 1)}) : steps;
}

ValueId steps_since(Expressions& here, const FieldRef& last, bool is_at_end) {
  ir::Builder& b = here.builder();
  const ValueId then = b.convert(b.load(last), Type::I64);
  return b.op(Op::Sub, {steps_now(b, is_at_end), then});
}

}  // namespace snn::lower
