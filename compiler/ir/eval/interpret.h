#pragma once
// Runs a kernel for one element after another, instruction by instruction: what every target must
// agree with.

#include "compiler/ir/eval/memory.h"
#include "compiler/ir/eval/number.h"
#include "compiler/ir/program.h"

#include <span>
#include <vector>

namespace snn::ir {

/// Holds the values of one kernel; used again for the next element.
class Interpreter {
 public:
  /// `kernel` must outlive the interpreter.
  explicit Interpreter(const Kernel& kernel);

  /// Gives what the kernel yields: nothing, or the result of a Pair kernel. Valid until the next
  /// call.
  std::span<const Number> run(Memory& memory);

 private:
  /// Gives the yield that ended the block, null when there is none.
  const Inst* run_block(const Block& block, Memory& memory);
  void run_inst(InstId id, Memory& memory);
  void run_if(const Inst& inst, Memory& memory);
  void run_repeat(const Inst& inst, Memory& memory);
  void run_loop(InstId id, const Inst& inst, Memory& memory);
  void run_matrix(const Inst& inst);
  void read(const Inst& inst, Memory& memory);
  void write(InstId id, const Inst& inst, Memory& memory);

  [[nodiscard]] Number& value(ValueId id) { return values_[id.index]; }
  /// The operands of an instruction, until the next call.
  std::span<const Number> operands(const Inst& inst);
  /// All at once: values may appear on both sides.
  void copy(std::span<const ValueId> from, std::span<const ValueId> to);

  const Kernel& kernel_;
  std::vector<Number> values_;
  std::vector<Number> operands_;
  std::vector<Number> copied_;
  std::vector<Number> results_;
};

}  // namespace snn::ir
