#pragma once
// From a network plan to a program of the IR: the arithmetic of every component in it, then
// lowering.

#include "compiler/driver/session.h"
#include "compiler/ir/program.h"
#include "compiler/network/plan.h"

#include <optional>

namespace snn::driver {

/// How a program is prepared for a target.
struct Preparation {
  bool is_f32 = false;
  /// 0: nothing is done for speed; 2: everything. The bits of results are the same.
  int effort = 2;
};
/// From level Ideal to level Machine.
void prepare(ir::Program& program, const Preparation& preparation);

/// At level Ideal; nothing when something in it cannot be integrated or run, which is reported.
[[nodiscard]] std::optional<ir::Program> lower_network(Session& session, Checked& checked,
                                                       const network::Plan& plan);

}  // namespace snn::driver
