#include "compiler/equations/kernel_horizon.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace snn::equations {
namespace {

constexpr double kNegligible = 1e-9;

/// A stretch of ages and the area under |k| there.
struct Stretch {
  double end = 0;
  double area = 0;
};

}  // namespace

// By midpoints, in blocks that double: fine where kernels are young, coarse where they are old. Two
// blocks in a row without anything worth counting end it.
std::optional<double> horizon_of(const model::Program& program, const model::KernelDef& kernel,
                                 const model::Bindings& bindings, double longest) {
  constexpr int kPerBlock = 256;
  constexpr double kFirst = 1;  // ms
  std::vector<Stretch> stretches;
  double total = 0;
  int n_quiet = 0;
  double begin = 0;
  double length = kFirst;
  model::Bindings all = bindings;
  while (n_quiet < 2 || total == 0) {
    if (begin > longest) return std::nullopt;
    double of_block = 0;
    const double width = length / kPerBlock;
    for (int k = 0; k < kPerBlock; ++k) {
      all[kernel.variable] = begin + (k + 0.5) * width;
      const std::optional<double> value = model::evaluate(program, kernel.body, all);
      if (!value || !std::isfinite(*value)) return std::nullopt;
      const double area = std::fabs(*value) * width;
      stretches.push_back({begin + (k + 1) * width, area});
      of_block += area;
    }
    total += of_block;
    n_quiet = of_block < kNegligible * total / 2 ? n_quiet + 1 : 0;
    begin += length;
    length = begin;
  }
  double rest = 0;
  for (auto stretch = stretches.rbegin(); stretch != stretches.rend(); ++stretch) {
    rest += stretch->area;
    if (rest > kNegligible * total) return stretch->end;
  }
  return kFirst;
}

}  // namespace snn::equations
