#pragma once
// The memory of a kernel call: the columns and globals that `snn_kernel_args` points at, seen from
// one element.

#include "compiler/ir/eval/memory.h"
#include "compiler/ir/program.h"
#include "runtime/abi/snn_abi.h"

#include <cstdint>

namespace snn::reference {

/// Whose turn it is. A cell of the kernel's population, or an edge with its two ends.
struct Element {
  std::uint64_t self = 0;
  std::uint64_t edge = 0;
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  std::uint32_t multiplicity = 0;
};

class ArgsMemory final : public ir::Memory {
 public:
  ArgsMemory(const ir::Program& program, ir::KernelId kernel, const snn_kernel_args& args);

  /// What follows is about this element; `number` is what a failure is reported for.
  void enter(const Element& element, std::uint64_t number);

  ir::Number load(ir::FieldRef field) override;
  void store(ir::FieldRef field, ir::Number value) override;
  void accumulate(ir::FieldRef field, ir::Number value) override;
  ir::Number load_at(ir::FieldRef field, std::int64_t index) override;
  void store_at(ir::FieldRef field, std::int64_t index, ir::Number value) override;
  ir::Number load_past(ir::FieldRef field, std::int64_t age) override;
  ir::Number load_global(ir::GlobalId global) override;
  double load_data(ir::DataId data, std::int64_t index) override;
  void store_global(ir::GlobalId global, ir::Number value) override;
  std::int64_t index(ir::Frame frame) override;
  std::int64_t size(ir::PopulationId population) override;
  std::int64_t step_number() override { return args_.step; }
  double time() override { return args_.time; }
  double draw(ir::Op op, ir::Stream stream, std::span<const ir::Number> args) override;
  void emit(bool is_spike) override;
  bool fired(ir::Frame frame) override;
  void fail(ir::FailureKind kind, ir::InstId inst) override;

 private:
  [[nodiscard]] std::uint64_t position(ir::Frame frame) const;
  [[nodiscard]] ir::FieldRef mark(ir::Frame frame) const;
  /// Where an element of the column lies, counted in values of its type.
  [[nodiscard]] ir::Number read(ir::FieldId field, std::uint64_t at) const;
  void write(ir::FieldId field, std::uint64_t at, ir::Number value);

  const ir::Program& program_;
  const blueprint::KernelInfo& kernel_;
  const snn_kernel_args& args_;
  Element element_;
  std::uint64_t number_ = 0;
};

}  // namespace snn::reference
