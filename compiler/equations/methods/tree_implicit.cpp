// Voltages of a cell along its tree, implicitly: stable however short the segments are.
//
//   Hines:           backward Euler, (1 - dt A) V1 = V + dt b, first order
//   Crank-Nicolson:  half such a step, then as far again, second order
//
// A is the slope of each node's current by its own voltage and what flows along the tree, taken at
// the start of the step; where a current is not linear in the voltage this is one step of Newton's
// method. Gates follow behind, by exponential Euler with the new voltages: for them and the
// voltages that read them this is a staggered step, as in NEURON (M. L. Hines 1984).

#include "compiler/equations/methods/method.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::equations {
namespace {

using morphology::Part;
using morphology::PartKind;

Verdict applies(const Question& question) {
  if (has_noise(question)) return {false, "white noise enters"};
  for (const std::size_t i : question.block) {
    if (question.structure.rough.contains(i))
      return {false, fmt::format("the equation of {} has steps in it", names_of(question, {i}))};
    if (question.system.equations[i].variable.derivative > 0)
      return {false, fmt::format("the equation of {} is of higher order", names_of(question, {i}))};
  }
  const TreeSystem& tree = *question.system.tree;
  std::string parts;
  for (const Part& part : tree.shape.parts) {
    if (part.kind == PartKind::Meeting) continue;
    parts += fmt::format("{}`{}`", parts.empty() ? "" : ", ", part.name);
    if (part.kind == PartKind::Cable)
      parts += fmt::format(" in {} segment{}", part.n_nodes, part.n_nodes == 1 ? "" : "s");
  }
  return {true, fmt::format("Hines tree of {} compartments: {}", tree.shape.n_nodes, parts)};
}

// Of what stands in every segment there are as many.
Cost cost(const Question& question) {
  constexpr int kEachNode = 6;  // elimination and substitution, with one division
  const TreeSystem& tree = *question.system.tree;
  Cost total;
  for (const std::size_t i : question.block) {
    const SymbolId symbol = question.system.equations[i].variable.symbol;
    const auto segmented = tree.segmented.find(symbol);
    const int n = segmented == tree.segmented.end()
                      ? 1
                      : static_cast<int>(tree.shape.parts[segmented->second].n_nodes);
    const Question alone{question.program, question.system, question.structure, {i},
                         question.exact,   question.barred};
    for (const auto& [function, calls] : cost_of_drifts(alone, 1).calls)
      total.calls[function] += n * calls;
    const auto slope = question.structure.slopes.find({i, i});
    const bool is_voltage = tree.shape.part_of_voltage(symbol).has_value();
    const bool moves =
        slope != question.structure.slopes.end() && !is_constant(question.program, slope->second);
    if (!is_voltage && moves) total.calls["exp"] += n;
  }
  total.n_multiply_adds = kEachNode * static_cast<int>(tree.shape.n_nodes);
  return total;
}

class TreeStep {
 public:
  /// `n_half_steps`: how many times the way to the solution is gone.
  TreeStep(Writer& writer, const Block& block, int n_ways)
      : writer_(writer),
        a_(writer.algebra()),
        block_(block),
        tree_(*writer.system().tree),
        n_ways_(n_ways),
        rate_(a_.divide(a_.literal(n_ways), writer.step())) {}

  void build() {
    std::vector<ExprId> states;
    for (const std::size_t i : block_)
      states.push_back(writer_.state(i));
    start_ = writer_.moment(block_, states, a_.literal(0), 0);
    for (const Part& part : tree_.shape.parts)
      add_part(part);
    for (std::size_t k = 0; k < tree_.sites.size(); ++k)
      add_point(k);
    writer_.add({std::move(solve_)});
    for (const std::size_t i : block_)
      set(i);
  }

 private:
  /// A current at the start of the step: `fixed + slope * V` for V near where it is.
  struct Line {
    ExprId slope;
    ExprId fixed;
  };

  Line line_of(ExprId current, SymbolId voltage) {
    const StateVariable variable{voltage};
    if (const auto form = linear_in(a_, current, {variable})) {
      const auto slope = form->slopes.find(variable);
      return {slope == form->slopes.end() ? a_.literal(0) : slope->second, form->rest};
    }
    const auto slope = differentiate(a_, current, variable);
    SNN_CHECK(slope.has_value(), "a current without a slope was given to a tree");
    const ExprId here = writer_.at(*slope, start_);
    const ExprId now = writer_.at(current, start_);
    return {here, a_.subtract(now, a_.multiply(here, a_.read(voltage)))};
  }

  void add_part(const Part& part) {
    TreeSolve::Row row;
    if (part.kind == PartKind::Cable) row = row_of_cable(part);
    if (part.kind == PartKind::Compartment) row = row_of_compartment(part);
    solve_.rows.push_back(row);
    solve_.along.push_back(part.n_nodes > 1 && !part.shape ? along(part) : ExprId());
    solve_.links.push_back(part.link ? link(part) : ExprId());
  }

  TreeSolve::Row row_of_cable(const Part& part) {
    const std::size_t equation = *writer_.system().index_of({part.voltage});
    // Nodes of a shape differ: there a row is that of a unit of area.
    const ExprId area = part.shape ? a_.literal(1) : segment_area(a_, part);
    return row_of(equation, a_.multiply(area, expand(a_, part.capacitance)));
  }

  // C dV/dt = I: the capacitance is what I is divided by.
  TreeSolve::Row row_of_compartment(const Part& part) {
    const std::size_t equation = *writer_.system().index_of({part.voltage});
    const auto gain = differentiate(a_, writer_.system().equations[equation].drift, {part.current});
    SNN_CHECK(gain.has_value() && !a_.is_zero(*gain), "`{}` has no capacitance", part.name);
    return row_of(equation, a_.divide(a_.literal(1), *gain));
  }

  TreeSolve::Row row_of(std::size_t equation, ExprId capacitance) {
    const SymbolId voltage = writer_.system().equations[equation].variable.symbol;
    const Line line = line_of(writer_.system().equations[equation].drift, voltage);
    const SymbolId end =
        writer_.fresh(fmt::format("{} at the end", writer_.name(equation)), equation);
    ends_[{voltage}] = extended(voltage, end);
    return {
        .diagonal = a_.multiply(capacitance, a_.subtract(rate_, line.slope)),
        .right = a_.multiply(capacitance, a_.add(a_.multiply(rate_, a_.read(voltage)), line.fixed)),
        .end = end};
  }

  ExprId along(const Part& part) {
    return a_.divide(a_.literal(1), a_.multiply(a_.literal(2), half_resistance(a_, part)));
  }

  ExprId link(const Part& part) {
    if (part.link->conductance) return expand(a_, part.link->conductance);
    ExprId resistance = a_.literal(0);
    if (part.link->has_own_half) resistance = a_.add(resistance, half_resistance(a_, part));
    if (part.link->has_other_half)
      resistance = a_.add(resistance, half_resistance(a_, tree_.shape.parts[part.link->part]));
    return a_.divide(a_.literal(1), resistance);
  }

  void add_point(std::size_t k) {
    const Site& site = tree_.sites[k];
    const Line line = line_of(site.current, site.voltage);
    const SymbolId end = a_.make_local(a_.program()[site.voltage].name + " at the end",
                                       a_.program()[site.voltage].type);
    ends_[{site.voltage}] = extended(site.voltage, end);
    solve_.points.push_back(
        {.site = k, .diagonal = a_.negate(line.slope), .right = line.fixed, .end = end});
  }

  // From the start to the solution, and as far again in a step of two ways.
  ExprId extended(SymbolId voltage, SymbolId end) {
    if (n_ways_ == 1) return a_.read(end);
    return a_.subtract(a_.multiply(a_.literal(2), a_.read(end)), a_.read(voltage));
  }

  // Gates see the new voltages, all else as it was.
  void set(std::size_t equation) {
    const StateVariable variable = writer_.system().equations[equation].variable;
    if (const auto end = ends_.find(variable); end != ends_.end()) {
      writer_.set(equation, end->second);
      return;
    }
    const ExprId drift = writer_.at(writer_.system().equations[equation].drift, ends_);
    const auto slope = differentiate(a_, drift, variable);
    SNN_CHECK(slope.has_value(), "an equation without a slope was given to a tree");
    const ExprId z = writer_.in_time(*slope, writer_.step());
    const ExprId weight = a_.multiply(writer_.step(), a_.call(model::Intrinsic::Phi, z));
    writer_.set(equation, a_.add(writer_.state(equation), a_.multiply(drift, weight)));
  }

  Writer& writer_;
  Algebra& a_;
  const Block& block_;
  const TreeSystem& tree_;
  int n_ways_;
  ExprId rate_;
  Moment start_;
  Moment ends_;
  TreeSolve solve_;
};

void build_hines(Writer& writer, const Block& block) {
  TreeStep(writer, block, 1).build();
}
void build_crank_nicolson(Writer& writer, const Block& block) {
  TreeStep(writer, block, 2).build();
}

}  // namespace

constinit const Method kHines{.name = "hines",
                              .summary = "backward Euler along the tree (Hines)",
                              .is_of_trees = true,
                              .applies = applies,
                              .cost = cost,
                              .build = build_hines};
constinit const Method kCrankNicolson{.name = "crank_nicolson",
                                      .summary = "Crank-Nicolson along the tree (Hines)",
                                      .is_of_trees = true,
                                      .applies = applies,
                                      .cost = cost,
                                      .build = build_crank_nicolson};

}  // namespace snn::equations
