#include "compiler/lower/diagnostics.h"

namespace snn::lower {

std::vector<diag::DiagInfo> all_diagnostics() {
  return {diag::info_of(kNotYet)};
}

}  // namespace snn::lower
