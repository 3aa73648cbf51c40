#pragma once
// The contract of a target: what the driver asks of whatever runs programs, and nothing more.

#include "compiler/ir/program.h"
#include "compiler/support/result.h"
#include "runtime/exec/kernels.h"

#include <memory>
#include <string>
#include <string_view>

namespace snn::target {

struct TargetInfo {
  std::string_view name;     // as `--target` takes it
  std::string_view summary;  // one sentence
  bool makes_code = false;   // whether `emit` has anything to give
};

struct TargetOptions {
  /// How many elements a kernel takes at once, where a target can choose; 0: what suits the
  /// machine.
  unsigned width = 0;
  /// 0: as fast to compile as can be; 3: as fast to run. The bits of results are the same.
  unsigned effort = 2;
};

/// Stateless: one object a target, for the whole life of the program.
class Target {
 public:
  Target() = default;
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  virtual ~Target() = default;

  [[nodiscard]] virtual const TargetInfo& info() const = 0;
  /// The program as `llvm`, `asm`, `obj`, or `so`: a shared object without undefined symbols, which
  /// a stand-alone simulator carries. A failure where the target has no such form.
  [[nodiscard]] virtual Result<std::string> emit(const ir::Program& program, std::string_view form,
                                                 const TargetOptions& options) const = 0;
  /// Code that runs in this process; the program, at level Machine, must outlive it.
  [[nodiscard]] virtual Result<std::unique_ptr<exec::Kernels>> load(
      const ir::Program& program, const TargetOptions& options) const = 0;
};

}  // namespace snn::target
