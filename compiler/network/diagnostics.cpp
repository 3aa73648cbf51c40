#include "compiler/network/diagnostics.h"

namespace snn::network {

std::vector<diag::DiagInfo> all_diagnostics() {
  return {
      diag::info_of(kSynapses), diag::info_of(kTooLarge), diag::info_of(kDiffersBetweenCells),
      diag::info_of(kLayout),   diag::info_of(kDataFile), diag::info_of(kDataShape),
  };
}

}  // namespace snn::network
