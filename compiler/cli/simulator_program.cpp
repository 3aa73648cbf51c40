#include "compiler/cli/simulator_program.h"

// The assembler copies the file: a C++ array of this size would take the compiler minutes.
asm(".section .rodata\n"
    ".global snn_simulator_program_begin\n"
    ".global snn_simulator_program_end\n"
    "snn_simulator_program_begin:\n"
    ".incbin \"" SNN_SIMULATOR_FILE
    "\"\n"
    "snn_simulator_program_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" const std::byte snn_simulator_program_begin[];  // NOLINT(modernize-avoid-c-arrays)
extern "C" const std::byte snn_simulator_program_end[];    // NOLINT(modernize-avoid-c-arrays)

namespace snn::cli {

std::span<const std::byte> simulator_program() {
  return {snn_simulator_program_begin, snn_simulator_program_end};
}

}  // namespace snn::cli
