#include "compiler/equations/arrange.h"

#include "compiler/support/match.h"

#include <fmt/format.h>

#include <functional>
#include <set>
#include <utility>

namespace snn::equations {
namespace {

using model::SymbolKind;
using Change = std::function<ExprId(ExprId)>;

// What a statement computes with; of an iteration what it starts from, the rest is its own.
void change_outside(Statement& statement, const Change& change) {
  match(
      statement.kind, [&](Let& s) { s.value = change(s.value); },
      [&](MatrixExponential& s) {
        for (ExprId& entry : s.matrix)
          entry = change(entry);
      },
      [&](LinearSolve& s) {
        for (ExprId& entry : s.matrix)
          entry = change(entry);
        for (ExprId& entry : s.rhs)
          entry = change(entry);
      },
      [&](Iteration& s) {
        for (Carried& carried : s.carried)
          carried.start = change(carried.start);
      },
      [&](TreeSolve& s) { s.for_each_expr([&](ExprId& expr) { expr = change(expr); }); });
}

void change_everywhere(Statement& statement, const Change& change) {
  change_outside(statement, change);
  auto* loop = std::get_if<Iteration>(&statement.kind);
  if (loop == nullptr) return;
  for (Statement& inner : loop->body)
    change_everywhere(inner, change);
  for (Carried& carried : loop->carried)
    carried.next = change(carried.next);
  loop->keeps_going = change(loop->keeps_going);
}

void add_symbols_set(const Statement& statement, std::set<SymbolId>& symbols) {
  match(
      statement.kind, [&](const Let& s) { symbols.insert(s.symbol); },
      [&](const MatrixExponential& s) { symbols.insert(s.results.begin(), s.results.end()); },
      [&](const LinearSolve& s) { symbols.insert(s.results.begin(), s.results.end()); },
      [&](const Iteration& s) {
        for (const Carried& carried : s.carried)
          symbols.insert(carried.symbol);
        for (const Statement& inner : s.body)
          add_symbols_set(inner, symbols);
      },
      [&](const TreeSolve& s) {
        for (const TreeSolve::Row& row : s.rows)
          if (row.end) symbols.insert(row.end);
        for (const TreeSolve::Point& point : s.points)
          symbols.insert(point.end);
      });
}

class Arranger {
 public:
  Arranger(Algebra& algebra, Names names) : a_(algebra), names_(std::move(names)) {}

  // Largest parts for which `is_early` holds become statements of `early`.
  Change lift(std::vector<Statement>& early, const std::function<bool(ExprId)>& is_early,
              std::map<ExprId, ExprId>& done) {
    return
        [this, &early, is_early, &done](ExprId root) { return lift(root, early, is_early, done); };
  }

  // Shared parts become statements in front of the first that uses them.
  void share(std::vector<Statement>& statements, const std::vector<ExprId*>& last) {
    std::vector<Statement> unrolled;
    for (Statement& statement : statements) {
      if (auto* loop = std::get_if<Iteration>(&statement.kind)) arrange_loop(*loop, unrolled);
      unrolled.push_back(std::move(statement));
    }
    Sharing sharing;
    const Change count = [&](ExprId root) {
      count_uses(root, sharing);
      return root;
    };
    for (Statement& statement : unrolled) {
      change_outside(statement, count);
      const auto* let = std::get_if<Let>(&statement.kind);
      if (let != nullptr) sharing.symbols.emplace(let->value, let->symbol);
    }
    for (const ExprId* expr : last)
      count_uses(*expr, sharing);
    statements.clear();
    const Change name = [&](ExprId root) { return name_shared(root, sharing, statements); };
    for (Statement& statement : unrolled) {
      change_outside(statement, name);
      if (!is_set_already(statement)) statements.push_back(std::move(statement));
    }
    for (ExprId* expr : last)
      *expr = name(*expr);
  }

  // What set-up can know: parameters, constants, the step, and what is derived of them.
  bool is_fixed(ExprId root, const std::set<SymbolId>& derived) {
    if (const auto known = fixed_.find(root); known != fixed_.end()) return known->second;
    visit_once(a_.program(), root, [&](ExprId id) {
      if (fixed_.contains(id)) return;
      const model::Expr& expr = a_.program()[id];
      bool fixed = !std::holds_alternative<model::Remote>(expr.kind) &&
                   !std::holds_alternative<model::Convolution>(expr.kind);
      if (const auto* read = std::get_if<model::Read>(&expr.kind)) {
        const SymbolKind kind = a_.program()[read->symbol].kind;
        fixed = kind == SymbolKind::Param || kind == SymbolKind::Const ||
                kind == SymbolKind::Step || derived.contains(read->symbol);
      }
      for (const ExprId part : parts_of(expr))
        fixed = fixed && fixed_.at(part);
      fixed_[id] = fixed;
    });
    return fixed_.at(root);
  }

 private:
  struct Sharing {
    std::map<ExprId, int> n_uses;
    std::map<ExprId, ExprId> done;
    std::map<ExprId, SymbolId> symbols;  // that a statement sets to the expression anyway
  };

  // A value that was needed earlier than where it stood.
  bool is_set_already(const Statement& statement) const {
    const auto* let = std::get_if<Let>(&statement.kind);
    if (let == nullptr) return false;
    const auto* read = std::get_if<model::Read>(&a_.program()[let->value].kind);
    return read != nullptr && read->symbol == let->symbol;
  }

  // Something to compute, and a number.
  bool is_work(ExprId id) const {
    const model::Expr& expr = a_.program()[id];
    if (expr.type.kind == model::Kind::Bool) return false;
    if (const auto* unary = std::get_if<model::Unary>(&expr.kind)) return is_work(unary->operand);
    return !parts_of(expr).empty();
  }

  ExprId lift(ExprId id, std::vector<Statement>& early, const std::function<bool(ExprId)>& is_early,
              std::map<ExprId, ExprId>& done) {
    const auto known = done.find(id);
    if (known != done.end()) return known->second;
    ExprId result = id;
    if (!is_early(id)) {
      std::vector<ExprId> parts = parts_of(a_.program()[id]);
      for (ExprId& part : parts)
        part = lift(part, early, is_early, done);
      result = rebuilt(id, parts);
    } else if (is_work(id)) {
      result = set_symbol(id, early);
    }
    done[id] = result;
    return result;
  }

  void arrange_loop(Iteration& loop, std::vector<Statement>& before) {
    std::set<SymbolId> inner;
    for (const Carried& carried : loop.carried)
      inner.insert(carried.symbol);
    for (const Statement& statement : loop.body)
      add_symbols_set(statement, inner);
    std::map<ExprId, bool> outer;
    const auto is_outer = [&](ExprId root) {
      if (const auto known = outer.find(root); known != outer.end()) return known->second;
      visit_once(a_.program(), root, [&](ExprId id) {
        const auto* read = std::get_if<model::Read>(&a_.program()[id].kind);
        bool is = read == nullptr || !inner.contains(read->symbol);
        for (const ExprId part : parts_of(a_.program()[id]))
          is = is && outer.at(part);
        outer[id] = is;
      });
      return outer.at(root);
    };
    std::map<ExprId, ExprId> done;
    const Change lifted = lift(before, is_outer, done);
    for (Statement& statement : loop.body)
      change_everywhere(statement, lifted);
    std::vector<ExprId*> last{&loop.keeps_going};
    for (Carried& carried : loop.carried)
      last.push_back(&carried.next);
    for (ExprId* expr : last)
      *expr = lifted(*expr);
    share(loop.body, last);
  }

  void count_uses(ExprId root, Sharing& sharing) {
    if (++sharing.n_uses[root] > 1) {
      // A minus sign gets no symbol, what it stands before does.
      const auto* minus = std::get_if<model::Unary>(&a_.program()[root].kind);
      if (minus != nullptr) count_uses(minus->operand, sharing);
      return;
    }
    if (has_own_names(root)) return;
    for (const ExprId part : parts_of(a_.program()[root]))
      count_uses(part, sharing);
  }

  // What stands inside reads a counter that is known nowhere else.
  bool has_own_names(ExprId id) const {
    return std::holds_alternative<model::Comprehension>(a_.program()[id].kind);
  }

  ExprId name_shared(ExprId id, Sharing& sharing, std::vector<Statement>& statements) {
    const auto known = sharing.done.find(id);
    if (known != sharing.done.end()) return known->second;
    std::vector<ExprId> parts = parts_of(a_.program()[id]);
    if (!has_own_names(id)) {
      for (ExprId& part : parts)
        part = name_shared(part, sharing, statements);
    }
    ExprId result = rebuilt(id, parts);
    const bool is_minus = std::holds_alternative<model::Unary>(a_.program()[id].kind);
    if (sharing.n_uses.at(id) > 1 && !is_minus && is_work(id)) {
      const auto own = sharing.symbols.find(id);
      if (own == sharing.symbols.end()) {
        result = set_symbol(result, statements);
      } else {
        statements.push_back({Let{own->second, result}});
        result = a_.read(own->second);
      }
    }
    sharing.done[id] = result;
    return result;
  }

  // Keeps its name.
  ExprId rebuilt(ExprId id, const std::vector<ExprId>& parts) {
    const ExprId result = a_.rebuild(id, parts);
    const auto name = names_.find(id);
    if (name != names_.end()) names_.try_emplace(result, name->second);
    return result;
  }

  ExprId set_symbol(ExprId value, std::vector<Statement>& statements) {
    const auto name = names_.find(value);
    const SymbolId symbol =
        a_.make_local(name == names_.end() ? fmt::format("v{}", ++n_unnamed_) : name->second,
                      a_.program()[value].type);
    statements.push_back({Let{symbol, value}});
    return a_.read(symbol);
  }

  Algebra& a_;
  Names names_;
  std::map<ExprId, bool> fixed_;
  int n_unnamed_ = 0;
};

std::vector<ExprId*> values_of(std::vector<NewValue>& results) {
  std::vector<ExprId*> values;
  for (NewValue& result : results)
    values.push_back(&result.value);
  return values;
}

void change_step(Step& step, const Change& change) {
  for (Statement& statement : step.statements)
    change_everywhere(statement, change);
  for (NewValue& result : step.results)
    result.value = change(result.value);
}

}  // namespace

void arrange(Algebra& algebra, UpdatePlan& plan, const Names& names) {
  Arranger arranger(algebra, names);
  std::set<SymbolId> derived;
  for (const Statement& statement : plan.derive)
    add_symbols_set(statement, derived);
  std::map<ExprId, ExprId> done;
  const auto is_fixed = [&](ExprId id) { return arranger.is_fixed(id, derived); };
  const Change lifted = arranger.lift(plan.derive, is_fixed, done);
  change_step(plan.step, lifted);
  if (plan.refractory) change_step(*plan.refractory, lifted);
  arranger.share(plan.derive, {});
  arranger.share(plan.step.statements, values_of(plan.step.results));
  if (plan.refractory) {
    arranger.share(plan.refractory->statements, values_of(plan.refractory->results));
  }
}

void arrange(Algebra& algebra, SteadyPlan& plan, const Names& names) {
  Arranger(algebra, names).share(plan.statements, values_of(plan.results));
}

}  // namespace snn::equations
