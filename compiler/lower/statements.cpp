#include "compiler/lower/statements.h"

#include "compiler/model/walk.h"
#include "compiler/support/check.h"
#include "compiler/support/match.h"

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
        // The draw belongs to the statement: its stream is keyed by the probability's place.
        const ValueId p = here_.to_real(here_.value(chance.probability));
        const ValueId u = here_.draw(Op::Uniform, here_.number(0), here_.number(1),
                                     here_.program()[chance.probability]);
        run_if(here_.builder().op(Op::Lt, {u, p}), chance.block);
      },
      [&](const model::For& f) { loop(f, stmt); });
}

void Handlers::assign(const model::Assign& a, const model::Stmt& stmt) {
  if (!a.subscripts.empty()) throw Unsupported("an element of an array as a target", stmt.span);
  const StateVariable variable{a.target, 0};
  ValueId value = here_.to_real(here_.value(a.value));
  if (a.op != model::AssignOp::Set) {
    const ValueId old = present(variable);
    const Op op = a.op == model::AssignOp::Add   ? Op::Add
                  : a.op == model::AssignOp::Sub ? Op::Sub
                  : a.op == model::AssignOp::Mul ? Op::Mul
                                                 : Op::Div;
    value = here_.builder().op(op, {old, value});
  }
  assign(variable, value);
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
  changed_.insert(variable);
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

void Handlers::choose(ValueId condition, const std::set<StateVariable>& assigned,
                      const std::function<void()>& yes, const std::function<void()>& no) {
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
  std::size_t i = 0;
  for (const StateVariable variable : assigned)
    here_.set(variable, merged[i++]);
}

void Handlers::loop(const model::For& f, const model::Stmt& stmt) {
  if (f.step) throw Unsupported("a `for` with a step", stmt.span);
  const std::set<StateVariable> assigned = assigned_in(f.block);
  std::vector<ValueId> start;
  for (const StateVariable variable : assigned)
    start.push_back(present(variable));
  const ValueId begin = here_.to_real(here_.value(f.begin));
  const ValueId n = here_.builder().op(Op::Sub, {here_.to_real(here_.value(f.end)), begin});
  const ValueId count = here_.builder().op(
      Op::Max, {here_.whole(n, Type::I64), here_.builder().constant_int(Type::I64, 0)});
  const Expressions::Known outside = here_.known();
  const std::vector<ValueId> last =
      here_.builder().repeat(count, start, [&](ValueId k, std::span<const ValueId> carried) {
        std::size_t i = 0;
        for (const StateVariable variable : assigned)
          here_.set(variable, carried[i++]);
        here_.bind(f.variable, here_.builder().op(Op::Add, {begin, here_.to_real(k)}));
        run(f.block);
        std::vector<ValueId> given;
        for (const StateVariable variable : assigned)
          given.push_back(present(variable));
        here_.restore(outside);
        return given;
      });
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
