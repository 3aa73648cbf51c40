#pragma once
// Statements of update plans and of handlers, as instructions of one kernel.

#include "compiler/equations/update.h"
#include "compiler/lower/expressions.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace snn::lower {

/// Makes the symbols that the statements set known. What only names a value is computed when it is
/// read.
void define(Expressions& here, const std::vector<equations::Statement>& statements);

/// The symbols that a statement gives values to.
[[nodiscard]] std::vector<SymbolId> results_of(const equations::Statement& statement);

/// What a statement whose results are arrays gives at one place.
[[nodiscard]] std::vector<ValueId> values_at(Expressions& here,
                                             const equations::Statement& statement,
                                             const Position& at);

/// What handlers do beyond computing, which depends on the kernel they run in.
struct Effects {
  /// Keeps a value, and the bounds within which it stays.
  std::function<void(StateVariable, ValueId)> store;
  std::function<const model::Bounds*(StateVariable)> bounds;
  /// Where an array has its elements.
  std::function<Array(StateVariable)> array;
  std::function<void(ValueId value, const std::string& port)> deliver;
  std::function<void()> spike;
  std::function<void(SymbolId event, ValueId value)> emit;
};

/// Runs handlers, remembers which variables changed, and stores them at the end of the kernel.
class Handlers {
 public:
  Handlers(Expressions& here, Effects effects) : here_(here), effects_(std::move(effects)) {}

  void run(const model::Block& block);
  /// Only what concerns these states, in these statements.
  void run_part(const model::Block& block, const std::set<model::StmtId>& statements,
                const std::function<bool(SymbolId)>& is_meant);
  /// Runs the block where the condition holds.
  void run_if(ValueId condition, const model::Block& block);
  /// The value within the variable's bounds.
  [[nodiscard]] ValueId bounded(StateVariable variable, ValueId value);
  /// The variable becomes the value, within its bounds.
  void assign(StateVariable variable, ValueId value);
  /// An element of an array does, in memory and at once.
  void assign(StateVariable array, const Position& at, ValueId value);
  /// Whatever stands in `then` happens where the condition holds.
  void only_if(ValueId condition, const std::set<StateVariable>& assigned,
               const std::function<void()>& then);
  /// Stores what changed.
  void finish();
  /// Whether it was assigned, so that it will be stored.
  [[nodiscard]] bool has_changed(StateVariable variable) const {
    return changed_.contains(variable);
  }

 private:
  void run(const model::Stmt& stmt);
  void assign(const model::Assign& assign, const model::Stmt& stmt);
  void assign_element(const model::Assign& assign, const model::Stmt& stmt);
  void assign_array(const model::Assign& assign);
  [[nodiscard]] ValueId changed(model::AssignOp op, const std::function<ValueId()>& old,
                                ValueId value);
  [[nodiscard]] bool is_array(StateVariable variable) const {
    return !here_.program()[variable.symbol].type.is_scalar();
  }
  [[nodiscard]] ValueId comes_true(ValueId p, const model::Expr& probability);
  void arms(const model::If& choice, std::size_t first);
  void loop(const model::For& loop);
  /// The two sides of a choice, with what either changes merged behind it.
  void choose(ValueId condition, const std::set<StateVariable>& assigned,
              const std::function<void()>& yes, const std::function<void()>& no);
  [[nodiscard]] std::set<StateVariable> assigned_in(const model::Block& block) const;
  [[nodiscard]] ValueId present(StateVariable variable);

  Expressions& here_;
  Effects effects_;
  std::set<StateVariable> changed_;
  /// The numbers of the turns, while loops run: the outermost first.
  std::vector<ValueId> turns_;
  /// While a part of a handler runs.
  const std::set<model::StmtId>* part_ = nullptr;
  const std::function<bool(SymbolId)>* is_meant_ = nullptr;
};

}  // namespace snn::lower
