#include "compiler/ir/builder.h"

#include "compiler/support/check.h"

#include <utility>

namespace snn::ir {

Builder::Builder(Program& program, KernelId kernel) : program_(program), kernel_(kernel) {}

ValueId Builder::add_value(Type type) {
  return kernel().values.push_back({.type = type, .name = {}});
}

std::vector<ValueId> Builder::append(Inst inst, std::span<const Type> results) {
  for (const Type type : results)
    inst.results.push_back(add_value(type));
  inst.location = location_;
  std::vector<ValueId> given = inst.results;
  const InstId id = kernel().insts.push_back(std::move(inst));
  (open_.empty() ? kernel().body : open_.back()).body.push_back(id);
  return given;
}

ValueId Builder::append_one(Op op, std::vector<ValueId> args, Attribute attribute, Type type) {
  return append({.op = op, .args = std::move(args), .attribute = std::move(attribute)}, {&type, 1})
      .front();
}

void Builder::append_none(Op op, std::vector<ValueId> args, Attribute attribute) {
  append({.op = op, .args = std::move(args), .attribute = std::move(attribute)}, {});
}

Type Builder::type_of(ValueId value) const {
  return kernel().values[value].type;
}

std::vector<Type> Builder::types_of(std::span<const ValueId> values) const {
  std::vector<Type> types;
  for (const ValueId value : values)
    types.push_back(type_of(value));
  return types;
}

// ---- values
// ---------------------------------------------------------------------------------------

ValueId Builder::constant(Type type, double value) {
  return append_one(Op::Const, {}, value, type);
}

ValueId Builder::constant_int(Type type, std::int64_t value) {
  return append_one(Op::Const, {}, value, type);
}

ValueId Builder::constant_bool(bool value) {
  return append_one(Op::Const, {}, std::int64_t{value}, Type::Bool);
}

ValueId Builder::op(Op op, std::initializer_list<ValueId> args, Attribute attribute) {
  const OpInfo& row = info(op);
  SNN_CHECK(row.arity == static_cast<int>(args.size()), "`{}` of {} operands", row.name,
            args.size());
  Type type = Type::Bool;
  if (row.result == ResultRule::Same) type = type_of(*args.begin());
  if (row.result == ResultRule::Second) type = type_of(*(args.begin() + 1));
  SNN_CHECK(row.result == ResultRule::Same || row.result == ResultRule::Second ||
                row.result == ResultRule::Bool,
            "`{}` has a builder of its own", row.name);
  return append_one(op, args, std::move(attribute), type);
}

ValueId Builder::convert(ValueId value, Type type) {
  if (type_of(value) == type) return value;
  return append_one(Op::Convert, {value}, {}, type);
}

ValueId Builder::index(Frame frame) {
  return append_one(Op::Index, {}, frame, Type::I64);
}

ValueId Builder::size(PopulationId population) {
  return append_one(Op::Size, {}, population, Type::I64);
}

ValueId Builder::step_number() {
  return append_one(Op::StepNumber, {}, {}, Type::I64);
}

ValueId Builder::time(Type type) {
  return append_one(Op::Time, {}, {}, type);
}

ValueId Builder::fired(Frame frame) {
  return append_one(Op::Fired, {}, frame, Type::Bool);
}

// ---- memory
// ---------------------------------------------------------------------------------------

ValueId Builder::load(FieldRef field) {
  return append_one(Op::Load, {}, field, program_.blueprint.fields[field.field].type);
}

void Builder::store(FieldRef field, ValueId value) {
  append_none(Op::Store, {value}, field);
}

void Builder::accumulate(FieldRef field, ValueId value) {
  append_none(Op::Accumulate, {value}, field);
}

ValueId Builder::load_at(FieldRef field, ValueId index) {
  return append_one(Op::LoadAt, {index}, field, program_.blueprint.fields[field.field].type);
}

void Builder::store_at(FieldRef field, ValueId index, ValueId value) {
  append_none(Op::StoreAt, {index, value}, field);
}

ValueId Builder::load_past(FieldRef field, ValueId age) {
  return append_one(Op::LoadPast, {age}, field, program_.blueprint.fields[field.field].type);
}

ValueId Builder::load_global(GlobalId global) {
  return append_one(Op::LoadGlobal, {}, global, program_.blueprint.globals[global].type);
}

ValueId Builder::load_data(DataId data, ValueId index) {
  return append_one(Op::LoadData, {index}, data, Type::F64);
}

void Builder::store_global(GlobalId global, ValueId value) {
  append_none(Op::StoreGlobal, {value}, global);
}

void Builder::emit(ValueId condition) {
  append_none(Op::Emit, {condition}, {});
}

void Builder::require(ValueId condition, std::string text) {
  append_none(Op::Require, {condition}, std::move(text));
}

void Builder::yield(std::span<const ValueId> values) {
  append_none(Op::Yield, {values.begin(), values.end()}, {});
}

// ---- structure
// --------------------------------------------------------------------------------------

Block Builder::filled(std::vector<ValueId> params,
                      const std::function<std::vector<ValueId>()>& fill) {
  open_.push_back({.params = std::move(params), .body = {}});
  const std::vector<ValueId> given = fill();
  if (!given.empty()) yield(given);
  Block block = std::move(open_.back());
  open_.pop_back();
  return block;
}

std::vector<ValueId> Builder::branch(ValueId condition, const Arm& yes, const Arm& no) {
  std::vector<Type> types;
  Inst inst{.op = Op::If, .args = {condition}};
  inst.blocks.push_back(filled({}, [&] {
    std::vector<ValueId> given = yes();
    types = types_of(given);
    return given;
  }));
  inst.blocks.push_back(filled({}, no));
  return append(std::move(inst), types);
}

std::vector<ValueId> Builder::repeat(ValueId count, std::span<const ValueId> start,
                                     const RepeatBody& body) {
  const std::vector<Type> types = types_of(start);
  Inst inst{.op = Op::Repeat, .args = {count}};
  inst.args.insert(inst.args.end(), start.begin(), start.end());
  std::vector<ValueId> params{add_value(Type::I64)};
  for (const Type type : types)
    params.push_back(add_value(type));
  inst.blocks.push_back(
      filled(params, [&] { return body(params.front(), std::span(params).subspan(1)); }));
  return append(std::move(inst), types);
}

std::vector<ValueId> Builder::loop(std::int64_t limit, std::span<const ValueId> start,
                                   const LoopBody& body) {
  const std::vector<Type> types = types_of(start);
  Inst inst{.op = Op::Loop, .args = {start.begin(), start.end()}, .attribute = limit};
  std::vector<ValueId> params;
  for (const Type type : types)
    params.push_back(add_value(type));
  inst.blocks.push_back(filled(params, [&] { return body(params); }));
  return append(std::move(inst), types);
}

std::vector<ValueId> Builder::matrix_exponential(std::int64_t n, std::span<const ValueId> matrix) {
  SNN_CHECK(static_cast<std::int64_t>(matrix.size()) == n * n, "{} numbers are no {}x{} matrix",
            matrix.size(), n, n);
  return append(
      {.op = Op::MatrixExponential, .args = {matrix.begin(), matrix.end()}, .attribute = n},
      types_of(matrix));
}

std::vector<ValueId> Builder::solve(std::int64_t n, std::span<const ValueId> matrix,
                                    std::span<const ValueId> right_side) {
  SNN_CHECK(static_cast<std::int64_t>(matrix.size()) == n * n, "{} numbers are no {}x{} matrix",
            matrix.size(), n, n);
  Inst inst{.op = Op::Solve, .args = {matrix.begin(), matrix.end()}, .attribute = n};
  inst.args.insert(inst.args.end(), right_side.begin(), right_side.end());
  return append(std::move(inst), types_of(right_side));
}

void Builder::name(ValueId value, std::string name) {
  kernel().values[value].name = std::move(name);
}

}  // namespace snn::ir
