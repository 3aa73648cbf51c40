#include "compiler/lower/numbers.h"

#include "compiler/lower/display.h"
#include "compiler/lower/number_names.h"
#include "compiler/lower/statements.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using blueprint::GlobalRole;
using ir::Op;
using model::SymbolKind;

Numbers::Numbers(Workspace& work)
    : work_(work),
      kernel_(work.add_kernel("numbers", blueprint::Domain::Once, PopulationId::none)),
      builder_(work.program, kernel_) {
  blueprint::Blueprint& b = work_.blueprint();
  b.dt = add("dt", Type::F64, GlobalRole::Param, work_.network.dt.known.value_or(0.1));
  b.globals[b.dt].display.unit.spelling = "ms";
  b.seed = add("seed", Type::I64, GlobalRole::Param, work_.network.seed.known.value_or(1));
  for (const network::Global& row : work_.network.globals)
    if (work_.model[row.symbol].type.is_scalar())
      static_cast<void>(global(row.instance, row.symbol));
}

GlobalId Numbers::add(std::string name, Type type, GlobalRole role, double value) {
  return work_.blueprint().globals.add(
      {.name = std::move(name), .type = type, .role = role, .value = value});
}

ValueId Numbers::in_kernel(GlobalId id) {
  const auto found = values_.find(id);
  if (found != values_.end()) return found->second;
  const ValueId value = builder_.load_global(id);
  builder_.name(value, work_.blueprint().globals[id].name);
  values_[id] = value;
  return value;
}

GlobalId Numbers::computed(std::string name, Type type, const std::function<ValueId()>& compute) {
  const ValueId value = builder_.convert(compute(), type);
  const GlobalId id = add(std::move(name), type, GlobalRole::Derived, 0);
  builder_.store_global(id, value);
  values_[id] = value;
  return id;
}

// A parameter whose declared value depends on others follows them, until it is given a value of its
// own: then its companion says so.
GlobalId Numbers::parameter(std::string name, double known, bool is_fixed,
                            const std::function<ValueId()>& compute, SymbolId symbol,
                            const model::Bounds* bounds) {
  const blueprint::Display display = settable_display_of(work_, symbol, bounds);
  if (is_fixed) {
    const GlobalId id = add(std::move(name), Type::F64, GlobalRole::Param, known);
    work_.blueprint().globals[id].display = display;
    return id;
  }
  const ValueId followed = builder_.convert(compute(), Type::F64);
  const GlobalId id = add(name, Type::F64, GlobalRole::Param, known);
  work_.blueprint().globals[id].display = display;
  const GlobalId given = add(name + " is given", Type::Bool, GlobalRole::Param, 0);
  const ValueId own = builder_.load_global(id);
  const ValueId value = builder_.op(Op::Select, {builder_.load_global(given), own, followed});
  builder_.store_global(id, value);
  values_[id] = value;
  return id;
}

ValueId Numbers::evaluate(ExprId expr, const Scope& scope) {
  Here names(*this, scope);
  Expressions expressions(work_.model, builder_, Type::F64, names);
  builder_.at(work_.location_of(work_.model[expr].span));
  return expressions.value(expr);
}

namespace {

bool is_literal(const model::Program& program, ExprId id) {
  const model::ExprKind& kind = program[id].kind;
  if (std::holds_alternative<model::Literal>(kind)) return true;
  const auto* minus = std::get_if<model::Unary>(&kind);
  return minus != nullptr && minus->op == model::UnaryOp::Minus &&
         is_literal(program, minus->operand);
}

}  // namespace

GlobalId Numbers::global(network::InstanceId in, SymbolId symbol) {
  const std::pair key{in, symbol};
  if (const auto found = globals_.find(key); found != globals_.end()) return found->second;
  const network::Global* row = work_.network.find_global(in, symbol);
  SNN_CHECK(row != nullptr, "`{}` is no number of its network", work_.model[symbol].name);
  const std::string& path = work_.network.instances[in].path;
  const std::string name =
      path.empty() ? work_.model[symbol].name : path + "." + work_.model[symbol].name;
  const Scope scope{.in = row->value.in};
  const auto compute = [&] { return evaluate(row->value.expr, scope); };
  GlobalId id = GlobalId::none;
  if (row->role == network::Role::Let) {
    id = computed(name, Type::F64, compute);
  } else {
    const bool is_fixed = row->role == network::Role::SweepVariable || !row->value.is_given() ||
                          is_literal(work_.model, row->value.expr);
    id = parameter(name, row->value.known.value_or(0), is_fixed, compute, symbol, row->bounds);
  }
  globals_[key] = id;
  if (row->bounds != nullptr) check_bounds(*row->bounds, {.in = in}, id, name);
  return id;
}

GlobalId Numbers::setting(const Scope& scope, const network::Setting& setting,
                          const std::string& name) {
  const StateVariable variable{setting.variable, setting.derivative};
  Scope owner = scope;
  owner.in = {};
  if (const auto kept = kept_.find({owner, variable}); kept != kept_.end()) return kept->second;
  Scope names = setting.is_default ? scope : Scope{};
  names.in = setting.value.in;
  const bool is_fixed = !setting.value.is_given() || is_literal(work_.model, setting.value.expr);
  const model::Variable* declared = work_.model.find_variable(setting.variable);
  const bool is_bounded = declared != nullptr && declared->bounds;
  const GlobalId id = parameter(
      name, setting.value.known.value_or(0), is_fixed,
      [&] { return evaluate(setting.value.expr, names); }, setting.variable,
      is_bounded ? &*declared->bounds : nullptr);
  keep(scope, variable, id);
  if (declared != nullptr && declared->bounds && declared->kind == SymbolKind::Param)
    check_bounds(*declared->bounds, scope, id, name);
  return id;
}

GlobalId Numbers::value(const std::string& name, const network::Value& value, Type type) {
  return computed(name, type, [&]() -> ValueId {
    if (!value.is_given()) return builder_.constant(Type::F64, value.known.value_or(0));
    const ValueId number = evaluate(value.expr, {.in = value.in});
    if (type == Type::F64 || type == Type::Bool) return number;
    const ValueId nearest = builder_.op(Op::Round, {number});
    require(builder_.op(Op::Eq, {number, nearest}), fmt::format("{} is not a whole number", name));
    return nearest;
  });
}

GlobalId Numbers::steps(const std::string& name, const network::Value& time, std::int64_t least) {
  return computed(name, Type::I64, [&]() -> ValueId {
    const ValueId value = time.is_given() ? evaluate(time.expr, {.in = time.in})
                                          : builder_.constant(Type::F64, time.known.value_or(0));
    const ValueId in_steps = builder_.op(Op::Div, {value, in_kernel(dt())});
    constexpr double kSlack = 1e-6;
    const ValueId shortest =
        builder_.constant(Type::F64, static_cast<double>(least) * (1 - kSlack));
    require(builder_.op(Op::Ge, {in_steps, shortest}),
            fmt::format("{} is shorter than {}", name, least == 1 ? "one step" : "nothing"));
    return builder_.op(Op::Round, {in_steps});
  });
}

GlobalId Numbers::age(const std::string& name, ExprId time, const Scope& scope) {
  const model::Expr& expr = work_.model[time];
  const auto* difference = std::get_if<model::Binary>(&expr.kind);
  const bool is_past = difference != nullptr && difference->op == model::BinaryOp::Sub &&
                       std::holds_alternative<model::Read>(work_.model[difference->lhs].kind);
  if (!is_past) throw Unsupported("a time that is not `t - d`", expr.span);
  return computed(name, Type::I64, [&] {
    const ValueId ago = evaluate(difference->rhs, scope);
    require(builder_.op(Op::Ge, {ago, builder_.constant(Type::F64, 0)}),
            fmt::format("{} lies in the future", name));
    return builder_.op(Op::Round, {builder_.op(Op::Div, {ago, in_kernel(dt())})});
  });
}

GlobalId Numbers::larger(GlobalId first, GlobalId second) {
  if (!blueprint::exists(first)) return second;
  const std::string name = work_.blueprint().globals[first].name;
  return computed(name, Type::I64,
                  [&] { return builder_.op(Op::Max, {in_kernel(first), in_kernel(second)}); });
}

GlobalId Numbers::zero() {
  if (!blueprint::exists(zero_))
    zero_ = computed("0 steps", Type::I64, [&] { return builder_.constant_int(Type::I64, 0); });
  return zero_;
}

GlobalId Numbers::next(const std::string& name, GlobalId whole) {
  return computed(name, Type::I64, [&] {
    return builder_.op(Op::Add, {in_kernel(whole), builder_.constant_int(Type::I64, 1)});
  });
}

GlobalId Numbers::sum(const std::string& name, GlobalId a, GlobalId b) {
  const Type type = work_.blueprint().globals[a].type;
  return computed(name, type, [&] { return builder_.op(Op::Add, {in_kernel(a), in_kernel(b)}); });
}

GlobalId Numbers::product(const std::string& name, GlobalId a, GlobalId b) {
  const Type type = work_.blueprint().globals[a].type;
  return computed(name, type, [&] { return builder_.op(Op::Mul, {in_kernel(a), in_kernel(b)}); });
}

GlobalId Numbers::per_step(const std::string& name, const network::Value& value) {
  return computed(name, Type::F64, [&] {
    return builder_.op(Op::Div,
                       {evaluate(value.expr, {.in = value.in}), in_kernel(work_.blueprint().dt)});
  });
}

void Numbers::derive(const Scope& scope, const std::vector<equations::Statement>& statements,
                     const std::string& prefix) {
  Here names(*this, scope);
  Expressions here(work_.model, builder_, Type::F64, names);
  define(here, statements);
  for (const equations::Statement& statement : statements) {
    for (const SymbolId symbol : results_of(statement)) {
      const std::string name = prefix + "." + work_.model[symbol].name;
      keep(scope, {symbol, 0},
           computed(name, Type::F64, [&] { return here.variable({symbol, 0}, {}); }));
    }
  }
}

std::optional<GlobalId> Numbers::find(const Scope& scope, StateVariable variable) {
  Scope owner = scope;
  owner.in = {};
  if (const auto found = kept_.find({owner, variable}); found != kept_.end()) return found->second;
  const network::Setting* declared = shared_setting(scope, variable);
  if (declared == nullptr) return std::nullopt;
  const model::Symbol& symbol = work_.model[variable.symbol];
  const bool is_start = symbol.kind == SymbolKind::State && scope.projection;
  return setting(scope, *declared,
                 this->owner(scope) + "." + symbol.name + (is_start ? " start" : ""));
}

// Of the component whose names are used, when all cells or edges share the value.
const network::Setting* Numbers::shared_setting(const Scope& scope, StateVariable variable) const {
  const network::Plan& plan = work_.network;
  const std::vector<network::Setting>* settings = nullptr;
  if (scope.population) settings = &plan.populations[scope.population].settings;
  if (scope.projection) {
    const network::Projection& projection = plan.projections[scope.projection];
    const bool is_synapse = scope.slot == 0 && projection.synapse;
    const std::size_t rule = scope.slot - (projection.synapse ? 1 : 0);
    settings = is_synapse ? &projection.settings : &projection.rules[rule].settings;
  }
  if (settings == nullptr) return nullptr;
  const auto found = std::ranges::find_if(*settings, [&](const network::Setting& s) {
    return s.variable == variable.symbol && s.derivative == variable.derivative;
  });
  const bool is_one = found != settings->end() && found->spread == network::Spread::Shared &&
                      !found->is_draw && !found->is_steady && found->value.is_given();
  return is_one ? &*found : nullptr;
}

std::string Numbers::owner(const Scope& scope) const {
  const network::Plan& plan = work_.network;
  return scope.population ? plan.populations[scope.population].path
                          : plan.projections[scope.projection].path;
}

void Numbers::keep(const Scope& scope, StateVariable variable, GlobalId id) {
  Scope owner = scope;
  owner.in = {};
  kept_[{owner, variable}] = id;
}

void Numbers::check_bounds(const model::Bounds& bounds, const Scope& scope, GlobalId id,
                           const std::string& name) {
  const ValueId value = in_kernel(id);
  const std::string must = fmt::format("its bounds are `{}`", bounds_text(work_, bounds));
  if (bounds.low) {
    const Op op = bounds.is_low_open ? Op::Gt : Op::Ge;
    require(builder_.op(op, {value, evaluate(bounds.low, scope)}),
            fmt::format("`{}` is too small: {}", name, must));
  }
  if (bounds.high) {
    const Op op = bounds.is_high_open ? Op::Lt : Op::Le;
    require(builder_.op(op, {value, evaluate(bounds.high, scope)}),
            fmt::format("`{}` is too large: {}", name, must));
  }
}

}  // namespace snn::lower
