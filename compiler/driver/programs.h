#pragma once
// From a checked model to the programs of its experiments: plans, the arithmetic of every
// component, lowering, passes.

#include "compiler/driver/session.h"
#include "compiler/ir/program.h"
#include "compiler/network/plan.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::driver {

struct CompileOptions {
  std::string experiment;  // its name, or a test's title; empty: all of the file
  const model::ExperimentDef* only = nullptr;  // this one, wherever it stands
  std::string precision;  // "f64" or "f32"; empty: as each experiment says, else f64
  /// As lowering gives it, or settled for a machine.
  ir::Level level = ir::Level::Machine;
  std::string print_after;  // a pass: the programs as they leave it go to `show`
  std::function<void(std::string_view)> show;
};

/// Of each experiment and test in order, up to the first that cannot be integrated or run, which is
/// reported. Errors of an earlier call are no obstacle.
[[nodiscard]] std::vector<ir::Program> compile(Session& session, Checked& checked,
                                               const CompileOptions& options);

}  // namespace snn::driver
