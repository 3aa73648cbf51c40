#include "compiler/lower/listed_values.h"

namespace snn::lower {

using ir::Frame;
using ir::Op;

namespace {

ValueId in_units(ir::Builder& b, ValueId number, double factor) {
  if (factor == 1) return number;
  return b.op(Op::Mul, {number, b.constant(Type::F64, factor)});
}

const blueprint::Pairs& pairs_of(Workspace& work, network::ProjectionId id) {
  return work.blueprint().projections[work.edges[id].id].pairs;
}

// A list: the row that the edge was made from.
ValueId in_row(Workspace& work, network::ProjectionId id, const network::Column& column,
               ir::Builder& b) {
  const blueprint::Pairs& pairs = pairs_of(work, id);
  const std::int64_t n_columns = work.blueprint().data[pairs.data].n_columns;
  const ValueId row = b.load({Frame::Edge, pairs.row});
  const ValueId begin = b.op(Op::Mul, {row, b.constant_int(Type::I64, n_columns)});
  const auto index = static_cast<std::int64_t>(column.index);
  const ValueId at = b.op(Op::Add, {begin, b.constant_int(Type::I64, index)});
  return in_units(b, b.load_data(pairs.data, at), column.factor);
}

}  // namespace

std::optional<ValueId> delay_from_table(Workspace& work, network::ProjectionId id,
                                        ir::Builder& builder) {
  const auto* list = std::get_if<network::ListedPairs>(&work.network.projections[id].pairs.rule);
  if (list == nullptr || !list->delay) return std::nullopt;
  return in_row(work, id, *list->delay, builder);
}

std::optional<ValueId> value_from_table(Workspace& work, network::ProjectionId id,
                                        SymbolId parameter, ir::Builder& builder) {
  const network::PairsRule& rule = work.network.projections[id].pairs.rule;
  if (const auto* list = std::get_if<network::ListedPairs>(&rule)) {
    const auto column = list->values.find(parameter);
    if (column == list->values.end()) return std::nullopt;
    return in_row(work, id, column->second, builder);
  }
  const auto* matrix = std::get_if<network::MatrixPairs>(&rule);
  if (matrix == nullptr || matrix->weight != parameter) return std::nullopt;
  const DataId data = pairs_of(work, id).data;
  const std::int64_t n_columns = work.blueprint().data[data].n_columns;
  const ValueId row =
      builder.op(Op::Mul, {builder.index(Frame::Pre), builder.constant_int(Type::I64, n_columns)});
  const ValueId at = builder.op(Op::Add, {row, builder.index(Frame::Post)});
  return in_units(builder, builder.load_data(data, at), matrix->factor);
}

}  // namespace snn::lower
