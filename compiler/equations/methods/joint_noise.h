#pragma once
// White noise in exact equations: what a step adds to each state has a covariance that is known.

#include "compiler/equations/methods/writer.h"

#include <map>

namespace snn::equations {

/// For each of `equations` that noise reaches, the random part of its step. Noise of the whole
/// population and noise of one cell are drawn apart.
[[nodiscard]] std::map<std::size_t, ExprId> joint_noise(Writer& writer, const Block& equations);

}  // namespace snn::equations
