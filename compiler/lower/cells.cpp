#include "compiler/lower/cells.h"

#include "compiler/lower/cell_fields.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/origins.h"
#include "compiler/lower/responses.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::FieldRole;
using model::SymbolKind;

namespace {

/// Whether something outside the cell reaches an input.
bool is_reached(const network::Plan& plan, network::PopulationId id, SymbolId input) {
  const auto reaches = [&](const network::Target& target) {
    return target.cells.population == id && target.port == input;
  };
  const auto injects = [&](const network::Projection& projection) {
    if (projection.target.cells.population != id) return false;
    const auto is_named = [&](const auto& named) { return named.second == input; };
    return std::ranges::any_of(projection.named_ports, is_named) ||
           std::ranges::any_of(projection.injections,
                               [&](const network::Inject& inject) { return inject.port == input; });
  };
  return std::ranges::any_of(plan.projections,
                             [&](const auto& p) { return reaches(p.target) || injects(p); }) ||
         std::ranges::any_of(plan.drives, [&](const auto& d) { return reaches(d.target); });
}

/// Whether handlers ask how many spikes arrived at an input.
bool is_counted(const Workspace& work, const model::Component& component, SymbolId input) {
  const auto listens = [&](const model::Handler& handler) {
    return handler.kind == model::HandlerKind::On && handler.event == input;
  };
  if (std::ranges::any_of(component.handlers, listens)) return true;
  bool is_found = false;
  const auto look = [&](const model::Expr& expr) {
    const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind);
    if (call == nullptr || call->intrinsic != model::Intrinsic::Count) return;
    const auto* port = std::get_if<model::Read>(&work.model[call->args.front().value].kind);
    is_found = is_found || (port != nullptr && port->symbol == input);
  };
  for (const model::Handler& handler : component.handlers) {
    if (handler.trigger) model::for_each_expr(work.model, handler.trigger, look);
    model::for_each_stmt(work.model, handler.block, [&](const model::Stmt& stmt) {
      model::for_each_value(stmt,
                            [&](ExprId expr) { model::for_each_expr(work.model, expr, look); });
    });
  }
  if (component.spike) model::for_each_expr(work.model, component.spike->condition, look);
  return is_found;
}

bool asks_for_spikes(const Workspace& work, const model::Component& component) {
  bool is_found = false;
  for (const model::Handler& handler : component.handlers) {
    model::for_each_stmt(work.model, handler.block, [&](const model::Stmt& stmt) {
      is_found = is_found || std::holds_alternative<model::SpikeNow>(stmt.kind);
    });
  }
  return is_found;
}

class Declaration {
 public:
  Declaration(Workspace& work, Numbers& numbers, network::PopulationId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        population_(work.network.populations[id]),
        component_(work.component_of(id)),
        row_(work.cells[id]) {}

  void declare() {
    declare_population();
    for (const network::Setting& setting : population_.settings)
      declare_variable(setting);
    declare_inputs();
    if (tree() != nullptr) declare_tree();
    declare_marks();
    declare_responses(work_, numbers_, id_);
  }

 private:
  void declare_population() {
    row_.size = numbers_.value(population_.path + " size", population_.sides.front(), Type::I64);
    for (std::size_t k = 1; k < population_.sides.size(); ++k) {
      const GlobalId side = numbers_.value(fmt::format("{} side {}", population_.path, k + 1),
                                           population_.sides[k], Type::I64);
      row_.size = numbers_.product(population_.path + " size", row_.size, side);
    }
    row_.id = work_.blueprint().populations.add({.name = population_.path, .size = row_.size});
  }

  const equations::TreeSystem* tree() const {
    const auto& tree = work_.arithmetic.cells[id_].update.tree;
    return tree ? &*tree : nullptr;
  }
  bool is_in_cable(SymbolId symbol) const {
    return tree() != nullptr && equations::cable_of(work_.model, tree()->shape, symbol).has_value();
  }

  void declare_tree() {
    row_.tree_diagonal = cell_field(work_, row_, population_.path + " diagonal", Type::Real,
                                    FieldRole::Derived, nullptr, tree()->shape.n_nodes);
    row_.tree_right = cell_field(work_, row_, population_.path + " right", Type::Real,
                                 FieldRole::Derived, nullptr, tree()->shape.n_nodes);
    for (std::size_t k = 0; k < tree()->shape.parts.size(); ++k) {
      const morphology::Part& part = tree()->shape.parts[k];
      if (!part.shape) continue;
      const std::string name = population_.path + "." + part.name;
      const auto field = [&](const char* what) {
        return cell_field(work_, row_, name + what, Type::Real, FieldRole::Derived, nullptr,
                          part.n_nodes);
      };
      row_.shapes[k] = {field(" area"), field(" conductance")};
    }
    for (const equations::Site& site : tree()->sites) {
      const morphology::Part& part = tree()->shape.parts[site.place.part];
      row_.homes[{site.voltage, 0}] = {.field = row_.homes.at({part.voltage, 0}).field,
                                       .first = static_cast<std::uint32_t>(site.place.node),
                                       .is_node = true};
      for (const auto& [original, own] : site.own) {
        if (work_.model[own].kind != SymbolKind::Input) continue;
        row_.inputs[own] = cell_field(work_, row_, field_name(work_, population_, {own, 0}),
                                      Type::Real, FieldRole::Input, &work_.model[own].type);
      }
    }
  }

  // A state of a cable stands in every segment, or wherever its mechanism has a site.
  void declare_in_cable(StateVariable variable) {
    const model::Type* shown = &work_.model[variable.symbol].type;
    const auto segmented = tree()->segmented.find(variable.symbol);
    if (segmented != tree()->segmented.end()) {
      const std::size_t n = tree()->shape.parts[segmented->second].n_nodes;
      row_.homes[variable] = {
          .field = cell_field(work_, row_, field_name(work_, population_, variable), Type::Real,
                              FieldRole::State, shown, n),
          .n_nodes = static_cast<std::uint32_t>(n)};
      return;
    }
    for (const equations::Site& site : tree()->sites) {
      const auto own = site.own.find(variable.symbol);
      if (own == site.own.end()) continue;
      const StateVariable here{own->second, variable.derivative};
      row_.homes[here] = {.field = cell_field(work_, row_, field_name(work_, population_, here),
                                              Type::Real, FieldRole::State, shown)};
      tell_origin(work_, component_, variable.symbol, row_.homes[here]);
    }
  }

  void declare_variable(const network::Setting& setting) {
    const StateVariable variable{setting.variable, setting.derivative};
    const bool is_param = work_.model[setting.variable].kind == SymbolKind::Param;
    const model::Type& type = work_.model[setting.variable].type;
    if (type.length < 0 || type.rank == 2)
      throw Unsupported(
          fmt::format("`{}`, an array without a length", work_.model[setting.variable].name),
          work_.model[setting.variable].span);
    const std::string name = field_name(work_, population_, variable);
    const Scope scope{.in = population_.instance, .population = id_};
    const bool is_number = setting.spread == network::Spread::Shared && !setting.is_draw &&
                           !setting.is_steady && setting.value.is_given() &&
                           !work_.set_in_part.contains({id_, setting.variable});
    Home home;
    if (type.length > 0) {
      if (is_param && is_number) {
        home.field = numbers_.table(scope, setting, name, type.length);
        row_.homes[variable] = home;
        return;
      }
    } else if (is_number) {
      home.number = numbers_.setting(scope, setting, name);
    }
    if (!is_param && is_in_cable(setting.variable)) return declare_in_cable(variable);
    if (!is_param || !is_number)
      home = {.field = cell_field(work_, row_, name, Type::Real,
                                  is_param ? FieldRole::Param : FieldRole::State, &type)};
    if (blueprint::exists(home.field) && !is_param) {
      tell_origin(work_, component_, setting.variable, home);
    }
    row_.homes[variable] = home;
  }

  void declare_inputs() {
    for (const model::Variable& variable : component_.variables) {
      if (variable.kind != SymbolKind::Input || is_in_cable(variable.symbol) ||
          !is_reached(work_.network, id_, variable.symbol))
        continue;
      const std::string name = field_name(work_, population_, {variable.symbol, 0});
      row_.inputs[variable.symbol] = cell_field(work_, row_, name, Type::Real, FieldRole::Input,
                                                &work_.model[variable.symbol].type);
      if (is_counted(work_, component_, variable.symbol))
        row_.counts[variable.symbol] =
            cell_field(work_, row_, name + " count", Type::I32, FieldRole::Input);
    }
  }

  void declare_marks() {
    blueprint::Population& entity = work_.blueprint().populations[row_.id];
    const bool asks = asks_for_spikes(work_, component_);
    if (component_.spike || asks)
      entity.fired =
          cell_field(work_, row_, population_.path + " fired", Type::Bool, FieldRole::Flag);
    if (asks)
      row_.asked =
          cell_field(work_, row_, population_.path + " asked", Type::Bool, FieldRole::Flag);
    if (component_.spike && component_.spike->has_refractory)
      row_.refractory =
          cell_field(work_, row_, population_.path + " refractory",
                     component_.spike->is_until ? Type::Bool : Type::I32, FieldRole::State);
    if (component_.spike && !component_.spike->is_rate && !component_.spike->has_reset)
      row_.was_spiking =
          cell_field(work_, row_, population_.path + " was above", Type::Bool, FieldRole::State);
    for (std::size_t k = 0; k < component_.handlers.size(); ++k) {
      if (component_.handlers[k].kind == model::HandlerKind::When)
        row_.edges[k] = cell_field(work_, row_, fmt::format("{} was true {}", population_.path, k),
                                   Type::Bool, FieldRole::State);
    }
  }

  Workspace& work_;
  Numbers& numbers_;
  network::PopulationId id_;
  const network::Population& population_;
  const model::Component& component_;
  CellRow& row_;
};

}  // namespace

void declare_cells(Workspace& work, Numbers& numbers, network::PopulationId id) {
  Declaration(work, numbers, id).declare();
}

}  // namespace snn::lower
