#pragma once
// The numbers of a script: kernels, between which cells and measures are read.

#include "runtime/exec/engine.h"
#include "runtime/status/status.h"

#include <functional>

namespace snn::host {

/// The present value of a measure.
using ReadMeasure = std::function<double(blueprint::MeasureId)>;

/// In internal units; a Bool is 0 or 1.
status::Result<double> evaluate(const blueprint::Blueprint& blueprint, exec::Engine& engine,
                                const blueprint::Expression& expression, const ReadMeasure& read);

/// Whether there is anything to compute.
[[nodiscard]] inline bool is_given(const blueprint::Expression& expression) {
  return exists(expression.result);
}

}  // namespace snn::host
