#include "compiler/lower/statements.h"

#include "compiler/model/walk.h"
#include "compiler/support/check.h"
#include "compiler/support/match.h"
#include "runtime/random/turns.h"

#include <utility>

namespace snn::lower {

using ir::Op;

namespace {

std::vector<ValueId> reals(Expressions& here, const std::vector<ExprId>& exprs) {
  std::vector<ValueId> values;
  for (const ExprId expr : exprs)
    values.push_back(here.to_real(here.value(expr)));
  return values;
}

void bind_all(Expressions& here, const std::vector<SymbolId>& symbols,
              const std::vector<ValueId>& values) {
  for (std::size_t i = 0; i < symbols.size(); ++i)
    here.bind(symbols[i], values[i]);
}

void iterate(Expressions& here, const equations::Iteration& iteration) {
  std::vector<SymbolId> symbols;
  std::vector<ValueId> start;
  for (const equations::Carried& carried : iteration.carried) {
    symbols.push_back(carried.symbol);
    start.push_back(here.to_real(here.value(carried.start)));
  }
  const Expressions::Known outside = here.known();
  const auto turn = [&](std::span<const ValueId> carried) {
    bind_all(here, symbols, {carried.begin(), carried.end()});
    define(here, iteration.body);
    std::vector<ValueId> given{here.condition(iteration.keeps_going)};
    for (const equations::Carried& c : iteration.carried)
      given.push_back(here.to_real(here.value(c.next)));
    here.restore(outside);
    return given;
  };
  bind_all(here, symbols, here.builder().loop(iteration.n_turns, start, turn));
}

bool moves_elements(const model::Program& program, ExprId root) {
  bool is_found = false;
  model::for_each_expr(program, root, [&](const model::Expr& expr) {
    is_found = is_found || std::holds_alternative<model::Comprehension>(expr.kind) ||
               (std::holds_alternative<model::Element>(expr.kind) && !expr.type.is_scalar());
  });
  return is_found;
}

}  // namespace

void define(Expressions& here, const std::vector<equations::Statement>& statements) {
  for (const equations::Statement& statement : statements) {
    match(
        statement.kind, [&](const equations::Let& let) { here.define(let.symbol, let.value); },
        [&](const equations::MatrixExponential& m) {
          bind_all(here, m.results,
                   here.builder().matrix_exponential(static_cast<std::int64_t>(m.n),
                                                     reals(here, m.matrix)));
        },
        [&](const equations::LinearSolve& solve) {
          const std::vector<ValueId> matrix = reals(here, solve.matrix);
          bind_all(here, solve.results,
                   here.builder().solve(static_cast<std::int64_t>(solve.n), matrix,
                                        reals(here, solve.rhs)));
        },
        [&](const equations::Iteration& iteration) { iterate(here, iteration); },
        [&](const equations::TreeSolve&) {
          SNN_CHECK(false, "a tree is solved where its cell is known");
        });
  }
}

std::vector<SymbolId> results_of(const equations::Statement& statement) {
  return match(
      statement.kind, [](const equations::Let& let) { return std::vector{let.symbol}; },
      [](const equations::MatrixExponential& m) { return m.results; },
      [](const equations::LinearSolve& solve) { return solve.results; },
      [](const equations::Iteration& iteration) {
        std::vector<SymbolId> symbols;
        for (const equations::Carried& carried : iteration.carried)
          symbols.push_back(carried.symbol);
        return symbols;
      },
      [](const equations::TreeSolve&) { return std::vector<SymbolId>(); });
}

std::vector<ValueId> values_at(Expressions& here, const equations::Statement& statement,
                               const Position& at) {
  const auto elements = [&](const std::vector<ExprId>& exprs) {
    std::vector<ValueId> values;
    for (const ExprId expr : exprs)
      values.push_back(here.to_real(here.element(expr, at)));
    return values;
  };
  if (const auto* let = std::get_if<equations::Let>(&statement.kind)) return elements({let->value});
  const auto* m = std::get_if<equations::MatrixExponential>(&statement.kind);
  SNN_CHECK(m != nullptr, "only definitions and matrix exponentials have elements");
  return here.builder().matrix_exponential(static_cast<std::int64_t>(m->n), elements(m->matrix));
}

// ---- handlers
// -------------------------------------------------------------------------------------

void Handlers::run(const model::Block& block) {
  for (const model::StmtId id : block)
    if (part_ == nullptr || part_->contains(id)) run(here_.program()[id]);
}

void Handlers::run_part(const model::Block& block, const std::set<model::StmtId>& statements,
                        const std::function<bool(SymbolId)>& is_meant) {
  part_ = &statements;
  is_meant_ = &is_meant;
  run(block);
  part_ = nullptr;
  is_meant_ = nullptr;
}

void Handlers::run_if(ValueId condition, const model::Block& block) {
  choose(condition, assigned_in(block), [&] { run(block); }, [] {});
}

void Handlers::only_if(ValueId condition, const std::set<StateVariable>& assigned,
                       const std::function<void()>& then) {
  choose(condition, assigned, then, [] {});
}

void Handlers::run(const model::Stmt& stmt) {
  match(
      stmt.kind, [&](const model::Assign& a) { assign(a, stmt); },
      [&](const model::LocalLet& let) { here_.bind(let.symbol, here_.value(let.value)); },
      [&](const model::Deliver& deliver) {
        effects_.deliver(here_.to_real(here_.value(deliver.value)), deliver.port);
      },
      [&](const model::SpikeNow&) { effects_.spike(); },
      [&](const model::Emit& emit) {
        effects_.emit(emit.event,
                      emit.value ? here_.to_real(here_.value(emit.value)) : here_.number(1));
      },
      [&](const model::If& choice) { arms(choice, 0); },
      [&](const model::WithProbability& chance) {
        const ValueId p = here_.to_real(here_.value(chance.probability));
        run_if(comes_true(p, here_.program()[chance.probability]), chance.block);
      },
      [&](const model::For& f) { loop(f); });
}

namespace {

// The upper 32 bits of a 64-bit word, as a number that is not negative.
ValueId high_half(ir::Builder& b, ValueId word) {
  const ValueId half = b.constant_int(Type::I64, std::int64_t{1} << 32U);
  const ValueId low = b.op(Op::Mod, {word, half});
  return b.op(Op::Mod, {b.op(Op::Div, {b.op(Op::Sub, {word, low}), half}), half});
}

ValueId squares(ir::Builder& b, ValueId counter) {
  const ValueId key = b.constant_int(Type::I64, random::kTurnKey);
  const ValueId y = b.op(Op::Mul, {counter, key});
  const ValueId z = b.op(Op::Add, {y, key});
  const auto square = [&](ValueId x, ValueId plus) {
    return b.op(Op::Add, {b.op(Op::Mul, {x, x}), plus});
  };
  const auto swap = [&](ValueId x) {
    const ValueId up = b.op(Op::Mul, {x, b.constant_int(Type::I64, std::int64_t{1} << 32U)});
    return b.op(Op::Add, {up, high_half(b, x)});
  };
  ValueId x = swap(square(y, y));
  x = swap(square(x, z));
  x = swap(square(x, y));
  return square(x, z);
}

}  // namespace

// The draw belongs to the statement: its stream is keyed by the probability's place. A draw has one
// value in a step, so each turn of a loop makes another number of it (RANDOM.md, Turns).
ValueId Handlers::comes_true(ValueId p, const model::Expr& probability) {
  if (turns_.empty()) {
    const ValueId u = here_.draw(Op::Uniform, here_.number(0), here_.number(1), probability);
    return here_.builder().op(Op::Lt, {u, p});
  }
  ir::Builder& b = here_.builder();
  constexpr double kDrawn = 4503599627370496;  // 2^52
  constexpr double kHalf = 4294967296;         // 2^32
  const ValueId u =
      here_.draw(Op::Uniform, b.constant(Type::F64, 0), b.constant(Type::F64, 1), probability);
  ValueId w = b.convert(b.op(Op::Mul, {u, b.constant(Type::F64, kDrawn)}), Type::I64);
  for (const ValueId turn : turns_)
    w = squares(b, b.op(Op::Add, {w, turn}));
  const ValueId high = b.convert(high_half(b, w), Type::F64);
  const ValueId number = b.op(Op::Add, {high, b.constant(Type::F64, 0.5)});
  const ValueId unit = b.op(Op::Div, {number, b.constant(Type::F64, kHalf)});
  return b.op(Op::Lt, {unit, b.convert(p, Type::F64)});
}

void Handlers::assign(const model::Assign& a, const model::Stmt& stmt) {
  const StateVariable variable{a.target, 0};
  if (!a.subscripts.empty()) return assign_element(a, stmt);
  if (is_array(variable)) return assign_array(a);
  const ValueId value = here_.to_real(here_.value(a.value));
  assign(variable, changed(a.op, [&] { return present(variable); }, value));
}

ValueId Handlers::changed(model::AssignOp op, const std::function<ValueId()>& old, ValueId value) {
  switch (op) {
    case model::AssignOp::Set: return value;
    case model::AssignOp::Add: return here_.builder().op(Op::Add, {old(), value});
    case model::AssignOp::Sub: return here_.builder().op(Op::Sub, {old(), value});
    case model::AssignOp::Mul: return here_.builder().op(Op::Mul, {old(), value});
    case model::AssignOp::Div: return here_.builder().op(Op::Div, {old(), value});
  }
  return value;
}

void Handlers::assign_element(const model::Assign& a, const model::Stmt& stmt) {
  const StateVariable variable{a.target, 0};
  if (a.subscripts.size() != 1 || a.subscripts.front().end)
    throw Unsupported("a part of an array as a target", stmt.span);
  const Array array = effects_.array(variable);
  const Position at = here_.position(a.subscripts.front().begin);
  const ValueId value = here_.to_real(here_.value(a.value));
  assign(variable, at, changed(a.op, [&] { return here_.load(array, at); }, value));
  here_.forget_computed();
}

// What stands on the right reads the array as it was.
void Handlers::assign_array(const model::Assign& a) {
  const StateVariable variable{a.target, 0};
  const Array array = effects_.array(variable);
  const auto value_at = [&](const Position& at) {
    const ValueId value = here_.to_real(here_.element(a.value, at));
    return changed(a.op, [&] { return here_.load(array, at); }, value);
  };
  if (array.length <= kMostWrittenOut || moves_elements(here_.program(), a.value)) {
    std::vector<ValueId> values;
    for (std::int64_t k = 0; k < array.length; ++k)
      values.push_back(value_at({.known = k}));
    for (std::int64_t k = 0; k < array.length; ++k)
      assign(variable, {.known = k}, values[static_cast<std::size_t>(k)]);
  } else {
    here_.prepare(a.value);
    here_.for_each_element(array.length,
                           [&](const Position& at) { assign(variable, at, value_at(at)); });
  }
  here_.forget_computed();
}

void Handlers::assign(StateVariable array, const Position& at, ValueId value) {
  if (const model::Bounds* bounds = effects_.bounds(array)) {
    if (bounds->low)
      value = here_.builder().op(Op::Max, {value, here_.to_real(here_.element(bounds->low, at))});
    if (bounds->high)
      value = here_.builder().op(Op::Min, {value, here_.to_real(here_.element(bounds->high, at))});
  }
  here_.store(effects_.array(array).field, at, value);
}

ValueId Handlers::bounded(StateVariable variable, ValueId value) {
  if (const model::Bounds* bounds = effects_.bounds(variable)) {
    if (bounds->low)
      value = here_.builder().op(Op::Max, {value, here_.to_real(here_.value(bounds->low))});
    if (bounds->high)
      value = here_.builder().op(Op::Min, {value, here_.to_real(here_.value(bounds->high))});
  }
  return value;
}

void Handlers::assign(StateVariable variable, ValueId value) {
  here_.set(variable, bounded(variable, value));
  // The name of an element: whoever reads the array next finds it there.
  if (here_.program()[variable.symbol].origin.is_valid()) {
    effects_.store(variable, present(variable));
  } else {
    changed_.insert(variable);
  }
}

ValueId Handlers::present(StateVariable variable) {
  return here_.to_real(here_.variable(variable, {}));
}

void Handlers::arms(const model::If& choice, std::size_t first) {
  if (first == choice.arms.size()) return run(choice.otherwise);
  std::set<StateVariable> assigned = assigned_in(choice.otherwise);
  for (std::size_t i = first; i < choice.arms.size(); ++i)
    assigned.merge(assigned_in(choice.arms[i].block));
  const model::If::Arm& arm = choice.arms[first];
  choose(
      here_.condition(arm.condition), assigned, [&] { run(arm.block); },
      [&] { arms(choice, first + 1); });
}

void Handlers::choose(ValueId condition, const std::set<StateVariable>& all,
                      const std::function<void()>& yes, const std::function<void()>& no) {
  // Arrays change in memory.
  std::set<StateVariable> assigned = all;
  const bool changes_arrays =
      std::erase_if(assigned, [&](StateVariable variable) { return is_array(variable); }) > 0;
  // Both sides start from the same values, which therefore stand before the choice.
  for (const StateVariable variable : assigned)
    static_cast<void>(present(variable));
  const Expressions::Known outside = here_.known();
  const auto side = [&](const std::function<void()>& happen) {
    return [&] {
      happen();
      std::vector<ValueId> given;
      for (const StateVariable variable : assigned)
        given.push_back(present(variable));
      here_.restore(outside);
      return given;
    };
  };
  const std::vector<ValueId> merged = here_.builder().branch(condition, side(yes), side(no));
  if (changes_arrays) here_.forget_computed();
  std::size_t i = 0;
  for (const StateVariable variable : assigned)
    here_.set(variable, merged[i++]);
}

// begin, begin + step, … below end (above it, for a step below 0)
void Handlers::loop(const model::For& f) {
  std::set<StateVariable> assigned = assigned_in(f.block);
  const bool changes_arrays =
      std::erase_if(assigned, [&](StateVariable variable) { return is_array(variable); }) > 0;
  std::vector<ValueId> start;
  for (const StateVariable variable : assigned)
    start.push_back(present(variable));
  ir::Builder& b = here_.builder();
  const ValueId begin = here_.to_real(here_.value(f.begin));
  ValueId n = b.op(Op::Sub, {here_.to_real(here_.value(f.end)), begin});
  std::optional<ValueId> step;
  if (f.step) {
    step = here_.to_real(here_.value(f.step));
    n = b.op(Op::Ceil, {b.op(Op::Div, {n, *step})});
  }
  const ValueId count = b.op(Op::Max, {here_.whole(n, Type::I64), b.constant_int(Type::I64, 0)});
  if (changes_arrays) here_.forget_computed();
  const Expressions::Known outside = here_.known();
  const std::vector<ValueId> last =
      here_.builder().repeat(count, start, [&](ValueId k, std::span<const ValueId> carried) {
        std::size_t i = 0;
        for (const StateVariable variable : assigned)
          here_.set(variable, carried[i++]);
        ValueId moved = here_.to_real(k);
        if (step) moved = here_.builder().op(Op::Mul, {moved, *step});
        here_.bind(f.variable, here_.builder().op(Op::Add, {begin, moved}));
        turns_.push_back(k);
        run(f.block);
        turns_.pop_back();
        std::vector<ValueId> given;
        for (const StateVariable variable : assigned)
          given.push_back(present(variable));
        here_.restore(outside);
        return given;
      });
  if (changes_arrays) here_.forget_computed();
  std::size_t i = 0;
  for (const StateVariable variable : assigned)
    here_.set(variable, last[i++]);
}

std::set<StateVariable> Handlers::assigned_in(const model::Block& block) const {
  std::set<StateVariable> found;
  model::for_each_stmt(here_.program(), block, [&](const model::Stmt& stmt) {
    const auto* assign = std::get_if<model::Assign>(&stmt.kind);
    if (assign != nullptr && (is_meant_ == nullptr || (*is_meant_)(assign->target)))
      found.insert({assign->target, 0});
  });
  return found;
}

void Handlers::finish() {
  for (const StateVariable variable : changed_)
    effects_.store(variable, present(variable));
  changed_.clear();
}

}  // namespace snn::lower
