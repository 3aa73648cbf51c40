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
    Row row = row_at(node(part.first + part.n_nodes - 1));
    if (part.n_nodes > 1) {
      const ValueId along = here_.to_real(here_.value(solve.along[k]));
      const std::vector<ValueId> start{row.diagonal, row.right};
      const auto last = static_cast<std::int64_t>(part.first + part.n_nodes - 1);
      const std::vector<ValueId> nearest = b_.repeat(
          node(part.n_nodes - 1), start, [&](ValueId j, std::span<const ValueId> carried) {
            const ValueId at = b_.op(Op::Sub, {b_.constant_int(Type::I64, last), j});
            const Row rest = eliminated(at, {carried[0], carried[1]}, along);
            const Row before = row_at(b_.op(Op::Sub, {at, b_.constant_int(Type::I64, 1)}));
            return std::vector{sum(before.diagonal, rest.diagonal), sum(before.right, rest.right)};
          });
      row = {nearest[0], nearest[1]};
    }
    const ValueId first = node(part.first);
    if (!part.link) {
      keep(first, {here_.number(0), b_.op(Op::Div, {row.right, row.diagonal})});
      continue;
    }
    const Row rest = eliminated(first, row, here_.to_real(here_.value(solve.links[k])));
    const ValueId parent = node(tree_.shape.parts[part.link->part].first + part.link->node);
    const Row before = row_at(parent);
    keep(parent, {sum(before.diagonal, rest.diagonal), sum(before.right, rest.right)});
  }
}

void TreeWriter::substitute() {
  const auto solved = [&](ValueId at, ValueId parent) {
    const Row row = row_at(at);
    const ValueId value = sum(row.right, product(row.diagonal, parent));
    store(row_.tree_right, at, value);
    return value;
  };
  for (const Part& part : tree_.shape.parts) {
    const ValueId first = node(part.first);
    ValueId value;
    if (part.link) {
      const std::size_t parent = tree_.shape.parts[part.link->part].first + part.link->node;
      value = solved(first, load(row_.tree_right, node(parent)));
    } else {
      value = load(row_.tree_right, first);
    }
    if (part.n_nodes == 1) continue;
    const std::vector<ValueId> start{value};
    b_.repeat(node(part.n_nodes - 1), start, [&](ValueId j, std::span<const ValueId> carried) {
      return std::vector{solved(sum(node(part.first + 1), j), carried[0])};
    });
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
