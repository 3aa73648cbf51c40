#pragma once
// `convolve(k, x)` as equations, where the kernel is a sum of exponentials.

#include "compiler/model/program.h"

#include <string>
#include <vector>

namespace snn::equations {

using model::ExprId;

/// A kernel that no equation and no history can stand for.
struct KernelProblem {
  source::SourceSpan span;
  std::string kernel;
  std::string text;
};

/// The longest time, in ms, for which a kernel may be remembered.
inline constexpr double kLongestMemory = 1e5;

/// The convolutions that a component asks for; those in another's source come before it.
[[nodiscard]] std::vector<ExprId> convolutions_in(const model::Program& program,
                                                  const model::Component& component);

/// Puts states and equations in place of the convolutions of every component:
///
///     y' = a*y + x            for  exp(a*s)
///     y1' = a*y1 + y          for  s*exp(a*s), and so on
///     c' = a*c - w*d + x,  d' = a*d + w*c   for  exp(a*s)*cos(w*s) and exp(a*s)*sin(w*s)
///
/// Whatever asks for the convolution then asks for coefficients times such states. Kernels that are
/// no such sum keep their `convolve`; those that do not decay are problems.
[[nodiscard]] std::vector<KernelProblem> replace_convolutions(model::Program& program);

}  // namespace snn::equations
