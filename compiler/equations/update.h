#pragma once
// The arithmetic of an integration step, in model expressions: what set-up derives from parameters
// and the step, what each step computes, and the new value of every state.
//
// Expressions are shared: one that stands in two places has one id there. They read the symbols of
// the model and local symbols, which are made for the plan and named for whoever reads it.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/equations/system.h"
#include "compiler/equations/tree.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace snn::equations {

struct Statement;

/// Where an array takes part, a statement works on each of its elements.
///
/// `symbol = value`. Every symbol is set once.
struct Let {
  SymbolId symbol;
  ExprId value;
};

/// `results = e^matrix`, both n by n, row by row.
struct MatrixExponential {
  std::size_t n = 0;
  std::vector<ExprId> matrix;
  std::vector<SymbolId> results;
};

/// `matrix * results = rhs`
struct LinearSolve {
  std::size_t n = 0;
  std::vector<ExprId> matrix;
  std::vector<ExprId> rhs;
  std::vector<SymbolId> results;
};

/// A value that a loop carries from turn to turn; behind the loop it has the value of the last one.
struct Carried {
  SymbolId symbol;
  ExprId start;
  ExprId next;  // reads the carried values of this turn and what `body` sets
};

/// Runs `body`, then gives all carried values their `next` at once, for as long as `keeps_going`,
/// which is asked after `body`, before the carried values move. There is at least one turn.
/// `n_turns` turns that end with the wish for another are a failure of the cell.
struct Iteration {
  int n_turns = 0;
  std::vector<Carried> carried;
  std::vector<Statement> body;
  ExprId keeps_going;
  std::string failure;  // what to say: "Newton's method found no solution for `V`"
};

/// The voltages of all nodes of a cell at once. Each node's row is
///
///   diagonal * end + sum over neighbours of conductance * (end - end of the neighbour) = right
///
/// and its neighbours are the node it hangs on and those that hang on it.
struct TreeSolve {
  /// Of every node of a part, of a shape for a unit of area; a meeting's nodes have none.
  struct Row {
    ExprId diagonal;
    ExprId right;
    SymbolId end;  // the solution
  };
  /// What a site adds to the row of its node.
  struct Point {
    std::size_t site = 0;
    ExprId diagonal;
    ExprId right;
    SymbolId end;  // the solution at that node
  };
  std::vector<Row> rows;  // by part
  /// By part: the conductance between two of its nodes; none: one node, or a shape.
  std::vector<ExprId> along;
  std::vector<ExprId> links;  // by part: to the node that it hangs on; none: a root
  std::vector<Point> points;

  /// Calls `change` for every expression, a reference.
  template <class Change>
  void for_each_expr(const Change& change) {
    for (Row& row : rows) {
      if (!row.end) continue;
      change(row.diagonal);
      change(row.right);
    }
    for (std::vector<ExprId>* list : {&along, &links}) {
      for (ExprId& expr : *list)
        if (expr) change(expr);
    }
    for (Point& point : points) {
      change(point.diagonal);
      change(point.right);
    }
  }
};

struct Statement {
  std::variant<Let, MatrixExponential, LinearSolve, Iteration, TreeSolve> kind;
};

/// The new value of a state.
struct NewValue {
  StateVariable variable;
  ExprId value;
};

/// Statements in order, then all new values at once.
struct Step {
  std::vector<Statement> statements;
  std::vector<NewValue> results;
};

/// When a spike of `source` arrives, the state grows by the weight times `factor`.
struct Jump {
  StateVariable variable;
  SymbolId source;
  ExprId factor;
};

/// A second, third … independent draw of a noise: joint noise of n states takes n draws a step.
struct ExtraDraw {
  SymbolId symbol;  // what the step reads
  SymbolId noise;   // of the model; private or shared as this is
  int nth = 1;      // the draw that the noise's own symbol stands for is the 0th
};

/// Names that are not states stand for their values in the whole step: inputs, the other cell's
/// variables and convolutions as they are at its start. `t` is the start of the step, and a noise
/// is one draw of N(0, 1) for the step. States are read as they are at the start.
struct UpdatePlan {
  /// Reads parameters, constants and the step size only: run at set-up, and again by `set`.
  std::vector<Statement> derive;
  Step step;
  /// The step of a refractory cell, where the held states are constants. Absent when it would say
  /// the same of every other state: then the held ones keep their values, the others take `step`'s.
  std::optional<Step> refractory;
  std::vector<StateVariable> held;
  std::vector<Jump> jumps;
  std::vector<ExtraDraw> extra_draws;
  /// The parts of the cell that are solved as a tree. A held voltage is held within the solution,
  /// so there is no refractory step of its own.
  std::optional<TreeSystem> tree;
  std::vector<ArrayElement> elements;
};

/// Initial values of the `steady` states, for which nothing moves while every other state stands at
/// its start, without trains and noise. Run once at set-up, `t` = 0.
struct SteadyPlan {
  std::vector<Statement> statements;
  std::vector<NewValue> results;
  /// Why there are none; empty when all is well.
  std::string refusal;
};

}  // namespace snn::equations
