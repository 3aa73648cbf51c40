#pragma once
// A program as machine code: one object file with a function for each kernel and no undefined
// symbols, which is loaded into this process (jit) or linked to a shared object (aot).

#include "compiler/ir/program.h"
#include "compiler/support/result.h"
#include "targets/cpu/object/host.h"

#include <string>
#include <vector>

namespace snn::cpu {

struct CompileOptions {
  /// How hard code is improved: 0 to 3.
  unsigned level = 2;
  /// How many cells are computed at once: 1, 2, 4, 8, 16; 0: what suits the processor.
  unsigned width = 0;
  Processor processor = host_processor();
};

enum class Form : std::uint8_t { Llvm, Assembly, Object };

/// The program in one of the forms: LLVM's text, assembly text, or the bytes of an object file.
/// It has no `real` numbers left.
[[nodiscard]] Result<std::string> compile(const ir::Program& program, Form form,
                                          const CompileOptions& options);

/// Object files that make up the program together, made on all processors at once.
[[nodiscard]] Result<std::vector<std::string>> compile_at_once(const ir::Program& program,
                                                               const CompileOptions& options);

}  // namespace snn::cpu
