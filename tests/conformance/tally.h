#pragma once
// What came of many comparisons.

namespace snn::conformance {

struct Tally {
  int n_passed = 0;
  int n_failed = 0;
  int n_beyond = 0;  // valid, and not yet to be run: named, not passed
};

}  // namespace snn::conformance
