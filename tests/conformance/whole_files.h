#pragma once
// The experiments and tests of files that people wrote, on the reference and on native code.

#include "tests/conformance/tally.h"
#include "tests/conformance/trial.h"

#include <string>
#include <vector>

namespace snn::conformance {

struct FileTrials {
  /// Of the reference, for each experiment; a run is compared as far as it comes.
  double seconds = 0.5;
  /// Every number of threads, width and effort, rather than one of each.
  bool in_all_ways = false;
};

/// Every experiment and test of the files, as scripts: what they set, switch and measure included.
/// Of a sweep its first point.
void try_files(const std::vector<std::string>& paths, const FileTrials& trials, Tally& tally);

}  // namespace snn::conformance
