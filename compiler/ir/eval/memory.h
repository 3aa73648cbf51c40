#pragma once
// What a kernel reaches beyond its own values: fields, globals, chance, spikes, failures.

#include "compiler/ir/eval/number.h"
#include "compiler/ir/program.h"

#include <cstdint>
#include <span>

namespace snn::ir {

enum class FailureKind : std::uint8_t { Requirement, LoopLimit };

/// For one element at a time; whose it is, the memory knows.
class Memory {
 public:
  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  virtual ~Memory() = default;

  [[nodiscard]] virtual Number load(FieldRef field) = 0;
  virtual void store(FieldRef field, Number value) = 0;
  virtual void accumulate(FieldRef field, Number value) = 0;
  /// The nearest element for an index outside the array.
  [[nodiscard]] virtual Number load_at(FieldRef field, std::int64_t index) = 0;
  /// Nothing happens for an index outside the array.
  virtual void store_at(FieldRef field, std::int64_t index, Number value) = 0;
  [[nodiscard]] virtual Number load_past(FieldRef field, std::int64_t age) = 0;
  [[nodiscard]] virtual Number load_global(GlobalId global) = 0;
  /// The nearest number for an index outside the table.
  [[nodiscard]] virtual double load_data(DataId data, std::int64_t index) = 0;
  virtual void store_global(GlobalId global, Number value) = 0;

  [[nodiscard]] virtual std::int64_t index(Frame frame) = 0;
  [[nodiscard]] virtual std::int64_t size(PopulationId population) = 0;
  [[nodiscard]] virtual std::int64_t step_number() = 0;
  [[nodiscard]] virtual double time() = 0;

  /// A draw of the element in this step: the same arguments give the same number.
  [[nodiscard]] virtual double draw(Op op, Stream stream, std::span<const Number> args) = 0;

  virtual void emit(bool is_spike) = 0;
  [[nodiscard]] virtual bool fired(Frame frame) = 0;
  /// The kernel goes on to its end; who launched it stops the run.
  virtual void fail(FailureKind kind, InstId inst) = 0;
};

}  // namespace snn::ir
