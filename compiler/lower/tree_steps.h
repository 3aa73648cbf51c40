#pragma once
// A cell's tree in instructions: Hines' elimination from the tips to the root and back, as loops
// over the nodes of each part.

#include "compiler/lower/cell_names.h"
#include "compiler/lower/expressions.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace snn::lower {

class TreeWriter {
 public:
  TreeWriter(Workspace& work, network::PopulationId id, CellNames& names, Expressions& here)
      : work_(work),
        row_(work.cells[id]),
        tree_(*work.arithmetic.cells[id].update.tree),
        names_(names),
        here_(here),
        b_(here.builder()) {}

  /// Solves, and makes the voltages at the end known. `held`: whether the voltages of these parts
  /// stay as they are.
  void solve(const equations::TreeSolve& solve, const std::map<std::size_t, ValueId>& held);

  /// New values of what stands in every segment, each cable in one loop.
  void step_segments(const std::vector<equations::NewValue>& results,
                     const std::function<ValueId(StateVariable, ValueId)>& bounded);

 private:
  struct Row {
    ValueId diagonal;
    ValueId right;
  };

  void assemble(const equations::TreeSolve& solve, const std::map<std::size_t, ValueId>& held);
  void add_points(const equations::TreeSolve& solve);
  void eliminate(const equations::TreeSolve& solve);
  Row eliminate_run(const equations::TreeSolve& solve, std::size_t part,
                    const morphology::Run& run);
  void hand_on(ValueId node, const Row& row, ValueId conductance, ValueId parent);
  ValueId to_parent(std::size_t part, ValueId own);
  void substitute();
  void make_known(const equations::TreeSolve& solve);

  Row row_at(ValueId node);
  void keep(ValueId node, const Row& row);
  /// One node leaves the equations: what remains of its row joins that of the node it hangs on.
  Row eliminated(ValueId node, const Row& row, ValueId conductance);
  ValueId node(std::size_t number) {
    return b_.constant_int(Type::I64, static_cast<std::int64_t>(number));
  }
  ValueId sum(ValueId a, ValueId b) { return b_.op(ir::Op::Add, {a, b}); }
  ValueId product(ValueId a, ValueId b) { return b_.op(ir::Op::Mul, {a, b}); }
  ValueId load(FieldId field, ValueId index);
  void store(FieldId field, ValueId index, ValueId value);
  /// Runs `body` for the nodes of a part, which have names there.
  void for_nodes(const morphology::Part& part, const std::function<void(ValueId)>& body);

  Workspace& work_;
  CellRow& row_;
  const equations::TreeSystem& tree_;
  CellNames& names_;
  Expressions& here_;
  ir::Builder& b_;
};

}  // namespace snn::lower
