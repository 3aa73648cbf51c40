#pragma once
// Passes over a program of the IR, each measured, and shown where that is asked for.

#include "compiler/driver/session.h"
#include "compiler/ir/program.h"
#include "compiler/passes/pipeline.h"

#include <functional>
#include <string>
#include <string_view>

namespace snn::driver {

struct PassOptions {
  std::string precision = "f64";  // "f64" or "f32", for the pass `machine`
  std::string print_after;        // a pass: the program each time it leaves it goes to `show`
  std::function<void(std::string_view)> show;
  bool verifies_each = passes::kVerifiesByDefault;
};

/// By number, "0" to "2".
[[nodiscard]] passes::Pipeline pipeline_of(std::string_view effort);

void run_passes(Session& session, ir::Program& program, const passes::Pipeline& pipeline,
                const PassOptions& options);

}  // namespace snn::driver
