#pragma once
// What all explicit Runge-Kutta methods have in common: slopes at points that earlier slopes reach.

#include "compiler/equations/methods/writer.h"

#include <span>
#include <vector>

namespace snn::equations {

/// One stage looks at `start + node * h`, reached with `weights` of the slopes before.
struct Stage {
  double node = 0;
  std::vector<double> weights;
};

/// Where a method starts and how far it goes.
struct Span {
  std::vector<ExprId> start;  // of the block's variables
  ExprId delay;               // after the start of the step
  ExprId h;
};

/// Slopes of each stage, for each variable of the block.
using Slopes = std::vector<std::vector<ExprId>>;

[[nodiscard]] Slopes slopes_of(Writer& writer, const Block& block, const Span& span,
                               std::span<const Stage> stages);

/// The variable `index` of the block after `h`, by weighted slopes.
[[nodiscard]] ExprId reached_by(Writer& writer, const Span& span, const Slopes& slopes,
                                std::span<const double> weights, std::size_t index);

/// A whole step of the system.
[[nodiscard]] Span whole_step(Writer& writer, const Block& block);

/// The method whose last weights are `weights`.
void build_explicit(Writer& writer, const Block& block, std::span<const Stage> stages,
                    std::span<const double> weights);

}  // namespace snn::equations
