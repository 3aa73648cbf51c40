#include "compiler/ir/diagnostics.h"

namespace snn::ir {

std::vector<diag::DiagInfo> all_diagnostics() {
  return {info_of(kUnexpected), info_of(kUnknown), info_of(kViolation)};
}

}  // namespace snn::ir
