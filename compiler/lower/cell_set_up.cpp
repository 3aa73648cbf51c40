// The kernels that give cells their parameters, coefficients and initial values.

#include "compiler/lower/cell_fields.h"
#include "compiler/lower/cell_names.h"
#include "compiler/lower/cells.h"
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
    name_elements();
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
          is_of_cells(row_.homes.at({setting.variable, 0})))
        own.push_back(&setting);
    }
    if (own.empty()) return;
    ir::Builder builder(work_.program, kernel("parameters", work_.blueprint().schedule.build));
    Expressions here(work_.model, builder, Type::F64, names_);
    for (const network::Setting* setting : own) {
      builder.at(work_.location_of(work_.model[setting->value.expr].span));
      const StateVariable variable{setting->variable, 0};
      if (!work_.model[setting->variable].type.is_scalar()) {
        write_array(here, *setting);
        continue;
      }
      const ValueId value = value_of(here, *setting);
      here.bind(setting->variable, value);
      require_bounds(here, setting->variable, value);
      store(builder, row_.homes.at(variable).field, value);
    }
  }

  [[nodiscard]] bool is_of_cells(const Home& home) const {
    return home.is_field() && work_.blueprint().fields[home.field].place != blueprint::Place::Run;
  }

  // Draws are made anew for each element.
  void write_array(Expressions& here, const network::Setting& setting) {
    const FieldId field = row_.homes.at({setting.variable, setting.derivative}).field;
    const auto length = static_cast<std::int64_t>(work_.blueprint().fields[field].length);
    names_.look_in(setting.value.in);
    if (setting.stream) names_.draw_from(setting.stream->path, setting.stream->number);
    const auto write = [&](const Position& at) {
      const ValueId value = setting.value.is_given()
                                ? here.to_real(here.element(setting.value.expr, at))
                                : here.number(0);
      require_bounds(here, setting.variable, value, at);
      here.store({Frame::Self, field}, at, value);
      if (setting.is_draw) here.forget_computed();
    };
    if (setting.is_draw) {
      for (std::int64_t k = 0; k < length; ++k)
        write({.known = k});
    } else {
      if (setting.value.is_given()) here.prepare(setting.value.expr);
      here.for_each_element(length, write);
    }
    here.forget_computed();
    names_.look_in(population_.instance);
  }

  void require_bounds(Expressions& here, SymbolId symbol, ValueId value,
                      const Position& at = {.known = 0}) {
    const model::Variable* declared = work_.model.find_variable(symbol);
    if (declared == nullptr || !declared->bounds) return;
    const model::Bounds& bounds = *declared->bounds;
    const std::string name = field_name(work_, population_, {symbol, 0});
    ir::Builder& b = here.builder();
    const std::string must = fmt::format("its bounds are `{}`", bounds_text(work_, bounds));
    if (bounds.low)
      b.require(b.op(bounds.is_low_open ? Op::Gt : Op::Ge, {value, here.element(bounds.low, at)}),
                fmt::format("`{}` is too small: {}", name, must));
    if (bounds.high)
      b.require(b.op(bounds.is_high_open ? Op::Lt : Op::Le, {value, here.element(bounds.high, at)}),
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
      if (home != row_.homes.end() && is_of_cells(home->second)) return false;
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

  [[nodiscard]] bool is_array(const equations::Statement& statement) const {
    return std::ranges::any_of(results_of(statement), [&](SymbolId symbol) {
      return !work_.model[symbol].type.is_scalar();
    });
  }

  void name_elements() {
    for (const equations::ArrayElement& element : work_.arithmetic.cells[id_].update.elements) {
      row_.homes[{element.symbol, 0}] = {.field = row_.homes.at({element.array, 0}).field,
                                         .first = static_cast<std::uint32_t>(element.position),
                                         .is_node = true};
    }
  }

  // What all cells share is computed once for the run.
  void write_shared(const equations::Statement& statement) {
    const std::vector<SymbolId> symbols = results_of(statement);
    if (is_array(statement)) {
      const std::vector<FieldId> tables =
          numbers_.derive_tables(scope(), statement, population_.path);
      for (std::size_t i = 0; i < symbols.size(); ++i)
        row_.homes[{symbols[i], 0}] = {.field = tables[i]};
      return;
    }
    numbers_.derive(scope(), {statement}, population_.path);
    for (const SymbolId symbol : symbols)
      row_.homes[{symbol, 0}] = {.number = *numbers_.find(scope(), {symbol, 0})};
  }

  void write_coefficients() {
    std::vector<equations::Statement> own;
    for (const equations::Statement& statement : work_.arithmetic.cells[id_].update.derive) {
      if (is_number(statement)) {
        write_shared(statement);
        continue;
      }
      own.push_back(statement);
      for (const SymbolId symbol : results_of(statement))
        row_.homes[{symbol, 0}] = {
            .field = cell_field(work_, row_, field_name(work_, population_, {symbol, 0}),
                                Type::Real, FieldRole::Derived, &work_.model[symbol].type)};
    }
    if (own.empty()) return;
    ir::Builder builder(work_.program,
                        kernel("coefficients", work_.blueprint().schedule.coefficients));
    Expressions here(work_.model, builder, Type::F64, names_);
    for (const equations::Statement& statement : own) {
      const std::vector<SymbolId> symbols = results_of(statement);
      if (is_array(statement)) {
        const Array array = names_.array({symbols.front(), 0}, {});
        here.for_each_element(array.length, [&](const Position& at) {
          const std::vector<ValueId> values = values_at(here, statement, at);
          for (std::size_t i = 0; i < symbols.size(); ++i)
            here.store({Frame::Self, row_.homes.at({symbols[i], 0}).field}, at, values[i]);
        });
        here.forget_computed();
        continue;
      }
      define(here, {statement});
      for (const SymbolId symbol : symbols)
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
    // Arrays first: whoever reads one reads memory.
    for (const network::Setting& setting : population_.settings) {
      const model::Symbol& symbol = work_.model[setting.variable];
      if (symbol.kind != SymbolKind::State || symbol.type.is_scalar()) continue;
      if (setting.is_steady) {
        write_steady_array(here, setting.variable);
      } else {
        write_array(here, setting);
      }
    }
    for (const network::Setting& setting : population_.settings) {
      const model::Symbol& symbol = work_.model[setting.variable];
      if (symbol.kind != SymbolKind::State || !symbol.type.is_scalar()) continue;
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
    if (const auto home = row_.homes.find(variable);
        home != row_.homes.end() && home->second.is_node)
      return load_element(here.builder(), work_.blueprint().fields, home->second.field,
                          here.index_of({.known = home->second.first}));
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
      throw Unsupported(fmt::format("`{}` without a start", work_.model[variable.symbol].name),
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

  void write_steady_array(Expressions& here, SymbolId symbol) {
    const equations::SteadyPlan& steady = work_.arithmetic.cells[id_].steady;
    if (!is_steady_defined_) define(here, steady.statements);
    is_steady_defined_ = true;
    const auto result =
        std::ranges::find(steady.results, StateVariable{symbol, 0}, &equations::NewValue::variable);
    const FieldId field = row_.homes.at({symbol, 0}).field;
    if (result == steady.results.end()) return write_steady_elements(here, symbol, field);
    here.prepare(result->value);
    here.for_each_element(
        static_cast<std::int64_t>(work_.blueprint().fields[field].length), [&](const Position& at) {
          here.store({Frame::Self, field}, at, here.to_real(here.element(result->value, at)));
        });
    here.forget_computed();
  }

  // Of an array whose elements have equations of their own.
  void write_steady_elements(Expressions& here, SymbolId array, FieldId field) {
    const lower::Integration& integration = work_.arithmetic.cells[id_];
    std::vector<std::pair<std::int64_t, ValueId>> values;
    for (const equations::ArrayElement& element : integration.update.elements) {
      if (element.array != array) continue;
      const auto result =
          std::ranges::find(integration.steady.results, StateVariable{element.symbol, 0},
                            &equations::NewValue::variable);
      if (result == integration.steady.results.end())
        throw Unsupported("`steady` for an element without an equation", work_.model[array].span);
      values.emplace_back(element.position, here.to_real(here.value(result->value)));
    }
    for (const auto& [position, value] : values)
      here.store({Frame::Self, field}, {.known = position}, value);
    here.forget_computed();
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

void set_up_cells(Workspace& work, Numbers& numbers, network::PopulationId id) {
  SetUp(work, numbers, id).write();
}

}  // namespace snn::lower
