#include "compiler/driver/diagnostics.h"

#include "compiler/ir/diagnostics.h"
#include "compiler/morphology/diagnostics.h"

namespace snn::driver {

std::vector<diag::DiagInfo> all_diagnostics() {
  std::vector<diag::DiagInfo> all = {
      diag::info_of(kNoSuchModule), diag::info_of(kImportCycle),     diag::info_of(kNoSuchImport),
      diag::info_of(kMissingFile),  diag::info_of(kDirectory),       diag::info_of(kUnreadable),
      diag::info_of(kOutside),      diag::info_of(kDeclaresNothing), diag::info_of(kUnwritable),
      diag::info_of(kNoLibrary),    diag::info_of(kNotIntegrated),   diag::info_of(kSolverRefused),
      diag::info_of(kNoExperiment), diag::info_of(kNothingToRun),    diag::info_of(kKernelStays),
  };
  for (const diag::DiagInfo& info : ir::all_diagnostics())
    all.push_back(info);
  for (const diag::DiagInfo& info : morphology::all_diagnostics())
    all.push_back(info);
  return all;
}

}  // namespace snn::driver
