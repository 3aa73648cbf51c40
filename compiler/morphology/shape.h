#pragma once
// A cable whose shape is read from a file: its unbranched runs of samples, divided into segments.

#include "compiler/morphology/segments.h"
#include "runtime/readers/swc.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace snn::morphology {

/// Nodes one after another, each hanging on the one before.
struct Run {
  std::size_t first = 0;
  std::size_t n_nodes = 0;
  std::optional<std::size_t> parent;  // the node that the first one hangs on; none: the root
};

struct Shape {
  std::vector<Run> runs;            // parents before children
  std::vector<double> areas;        // of each node, um^2; 0 where branches meet
  std::vector<double> resistances;  // to the node it hangs on: length over cross-section, 1/um
  /// The longest way from the root to a tip: how far, of 1, each of its nodes reaches.
  struct Stop {
    double end = 0;
    std::size_t node = 0;
  };
  std::vector<Stop> stops;
  std::size_t n_segments = 0;
};

/// How sections are divided: by a fraction of the space constant, or into a number that is given.
struct Division {
  Membrane membrane;
  double d_lambda = 0;
  double frequency = 0;
  std::optional<double> n_segments;
};

/// A soma of one sample is a cylinder as long as wide, with one node; so are three samples of which
/// two hang on the first. What hangs on it begins at its own first sample.
[[nodiscard]] Shape shape_of(const std::vector<readers::SwcSample>& samples,
                             const Division& division);

}  // namespace snn::morphology
