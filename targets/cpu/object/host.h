#pragma once
// The processor that code is made for.

#include <string>

namespace snn::cpu {

struct Processor {
  std::string name;      // as LLVM calls it
  std::string features;  // +avx2,+fma,…
  bool has_fma = false;
  bool has_masked_moves = false;  // AVX-512
  unsigned width = 1;             // f64 lanes that pay
};

/// What this process runs on.
[[nodiscard]] Processor host_processor();

}  // namespace snn::cpu
