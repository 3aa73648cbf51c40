#pragma once
// The processor that code is made for.

#include <string>

namespace snn::cpu {

struct Processor {
  std::string name;      // as LLVM calls it
  std::string features;  // +avx2,+fma,…
  bool has_fma = false;
  bool has_masked_moves = false;  // AVX-512
  unsigned width = 1;  // how many lanes pay: more than a register has, so that they overlap
};

/// What this process runs on.
[[nodiscard]] Processor host_processor();

}  // namespace snn::cpu
