#include "compiler/morphology/diagnostics.h"

namespace snn::morphology {

std::vector<diag::DiagInfo> all_diagnostics() {
  return {diag::info_of(kNoTree), diag::info_of(kNoShape), diag::info_of(kMorphology)};
}

}  // namespace snn::morphology
