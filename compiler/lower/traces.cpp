#include "compiler/lower/traces.h"

#include "compiler/lower/functions.h"
#include "compiler/model/walk.h"
#include "compiler/support/match.h"

#include <algorithm>
#include <set>

namespace snn::lower {

using blueprint::Place;
using model::SymbolKind;

namespace {

/// What the equation of a state and its assignments look at.
struct Reach {
  bool is_pre = false;
  bool is_post = false;
  bool is_edge = false;
  std::set<SymbolId> states;

  void add(const Reach& other) {
    is_pre |= other.is_pre;
    is_post |= other.is_post;
    is_edge |= other.is_edge;
    states.insert(other.states.begin(), other.states.end());
  }
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
      if (setting.is_draw) reach.is_edge = true;
      note_spread(reach, setting.spread);
    }
    for (const model::Handler& handler : slot.component->handlers)
      look_at(handler.block, reach_of(handler));
    spread();
  }

  Place place_of(SymbolId state, const SharedDelays& shared) const {
    const Reach& reach = reaches_.at(state);
    if (reach.is_edge || (reach.is_pre && reach.is_post)) return Place::Edge;
    if (reach.is_pre) return shared.axonal ? Place::Source : Place::Edge;
    return reach.is_post && shared.dendritic ? Place::Target : Place::Edge;
  }

 private:
  void note_spread(Reach& reach, network::Spread spread) const {
    if (spread == network::Spread::PerPre) reach.is_pre = true;
    if (spread == network::Spread::PerPost) reach.is_post = true;
    if (spread == network::Spread::PerEdge) reach.is_edge = true;
  }

  // Of a handler of one train; others run for each edge.
  Reach reach_of(const model::Handler& handler) const {
    Reach reach;
    const bool is_train = handler.kind == model::HandlerKind::On &&
                          work_.model[handler.event].kind == SymbolKind::Train;
    reach.is_pre = is_train && work_.model[handler.event].name == "pre";
    reach.is_post = is_train && !reach.is_pre;
    reach.is_edge = !is_train;
    return reach;
  }

  // `around`: the handler, and the choices that a statement stands in.
  void look_at(const model::Block& block, const Reach& around) {
    for (const model::StmtId id : block) {
      Reach here = around;
      model::for_each_value(work_.model[id], [&](ExprId expr) { look(here, expr); });
      match(
          work_.model[id].kind,
          [&](const model::Assign& assign) {
            if (const auto reach = reaches_.find(assign.target); reach != reaches_.end())
              reach->second.add(here);
          },
          [&](const model::LocalLet& let) { locals_[let.symbol] = here; },
          [&](const model::If& choice) {
            for (const model::If::Arm& arm : choice.arms)
              look_at(arm.block, here);
            look_at(choice.otherwise, here);
          },
          [&](const model::WithProbability& chance) {
            here.is_edge = true;
            look_at(chance.block, here);
          },
          [&](const model::For& loop) {
            locals_[loop.variable] = here;
            look_at(loop.block, here);
          },
          [](const auto&) {});
    }
  }

  void look(Reach& reach, ExprId root) const {
    model::for_each_expr(work_.model, root, [&](const model::Expr& expr) {
      const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind);
      const bool is_draw = call != nullptr && (draw_of(call->intrinsic) ||
                                               call->intrinsic == model::Intrinsic::Bernoulli);
      reach.is_edge |= is_draw;
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
      } else if (const auto local = locals_.find(symbol); local != locals_.end()) {
        reach.add(local->second);
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
  std::map<SymbolId, Reach> locals_;  // of handlers
};

}  // namespace

std::map<StateVariable, Place> places_of_states(const Workspace& work, const Slot& slot,
                                                const SharedDelays& shared) {
  const Finder finder(work, slot);
  std::map<StateVariable, Place> places;
  for (const network::Setting& setting : *slot.settings) {
    if (work.model[setting.variable].kind == SymbolKind::State)
      places[{setting.variable, setting.derivative}] = finder.place_of(setting.variable, shared);
  }
  return places;
}

}  // namespace snn::lower
