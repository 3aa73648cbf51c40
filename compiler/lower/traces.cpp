#include "compiler/lower/traces.h"

#include "compiler/model/walk.h"

#include <algorithm>
#include <set>

namespace snn::lower {

using blueprint::Place;
using model::SymbolKind;

namespace {

bool is_assigned(const model::Program& program, const model::Component& component,
                 SymbolId symbol) {
  bool is_found = false;
  for (const model::Handler& handler : component.handlers) {
    model::for_each_stmt(program, handler.block, [&](const model::Stmt& stmt) {
      const auto* assign = std::get_if<model::Assign>(&stmt.kind);
      is_found = is_found || (assign != nullptr && assign->target == symbol);
    });
  }
  return is_found;
}

/// What the equation of a state looks at.
struct Reach {
  bool is_pre = false;
  bool is_post = false;
  bool is_edge = false;
  std::set<SymbolId> states;
};

class Finder {
 public:
  Finder(const Workspace& work, const Slot& slot) : work_(work), slot_(slot) {
    for (const model::Equation& equation : slot.component->equations) {
      Reach& reach = reaches_[equation.variable];
      look(reach, equation.value);
      if (equation.coefficient) look(reach, equation.coefficient);
    }
    for (const network::Setting& setting : *slot.settings) {
      if (work.model[setting.variable].kind != SymbolKind::State) continue;
      Reach& reach = reaches_[setting.variable];
      if (is_assigned(work.model, *slot.component, setting.variable)) reach.is_edge = true;
      if (setting.is_draw) reach.is_edge = true;
      note_spread(reach, setting.spread);
    }
    spread();
  }

  Place place_of(SymbolId state, bool shared_delay) const {
    const Reach& reach = reaches_.at(state);
    if (reach.is_edge || (reach.is_pre && reach.is_post)) return Place::Edge;
    if (reach.is_pre) return shared_delay ? Place::Source : Place::Edge;
    return reach.is_post ? Place::Target : Place::Edge;
  }

 private:
  void note_spread(Reach& reach, network::Spread spread) const {
    if (spread == network::Spread::PerPre) reach.is_pre = true;
    if (spread == network::Spread::PerPost) reach.is_post = true;
    if (spread == network::Spread::PerEdge) reach.is_edge = true;
  }

  void look(Reach& reach, ExprId root) const {
    model::for_each_expr(work_.model, root, [&](const model::Expr& expr) {
      const auto* remote = std::get_if<model::Remote>(&expr.kind);
      if (remote == nullptr) return;
      (remote->side == model::Side::Pre ? reach.is_pre : reach.is_post) = true;
    });
    for (const SymbolId symbol : model::reads_of(work_.model, root)) {
      const model::Symbol& read = work_.model[symbol];
      if (read.kind == SymbolKind::Train) {
        (read.name == "pre" ? reach.is_pre : reach.is_post) = true;
      } else if (read.kind == SymbolKind::State) {
        reach.states.insert(symbol);
      } else if (read.kind == SymbolKind::HostVariable || read.kind == SymbolKind::Noise ||
                 read.kind == SymbolKind::Event) {
        reach.is_edge = true;
      } else if (read.kind == SymbolKind::Let) {
        look(reach, read.value);
      } else if (const network::Setting* setting = setting_of(symbol)) {
        note_spread(reach, setting->spread);
        if (setting->is_plastic) reach.is_edge = true;
      }
    }
  }

  const network::Setting* setting_of(SymbolId symbol) const {
    const auto found = std::ranges::find(*slot_.settings, symbol, &network::Setting::variable);
    return found == slot_.settings->end() ? nullptr : &*found;
  }

  // A state that reads another reaches whatever that one reaches.
  void spread() {
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (auto& [symbol, reach] : reaches_) {
        const Reach before = reach;
        for (const SymbolId other : before.states) {
          const auto found = reaches_.find(other);
          if (found == reaches_.end()) continue;
          reach.is_pre |= found->second.is_pre;
          reach.is_post |= found->second.is_post;
          reach.is_edge |= found->second.is_edge;
        }
        is_changed |= reach.is_pre != before.is_pre || reach.is_post != before.is_post ||
                      reach.is_edge != before.is_edge;
      }
    }
  }

  const Workspace& work_;
  const Slot& slot_;
  std::map<SymbolId, Reach> reaches_;
};

}  // namespace

std::map<StateVariable, Place> places_of_states(const Workspace& work, const Slot& slot,
                                                bool shared_delay) {
  const Finder finder(work, slot);
  std::map<StateVariable, Place> places;
  for (const network::Setting& setting : *slot.settings) {
    if (work.model[setting.variable].kind == SymbolKind::State)
      places[{setting.variable, setting.derivative}] =
          finder.place_of(setting.variable, shared_delay);
  }
  return places;
}

}  // namespace snn::lower
