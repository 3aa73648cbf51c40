#include "targets/reference/args_memory.h"

#include "compiler/support/check.h"
#include "targets/reference/draws.h"

#include <algorithm>
#include <limits>

namespace snn::reference {

using ir::Frame;
using ir::Number;
using ir::Type;

namespace {

Number read_from(const void* memory, Type type, std::uint64_t at) {
  if (type == Type::F64) return Number::real(type, static_cast<const double*>(memory)[at]);
  if (type == Type::F32) {
    return Number::real(type, static_cast<double>(static_cast<const float*>(memory)[at]));
  }
  if (type == Type::I64) return Number::whole(type, static_cast<const std::int64_t*>(memory)[at]);
  if (type == Type::I32) return Number::whole(type, static_cast<const std::int32_t*>(memory)[at]);
  SNN_CHECK(type == Type::Bool, "a `real` has no width: the program is not at level machine");
  return Number::whole(type, static_cast<const std::uint8_t*>(memory)[at]);
}

void write_to(void* memory, Type type, std::uint64_t at, Number value) {
  if (type == Type::F64) {
    static_cast<double*>(memory)[at] = value.as_real();
  } else if (type == Type::F32) {
    static_cast<float*>(memory)[at] = static_cast<float>(value.as_real());
  } else if (type == Type::I64) {
    static_cast<std::int64_t*>(memory)[at] = value.as_whole();
  } else if (type == Type::I32) {
    static_cast<std::int32_t*>(memory)[at] = static_cast<std::int32_t>(value.as_whole());
  } else {
    SNN_CHECK(type == Type::Bool, "a `real` has no width: the program is not at level machine");
    static_cast<std::uint8_t*>(memory)[at] = value.is_true() ? 1 : 0;
  }
}

constexpr std::uint64_t kGlobalBytes = 8;

bool is_of_edges(blueprint::Domain domain) {
  return domain == blueprint::Domain::RowArrival || domain == blueprint::Domain::ColumnArrival ||
         domain == blueprint::Domain::EachEdge || domain == blueprint::Domain::Pair;
}

}  // namespace

ArgsMemory::ArgsMemory(const ir::Program& program, ir::KernelId kernel, const snn_kernel_args& args)
    : program_(program), kernel_(program.blueprint.kernels[kernel]), args_(args) {}

void ArgsMemory::enter(const Element& element, std::uint64_t number) {
  element_ = element;
  number_ = number;
}

std::uint64_t ArgsMemory::position(Frame frame) const {
  switch (frame) {
    case Frame::Self: return element_.self;
    case Frame::Pre: return element_.source;
    case Frame::Post: return element_.target;
    case Frame::Edge: return element_.edge;
    case Frame::Run: return 0;
  }
  SNN_CHECK(false, "a frame without a name");
  return 0;
}

Number ArgsMemory::read(ir::FieldId field, std::uint64_t at) const {
  const void* column = args_.fields[blueprint::index_of(field)];
  return read_from(column, program_.blueprint.fields[field].type, at);
}

void ArgsMemory::write(ir::FieldId field, std::uint64_t at, Number value) {
  void* column = args_.fields[blueprint::index_of(field)];
  write_to(column, program_.blueprint.fields[field].type, at, value);
}

Number ArgsMemory::load(ir::FieldRef field) {
  return read(field.field, position(field.frame));
}

void ArgsMemory::store(ir::FieldRef field, Number value) {
  write(field.field, position(field.frame), value);
}

void ArgsMemory::accumulate(ir::FieldRef field, Number value) {
  const std::uint64_t at = position(field.frame);
  const Number sum = read(field.field, at);
  const Type type = program_.blueprint.fields[field.field].type;
  write(field.field, at,
        ir::is_float(type) ? Number::real(type, sum.as_real() + value.as_real())
                           : Number::whole(type, sum.as_whole() + value.as_whole()));
}

Number ArgsMemory::load_at(ir::FieldRef field, std::int64_t index) {
  const std::int64_t last = program_.blueprint.fields[field.field].length - 1;
  const auto nearest = static_cast<std::uint64_t>(std::clamp<std::int64_t>(index, 0, last));
  const std::uint64_t stride = args_.strides[blueprint::index_of(field.field)];
  return read(field.field, nearest * stride + position(field.frame));
}

void ArgsMemory::store_at(ir::FieldRef field, std::int64_t index, Number value) {
  if (index < 0 || index >= program_.blueprint.fields[field.field].length) return;
  const std::uint64_t stride = args_.strides[blueprint::index_of(field.field)];
  write(field.field, static_cast<std::uint64_t>(index) * stride + position(field.frame), value);
}

Number ArgsMemory::load_past(ir::FieldRef field, std::int64_t age) {
  const blueprint::Field& column = program_.blueprint.fields[field.field];
  const std::int64_t n_kept = load_global(column.history).as_whole();
  SNN_CHECK(n_kept > 0, "`{}` keeps no past", column.name);
  const std::int64_t ended = args_.step - 1 - std::clamp<std::int64_t>(age, 0, n_kept - 1);
  const std::int64_t slot = 1 + ((ended % n_kept) + n_kept) % n_kept;
  const std::uint64_t stride = args_.strides[blueprint::index_of(field.field)];
  return read(field.field, static_cast<std::uint64_t>(slot) * stride + position(field.frame));
}

Number ArgsMemory::load_global(ir::GlobalId global) {
  const auto* slots = static_cast<const char*>(args_.globals);
  return read_from(slots + kGlobalBytes * blueprint::index_of(global),
                   program_.blueprint.globals[global].type, 0);
}

double ArgsMemory::load_data(ir::DataId data, std::int64_t index) {
  const snn_data& table = args_.data[blueprint::index_of(data)];
  const std::int64_t last = static_cast<std::int64_t>(table.n) - 1;
  return table.values[std::clamp<std::int64_t>(index, 0, last)];
}

void ArgsMemory::store_global(ir::GlobalId global, Number value) {
  auto* slots = static_cast<char*>(args_.globals);
  write_to(slots + kGlobalBytes * blueprint::index_of(global),
           program_.blueprint.globals[global].type, 0, value);
}

std::int64_t ArgsMemory::index(Frame frame) {
  return static_cast<std::int64_t>(position(frame));
}

std::int64_t ArgsMemory::size(ir::PopulationId population) {
  const Number size = load_global(program_.blueprint.populations[population].size);
  return ir::is_float(size.type()) ? static_cast<std::int64_t>(size.as_real()) : size.as_whole();
}

double ArgsMemory::draw(ir::Op op, ir::Stream stream, std::span<const Number> args) {
  const bool is_edge = is_of_edges(kernel_.domain);
  const DrawPlace place{
      .seed = args_.seed,
      .step = args_.step,
      .is_edge = is_edge,
      .element = is_edge ? element_.source : static_cast<std::uint32_t>(element_.self),
      .second = element_.target,
      .multiplicity = element_.multiplicity};
  return reference::draw(op, stream, place, args);
}

ir::FieldRef ArgsMemory::mark(Frame frame) const {
  const blueprint::Blueprint& blueprint = program_.blueprint;
  ir::PopulationId population = kernel_.population;
  if (frame == Frame::Pre) population = blueprint.projections[kernel_.projection].source;
  if (frame == Frame::Post) population = blueprint.projections[kernel_.projection].target;
  return {.frame = frame, .field = blueprint.populations[population].fired};
}

void ArgsMemory::emit(bool is_spike) {
  store(mark(Frame::Self), Number::truth(is_spike));
}

bool ArgsMemory::fired(Frame frame) {
  return load(mark(frame)).is_true();
}

void ArgsMemory::fail(ir::FailureKind kind, ir::InstId inst) {
  if (args_.failure == nullptr || args_.failure->kind != 0) return;
  constexpr std::uint32_t kRequirement = 1;
  constexpr std::uint32_t kLoopLimit = 2;
  *args_.failure = {.kind = kind == ir::FailureKind::Requirement ? kRequirement : kLoopLimit,
                    .inst = inst.index,
                    .element = number_,
                    .value = 0};
}

}  // namespace snn::reference
