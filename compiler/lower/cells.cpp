#include "compiler/lower/cells.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/display.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/statements.h"
#include "compiler/model/walk.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::FieldRole;
using ir::Frame;
using ir::Op;
using model::SymbolKind;

namespace {

std::string field_name(const Workspace& work, const network::Population& population,
                       StateVariable variable) {
  return population.path + "." + work.model[variable.symbol].name +
         std::string(static_cast<std::size_t>(variable.derivative), '\'');
}

FieldId cell_field(Workspace& work, const CellRow& row, std::string name, Type type, FieldRole role,
                   const model::Type* shown = nullptr, std::size_t length = 1) {
  return work.add_field(
      {.name = std::move(name),
       .type = type,
       .role = role,
       .population = row.id,
       .length = static_cast<std::uint32_t>(length),
       .display = shown != nullptr ? display_of(work.model, *shown) : blueprint::Display{}});
}

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
    }
  }

  void declare_variable(const network::Setting& setting) {
    const StateVariable variable{setting.variable, setting.derivative};
    const bool is_param = work_.model[setting.variable].kind == SymbolKind::Param;
    if (!work_.model[setting.variable].type.is_scalar())
      throw Unsupported(fmt::format("`{}`, an array", work_.model[setting.variable].name),
                        work_.model[setting.variable].span);
    const std::string name = field_name(work_, population_, variable);
    const Scope scope{.in = population_.instance, .population = id_};
    const bool is_number = setting.spread == network::Spread::Shared && !setting.is_draw &&
                           !setting.is_steady && setting.value.is_given();
    Home home;
    if (is_number) home.number = numbers_.setting(scope, setting, name);
    if (!is_param && is_in_cable(setting.variable)) return declare_in_cable(variable);
    if (!is_param || !is_number)
      home = {.field = cell_field(work_, row_, name, Type::Real,
                                  is_param ? FieldRole::Param : FieldRole::State,
                                  &work_.model[setting.variable].type)};
    if (blueprint::exists(home.field) && !is_param) {
      work_.blueprint().fields[home.field].equation =
          equation_of(work_, component_, setting.variable);
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

class SetUp {
 public:
  SetUp(Workspace& work, Numbers& numbers, network::PopulationId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        population_(work.network.populations[id]),
        component_(work.component_of(id)),
        row_(work.cells[id]),
        names_(work, numbers, id) {}

  void write() {
    write_parameters();
    write_coefficients();
    write_shapes();
    write_initial_values();
  }

 private:
  [[nodiscard]] Scope scope() const { return {.in = population_.instance, .population = id_}; }

  KernelId kernel(std::string_view what, std::vector<blueprint::Action>& list) {
    const KernelId id = work_.add_kernel(fmt::format("{}.{}", population_.path, what),
                                         blueprint::Domain::EachCell, row_.id);
    list.push_back(blueprint::Launch{id});
    return id;
  }

  ValueId value_of(Expressions& here, const network::Setting& setting) {
    names_.look_in(setting.value.in);
    if (setting.stream) names_.draw_from(setting.stream->path, setting.stream->number);
    const ValueId value = here.to_real(here.value(setting.value.expr));
    names_.look_in(population_.instance);
    return value;
  }

  void write_parameters() {
    std::vector<const network::Setting*> own;
    for (const network::Setting& setting : population_.settings) {
      if (work_.model[setting.variable].kind == SymbolKind::Param &&
          row_.homes.at({setting.variable, 0}).is_field())
        own.push_back(&setting);
    }
    if (own.empty()) return;
    ir::Builder builder(work_.program, kernel("parameters", work_.blueprint().schedule.build));
    Expressions here(work_.model, builder, Type::F64, names_);
    for (const network::Setting* setting : own) {
      builder.at(work_.location_of(work_.model[setting->value.expr].span));
      const StateVariable variable{setting->variable, 0};
      const ValueId value = value_of(here, *setting);
      here.bind(setting->variable, value);
      require_bounds(here, setting->variable, value);
      store(builder, row_.homes.at(variable).field, value);
    }
  }

  void require_bounds(Expressions& here, SymbolId symbol, ValueId value) {
    const model::Variable* declared = work_.model.find_variable(symbol);
    if (declared == nullptr || !declared->bounds) return;
    const model::Bounds& bounds = *declared->bounds;
    const std::string name = field_name(work_, population_, {symbol, 0});
    ir::Builder& b = here.builder();
    const std::string must = fmt::format("its bounds are `{}`", bounds_text(work_, bounds));
    if (bounds.low)
      b.require(b.op(bounds.is_low_open ? Op::Gt : Op::Ge, {value, here.value(bounds.low)}),
                fmt::format("`{}` is too small: {}", name, must));
    if (bounds.high)
      b.require(b.op(bounds.is_high_open ? Op::Lt : Op::Le, {value, here.value(bounds.high)}),
                fmt::format("`{}` is too large: {}", name, must));
  }

  void store(ir::Builder& builder, FieldId field, ValueId value) {
    builder.store({Frame::Self, field},
                  builder.convert(value, work_.blueprint().fields[field].type));
  }

  /// Whether an expression has one value for all cells.
  bool is_number(ExprId expr) const {
    for (const SymbolId symbol : model::reads_of(work_.model, expr)) {
      const auto home = row_.homes.find({symbol, 0});
      if (home != row_.homes.end() && home->second.is_field()) return false;
    }
    return true;
  }

  bool is_number(const equations::Statement& statement) const {
    if (const auto* let = std::get_if<equations::Let>(&statement.kind))
      return is_number(let->value);
    if (const auto* m = std::get_if<equations::MatrixExponential>(&statement.kind))
      return std::ranges::all_of(m->matrix, [&](ExprId e) { return is_number(e); });
    return false;
  }

  void write_coefficients() {
    std::vector<equations::Statement> own;
    for (const equations::Statement& statement : work_.arithmetic.cells[id_].update.derive) {
      if (is_number(statement)) {
        numbers_.derive(scope(), {statement}, population_.path);
        for (const SymbolId symbol : results_of(statement))
          row_.homes[{symbol, 0}] = {.number = *numbers_.find(scope(), {symbol, 0})};
        continue;
      }
      own.push_back(statement);
      for (const SymbolId symbol : results_of(statement))
        row_.homes[{symbol, 0}] = {.field = cell_field(work_, row_,
                                                       field_name(work_, population_, {symbol, 0}),
                                                       Type::Real, FieldRole::Derived)};
    }
    if (own.empty()) return;
    ir::Builder builder(work_.program,
                        kernel("coefficients", work_.blueprint().schedule.coefficients));
    Expressions here(work_.model, builder, Type::F64, names_);
    define(here, own);
    for (const equations::Statement& statement : own) {
      for (const SymbolId symbol : results_of(statement))
        store(builder, row_.homes.at({symbol, 0}).field, here.variable({symbol, 0}, {}));
    }
  }

  // Areas are as the file has them; conductances follow from the resistivity.
  void write_shapes() {
    if (row_.shapes.empty()) return;
    ir::Builder b(work_.program, kernel("shape", work_.blueprint().schedule.coefficients));
    Expressions here(work_.model, b, Type::F64, names_);
    const auto& fields = work_.blueprint().fields;
    for (const auto& [k, shape] : row_.shapes) {
      const morphology::Part& part = work_.arithmetic.cells[id_].update.tree->shape.parts[k];
      const ValueId resistivity = here.to_real(here.value(part.resistivity));
      const ValueId conductivity = b.op(Op::Div, {here.number(1), resistivity});
      for (std::size_t node = 0; node < part.n_nodes; ++node) {
        const ValueId at = b.constant_int(Type::I64, static_cast<std::int64_t>(node));
        store_element(b, fields, shape.first, at, here.number(part.shape->areas[node]));
        const double over = part.shape->resistances[node];
        const ValueId conductance =
            b.op(Op::Mul, {conductivity, here.number(over > 0 ? 1 / over : 0)});
        store_element(b, fields, shape.second, at, conductance);
      }
    }
  }

  void write_initial_values() {
    ir::Builder builder(work_.program, kernel("init", work_.blueprint().schedule.init));
    Expressions here(work_.model, builder, Type::F64, names_);
    names_.initial_value = [&](StateVariable variable) { return initial_value(here, variable); };
    for (const network::Setting& setting : population_.settings) {
      if (work_.model[setting.variable].kind != SymbolKind::State) continue;
      const StateVariable variable{setting.variable, setting.derivative};
      const ValueId value = here.variable(variable, {});
      require_bounds(here, setting.variable, value);
      for (const Home& home : homes_of(variable))
        fill_nodes(builder, work_.blueprint().fields, home.field, value);
    }
    write_edges(here);
    names_.initial_value = nullptr;
  }

  /// Its own, or one for each site of its mechanism.
  std::vector<Home> homes_of(StateVariable variable) const {
    if (const auto home = row_.homes.find(variable); home != row_.homes.end())
      return {home->second};
    std::vector<Home> homes;
    for (const equations::Site& site : work_.arithmetic.cells[id_].update.tree->sites) {
      const auto own = site.own.find(variable.symbol);
      if (own != site.own.end()) homes.push_back(row_.homes.at({own->second, variable.derivative}));
    }
    return homes;
  }

  ValueId initial_value(Expressions& here, StateVariable variable) {
    const auto setting = std::ranges::find_if(population_.settings, [&](const network::Setting& s) {
      return s.variable == variable.symbol && s.derivative == variable.derivative;
    });
    if (setting->is_steady) return steady_value(here, variable);
    const bool is_number = setting->spread == network::Spread::Shared && !setting->is_draw &&
                           setting->value.is_given();
    if (is_number) return load_number(here, *numbers_.find(scope(), variable));
    if (!setting->value.is_given()) return value_of_neighbour(here, variable);
    here.builder().at(work_.location_of(work_.model[setting->value.expr].span));
    return value_of(here, *setting);
  }

  // A cable without a start of its own starts at the voltage of what it hangs on.
  ValueId value_of_neighbour(Expressions& here, StateVariable variable) {
    const auto& tree = work_.arithmetic.cells[id_].update.tree;
    const auto part = tree ? tree->shape.part_of_voltage(variable.symbol) : std::nullopt;
    if (!part) return here.number(0);
    std::optional<morphology::Link> link = tree->shape.parts[*part].link;
    while (link && !tree->shape.parts[link->part].voltage)
      link = tree->shape.parts[link->part].link;
    if (!link)
      throw Unsupported(
          fmt::format("`{}` without a start", work_.model[variable.symbol].name),
          work_.model[variable.symbol].span);
    return here.to_real(here.variable({tree->shape.parts[link->part].voltage, 0}, {}));
  }

  ValueId steady_value(Expressions& here, StateVariable variable) {
    const equations::SteadyPlan& steady = work_.arithmetic.cells[id_].steady;
    if (!is_steady_defined_) define(here, steady.statements);
    is_steady_defined_ = true;
    const auto result = std::ranges::find(steady.results, variable, &equations::NewValue::variable);
    if (result == steady.results.end())
      throw Unsupported("`steady` here", work_.model[variable.symbol].span);
    return here.value(result->value);
  }

  // A condition that holds at the start is no edge.
  void write_edges(Expressions& here) {
    if (blueprint::exists(row_.was_spiking))
      here.builder().store({Frame::Self, row_.was_spiking},
                           here.condition(component_.spike->condition));
    for (const auto& [position, field] : row_.edges)
      here.builder().store({Frame::Self, field},
                           here.condition(component_.handlers[position].trigger));
  }

  Workspace& work_;
  Numbers& numbers_;
  network::PopulationId id_;
  const network::Population& population_;
  const model::Component& component_;
  CellRow& row_;
  CellNames names_;
  bool is_steady_defined_ = false;
};

}  // namespace

void declare_cells(Workspace& work, Numbers& numbers, network::PopulationId id) {
  Declaration(work, numbers, id).declare();
}

void set_up_cells(Workspace& work, Numbers& numbers, network::PopulationId id) {
  SetUp(work, numbers, id).write();
}

}  // namespace snn::lower
