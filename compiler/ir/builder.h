#pragma once
// Writes the instructions of one kernel, one after another, and finds the types of their results.

#include "compiler/ir/program.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace snn::ir {

class Builder {
 public:
  /// Appends to the end of the kernel. Types of fields and globals are looked up in `program`,
  /// which must outlive the builder. Kernels may be added to the program meanwhile: the kernel is
  /// found anew each time.
  Builder(Program& program, KernelId kernel);

  /// What follows comes from this place.
  void at(Location location) { location_ = std::move(location); }
  [[nodiscard]] const Location& location() const { return location_; }

  // ---- values
  // -------------------------------------------------------------------------------------
  ValueId constant(Type type, double value);
  ValueId constant_int(Type type, std::int64_t value);
  ValueId constant_bool(bool value);
  /// Any op whose result follows from its operands: `op(Op::Add, {a, b})`.
  ValueId op(Op op, std::initializer_list<ValueId> args, Attribute attribute = {});
  ValueId convert(ValueId value, Type type);
  ValueId index(Frame frame);
  ValueId size(PopulationId population);
  ValueId step_number();
  ValueId time(Type type);
  ValueId fired(Frame frame);

  // ---- memory
  // -------------------------------------------------------------------------------------
  ValueId load(FieldRef field);
  void store(FieldRef field, ValueId value);
  void accumulate(FieldRef field, ValueId value);
  ValueId load_at(FieldRef field, ValueId index);
  void store_at(FieldRef field, ValueId index, ValueId value);
  ValueId load_past(FieldRef field, ValueId age);
  ValueId load_global(GlobalId global);
  [[nodiscard]] ValueId load_data(DataId data, ValueId index);
  void store_global(GlobalId global, ValueId value);
  void emit(ValueId condition);
  void require(ValueId condition, std::string text);
  void yield(std::span<const ValueId> values);

  // ---- structure
  // ------------------------------------------------------------------------------------
  using Arm = std::function<std::vector<ValueId>()>;
  /// Both arms give values of the same types.
  std::vector<ValueId> branch(ValueId condition, const Arm& yes, const Arm& no);
  /// `body(counter, carried)` gives the next carried values.
  using RepeatBody = std::function<std::vector<ValueId>(ValueId, std::span<const ValueId>)>;
  std::vector<ValueId> repeat(ValueId count, std::span<const ValueId> start,
                              const RepeatBody& body);
  /// `body(carried)` gives whether to go on, then the next carried values.
  using LoopBody = std::function<std::vector<ValueId>(std::span<const ValueId>)>;
  std::vector<ValueId> loop(std::int64_t limit, std::span<const ValueId> start,
                            const LoopBody& body);
  std::vector<ValueId> matrix_exponential(std::int64_t n, std::span<const ValueId> matrix);
  std::vector<ValueId> solve(std::int64_t n, std::span<const ValueId> matrix,
                             std::span<const ValueId> right_side);

  /// How many numbers a field holds for one element.
  [[nodiscard]] std::uint32_t length_of(FieldRef field) const {
    return program_.blueprint.fields[field.field].length;
  }
  [[nodiscard]] Type type_of(FieldRef field) const {
    return program_.blueprint.fields[field.field].type;
  }
  void name(ValueId value, std::string name);
  [[nodiscard]] Type type_of(ValueId value) const;

 private:
  [[nodiscard]] Kernel& kernel() const { return program_.kernels[kernel_]; }
  ValueId add_value(Type type);
  /// Appends to the block that is open; gives the results.
  std::vector<ValueId> append(Inst inst, std::span<const Type> results);
  ValueId append_one(Op op, std::vector<ValueId> args, Attribute attribute, Type type);
  void append_none(Op op, std::vector<ValueId> args, Attribute attribute);
  /// Fills a block while it is the open one.
  Block filled(std::vector<ValueId> params, const std::function<std::vector<ValueId>()>& fill);
  [[nodiscard]] std::vector<Type> types_of(std::span<const ValueId> values) const;

  Program& program_;
  KernelId kernel_;
  std::vector<Block> open_;  // blocks that are being filled, outermost first
  Location location_;
};

}  // namespace snn::ir
