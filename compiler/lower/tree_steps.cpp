#include "compiler/lower/tree_steps.h"

#include "compiler/lower/nodes.h"

#include <ranges>
#include <set>

namespace snn::lower {

using ir::Op;
using morphology::Part;

ValueId TreeWriter::load(FieldId field, ValueId index) {
  return here_.to_real(load_element(b_, work_.blueprint().fields, field, index));
}

void TreeWriter::store(FieldId field, ValueId index, ValueId value) {
  store_element(b_, work_.blueprint().fields, field, index, value);
}

TreeWriter::Row TreeWriter::row_at(ValueId node) {
  return {load(row_.tree_diagonal, node), load(row_.tree_right, node)};
}

void TreeWriter::keep(ValueId node, const Row& row) {
  store(row_.tree_diagonal, node, row.diagonal);
  store(row_.tree_right, node, row.right);
}

void TreeWriter::for_nodes(const Part& part, const std::function<void(ValueId)>& body) {
  const Expressions::Known outside = here_.known();
  if (part.n_nodes == 1) {
    names_.node = node(0);
    body(*names_.node);
  } else {
    b_.repeat(node(part.n_nodes), {}, [&](ValueId k, std::span<const ValueId>) {
      names_.node = k;
      body(k);
      return std::vector<ValueId>();
    });
  }
  names_.node.reset();
  here_.restore(outside);
}

void TreeWriter::solve(const equations::TreeSolve& solve,
                       const std::map<std::size_t, ValueId>& held) {
  assemble(solve, held);
  add_points(solve);
  eliminate(solve);
  substitute();
  make_known(solve);
}

// A voltage that is held has a capacitance without bounds; a power of two, so that nothing is
// rounded, and in the range of f32.
void TreeWriter::assemble(const equations::TreeSolve& solve,
                          const std::map<std::size_t, ValueId>& held) {
  constexpr double kUnbounded = 0x1p80;
  for (std::size_t k = 0; k < tree_.shape.parts.size(); ++k) {
    const Part& part = tree_.shape.parts[k];
    const equations::TreeSolve::Row& given = solve.rows[k];
    if (!given.end) {
      keep(node(part.first), {here_.number(0), here_.number(0)});
      continue;
    }
    for_nodes(part, [&](ValueId at) {
      Row row{here_.to_real(here_.value(given.diagonal)), here_.to_real(here_.value(given.right))};
      if (const auto shape = row_.shapes.find(k); shape != row_.shapes.end()) {
        const ValueId area = load(shape->second.first, at);
        row = {product(area, row.diagonal), product(area, row.right)};
      }
      if (const auto hold = held.find(k); hold != held.end()) {
        const ValueId large = here_.number(kUnbounded);
        const ValueId voltage = here_.to_real(here_.variable({part.voltage, 0}, {}));
        row.diagonal = here_.choose(hold->second, large, row.diagonal);
        row.right = here_.choose(hold->second, product(large, voltage), row.right);
      }
      keep(part.first == 0 ? at : sum(node(part.first), at), row);
    });
  }
}

void TreeWriter::add_points(const equations::TreeSolve& solve) {
  for (const equations::TreeSolve::Point& point : solve.points) {
    const equations::SitePlace& place = tree_.sites[point.site].place;
    const ValueId at = node(tree_.shape.parts[place.part].first + place.node);
    const Row row = row_at(at);
    keep(at, {sum(row.diagonal, here_.to_real(here_.value(point.diagonal))),
              sum(row.right, here_.to_real(here_.value(point.right)))});
  }
}

// (d + g) x = r + g x_parent: x = r/(d + g) + f x_parent with f = g/(d + g), which adds f d to the
// diagonal and f r to the right of the parent. Nothing is subtracted, so nothing cancels.
TreeWriter::Row TreeWriter::eliminated(ValueId node, const Row& row, ValueId conductance) {
  const ValueId inverse = b_.op(Op::Div, {here_.number(1), sum(row.diagonal, conductance)});
  const ValueId share = product(conductance, inverse);
  keep(node, {share, product(row.right, inverse)});
  return {product(share, row.diagonal), product(share, row.right)};
}

void TreeWriter::eliminate(const equations::TreeSolve& solve) {
  for (std::size_t k = tree_.shape.parts.size(); k-- > 0;) {
    const Part& part = tree_.shape.parts[k];
    const std::vector<morphology::Run> runs = part.runs();
    for (std::size_t r = runs.size(); r-- > 0;) {
      const morphology::Run& run = runs[r];
      const ValueId first = node(part.first + run.first);
      const Row row = eliminate_run(solve, k, run);
      if (run.parent) {
        hand_on(first, row, to_parent(k, node(run.first)), node(part.first + *run.parent));
      } else if (part.link) {
        hand_on(first, row, here_.to_real(here_.value(solve.links[k])),
                node(tree_.shape.parts[part.link->part].first + part.link->node));
      } else {
        keep(first, {here_.number(0), b_.op(Op::Div, {row.right, row.diagonal})});
      }
    }
  }
}

// From the last node of a run to its first, whose row is given.
TreeWriter::Row TreeWriter::eliminate_run(const equations::TreeSolve& solve, std::size_t part,
                                          const morphology::Run& run) {
  const std::size_t base = tree_.shape.parts[part].first;
  const std::size_t last = run.first + run.n_nodes - 1;
  const Row row = row_at(node(base + last));
  if (run.n_nodes == 1) return row;
  const bool has_shape = row_.shapes.contains(part);
  const ValueId along = has_shape ? ValueId() : here_.to_real(here_.value(solve.along[part]));
  const std::vector<ValueId> start{row.diagonal, row.right};
  const std::vector<ValueId> nearest =
      b_.repeat(node(run.n_nodes - 1), start, [&](ValueId j, std::span<const ValueId> carried) {
        const ValueId own = b_.op(Op::Sub, {node(last), j});
        const ValueId at = base == 0 ? own : sum(node(base), own);
        const Row rest =
            eliminated(at, {carried[0], carried[1]}, has_shape ? to_parent(part, own) : along);
        const Row before = row_at(b_.op(Op::Sub, {at, node(1)}));
        return std::vector{sum(before.diagonal, rest.diagonal), sum(before.right, rest.right)};
      });
  return {nearest[0], nearest[1]};
}

void TreeWriter::hand_on(ValueId node, const Row& row, ValueId conductance, ValueId parent) {
  const Row rest = eliminated(node, row, conductance);
  const Row before = row_at(parent);
  keep(parent, {sum(before.diagonal, rest.diagonal), sum(before.right, rest.right)});
}

// Between a node of a shape, counted there, and the one it hangs on.
ValueId TreeWriter::to_parent(std::size_t part, ValueId own) {
  return load(row_.shapes.at(part).second, own);
}

void TreeWriter::substitute() {
  const auto solved = [&](ValueId at, ValueId parent) {
    const Row row = row_at(at);
    const ValueId value = sum(row.right, product(row.diagonal, parent));
    store(row_.tree_right, at, value);
    return value;
  };
  for (const Part& part : tree_.shape.parts) {
    for (const morphology::Run& run : part.runs()) {
      const std::size_t begin = part.first + run.first;
      std::optional<std::size_t> parent;
      if (run.parent) {
        parent = part.first + *run.parent;
      } else if (part.link) {
        parent = tree_.shape.parts[part.link->part].first + part.link->node;
      }
      const ValueId value = parent ? solved(node(begin), load(row_.tree_right, node(*parent)))
                                   : load(row_.tree_right, node(begin));
      if (run.n_nodes == 1) continue;
      const std::vector<ValueId> start{value};
      b_.repeat(node(run.n_nodes - 1), start, [&](ValueId j, std::span<const ValueId> carried) {
        return std::vector{solved(sum(node(begin + 1), j), carried[0])};
      });
    }
  }
}

void TreeWriter::make_known(const equations::TreeSolve& solve) {
  for (std::size_t k = 0; k < tree_.shape.parts.size(); ++k) {
    const Part& part = tree_.shape.parts[k];
    const SymbolId end = solve.rows[k].end;
    if (!end) continue;
    if (tree_.segmented.contains(part.voltage)) {
      row_.homes[{end, 0}] = {.field = row_.tree_right,
                              .n_nodes = static_cast<std::uint32_t>(part.n_nodes),
                              .first = static_cast<std::uint32_t>(part.first)};
    } else {
      here_.bind(end, load(row_.tree_right, node(part.first)));
    }
  }
  for (const equations::TreeSolve::Point& point : solve.points) {
    const equations::SitePlace& place = tree_.sites[point.site].place;
    here_.bind(point.end,
               load(row_.tree_right, node(tree_.shape.parts[place.part].first + place.node)));
  }
}

// All new values of a segment are computed before the first is kept.
void TreeWriter::step_segments(const std::vector<equations::NewValue>& results,
                               const std::function<ValueId(StateVariable, ValueId)>& bounded) {
  for (std::size_t k = 0; k < tree_.shape.parts.size(); ++k) {
    std::vector<equations::NewValue> own;
    for (const equations::NewValue& result : results) {
      const auto part = tree_.segmented.find(result.variable.symbol);
      if (part != tree_.segmented.end() && part->second == k) own.push_back(result);
    }
    if (own.empty()) continue;
    for_nodes(tree_.shape.parts[k], [&](ValueId at) {
      std::vector<ValueId> values;
      for (const equations::NewValue& result : own)
        values.push_back(bounded(result.variable, here_.to_real(here_.value(result.value))));
      for (std::size_t i = 0; i < own.size(); ++i)
        store(row_.homes.at(own[i].variable).field, at, values[i]);
    });
  }
}

}  // namespace snn::lower
