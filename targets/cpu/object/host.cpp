#include "targets/cpu/object/host.h"

#include <llvm/ADT/StringMap.h>
#include <llvm/TargetParser/Host.h>

namespace snn::cpu {

// In virtual machines the name may promise more than there is: the features decide, and the name
// only tunes.
Processor host_processor() {
  Processor processor{.name = "x86-64", .features = {}};
  const llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  for (const auto& feature : features) {
    if (!processor.features.empty()) processor.features += ',';
    processor.features += (feature.second ? "+" : "-") + feature.first().str();
  }
  const auto has = [&](const char* name) { return features.lookup(name); };
#if !defined(__x86_64__)
  processor.name = llvm::sys::getHostCPUName().str();
  processor.has_fma = true;
  processor.width = 4;
  return processor;
#else
  processor.has_fma = has("fma");
  processor.has_masked_moves = has("avx512vl") && has("avx512bw") && has("avx512dq");
  if (processor.has_masked_moves) {
    processor.width = 16;
  } else {
    processor.width = has("avx2") ? 8 : 4;
  }
  return processor;
#endif
}

}  // namespace snn::cpu
