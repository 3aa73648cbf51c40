#include "compiler/lower/slices.h"

#include <fmt/format.h>

namespace snn::lower {

using ir::Frame;
using ir::Op;

namespace {

struct Ends {
  GlobalId begin;
  GlobalId end;
  GlobalId step = GlobalId::none;
};

Ends ends_of(Numbers& numbers, const network::Slice& slice, const std::string& name) {
  Ends ends;
  ends.begin = numbers.value(name + " begin", slice.begin, Type::I64);
  ends.end = slice.is_single ? numbers.next(name + " end", ends.begin)
                             : numbers.value(name + " end", slice.end, Type::I64);
  if (slice.step.is_given()) ends.step = numbers.value(name + " step", slice.step, Type::I64);
  return ends;
}

ValueId lies_in(ir::Builder& b, ValueId position, const Ends& ends) {
  const ValueId begin = b.load_global(ends.begin);
  const ValueId inside = b.op(Op::And, {b.op(Op::Ge, {position, begin}),
                                        b.op(Op::Lt, {position, b.load_global(ends.end)})});
  if (!blueprint::exists(ends.step)) return inside;
  const ValueId since = b.op(Op::Sub, {position, begin});
  const ValueId phase = b.op(Op::Mod, {since, b.load_global(ends.step)});
  return b.op(Op::And, {inside, b.op(Op::Eq, {phase, b.constant_int(Type::I64, 0)})});
}

ValueId place_in(ir::Builder& b, ValueId position, const Ends& ends) {
  const ValueId since = b.op(Op::Sub, {position, b.load_global(ends.begin)});
  if (!blueprint::exists(ends.step)) return since;
  return b.op(Op::Div, {since, b.load_global(ends.step)});
}

ValueId n_in(ir::Builder& b, const Ends& ends) {
  const ValueId n = b.op(Op::Sub, {b.load_global(ends.end), b.load_global(ends.begin)});
  if (!blueprint::exists(ends.step)) return n;
  const ValueId step = b.load_global(ends.step);
  const ValueId rounded = b.op(Op::Sub, {b.op(Op::Add, {n, step}), b.constant_int(Type::I64, 1)});
  return b.op(Op::Div, {rounded, step});
}

}  // namespace

blueprint::Slice slice_of(Workspace& work, Numbers& numbers, const network::Cells& cells,
                          const std::string& name) {
  if (cells.slices.empty()) return {};
  const bool is_sheet = cells.slices.size() > 1;
  const Ends first = ends_of(numbers, cells.slices[0], is_sheet ? name + " rows" : name);
  blueprint::Slice slice{.begin = first.begin, .end = first.end, .step = first.step};
  if (!is_sheet) return slice;
  const Ends columns = ends_of(numbers, cells.slices[1], name + " columns");
  slice.row_length = numbers.value(name + " row length",
                                   work.network.populations[cells.population].sides[1], Type::I64);
  slice.column_begin = columns.begin;
  slice.column_end = columns.end;
  slice.column_step = columns.step;
  return slice;
}

std::optional<ValueId> is_among(ir::Builder& b, const blueprint::Slice& slice, Frame frame) {
  if (!blueprint::exists(slice.begin)) return std::nullopt;
  const Ends first{slice.begin, slice.end, slice.step};
  const ValueId cell = b.index(frame);
  if (!blueprint::exists(slice.row_length)) return lies_in(b, cell, first);
  const ValueId length = b.load_global(slice.row_length);
  const ValueId in_rows = lies_in(b, b.op(Op::Div, {cell, length}), first);
  const Ends columns{slice.column_begin, slice.column_end, slice.column_step};
  return b.op(Op::And, {in_rows, lies_in(b, b.op(Op::Mod, {cell, length}), columns)});
}

ValueId place_among(ir::Builder& b, const blueprint::Slice& slice) {
  const ValueId cell = b.index(Frame::Self);
  if (!blueprint::exists(slice.begin)) return cell;
  const Ends first{slice.begin, slice.end, slice.step};
  if (!blueprint::exists(slice.row_length)) return place_in(b, cell, first);
  const ValueId length = b.load_global(slice.row_length);
  const Ends columns{slice.column_begin, slice.column_end, slice.column_step};
  const ValueId row = place_in(b, b.op(Op::Div, {cell, length}), first);
  const ValueId before = b.op(Op::Mul, {row, n_in(b, columns)});
  return b.op(Op::Add, {before, place_in(b, b.op(Op::Mod, {cell, length}), columns)});
}

}  // namespace snn::lower
