#include "compiler/cli/stub.h"

// The assembler copies the file: a C++ array of this size would take the compiler minutes.
asm(".section .rodata\n"
    ".global snn_stub_begin\n"
    ".global snn_stub_end\n"
    "snn_stub_begin:\n"
    ".incbin \"" SNN_STUB_FILE
    "\"\n"
    "snn_stub_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" const std::byte snn_stub_begin[];  // NOLINT(modernize-avoid-c-arrays)
extern "C" const std::byte snn_stub_end[];    // NOLINT(modernize-avoid-c-arrays)

namespace snn::cli {

std::span<const std::byte> simulator_stub() {
  return {snn_stub_begin, snn_stub_end};
}

}  // namespace snn::cli
