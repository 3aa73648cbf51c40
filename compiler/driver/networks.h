#pragma once
// The network stage: plans of a file's experiments and tests, or of its networks where it has none.

#include "compiler/driver/session.h"
#include "compiler/network/plan.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::driver {

struct PlanOptions {
  std::string experiment;                      // its name, or a test's title; empty: all of them
  const model::ExperimentDef* only = nullptr;  // this one, wherever it stands
  std::optional<double> n_bytes;               // the most memory that a run may need
  std::string precision;                       // "f64", "f32"; empty: as each experiment says
};

/// What cannot be built is among the messages, and so are files that are not there.
[[nodiscard]] std::vector<network::Plan> plan_networks(Session& session, const Checked& checked,
                                                       const PlanOptions& options);

/// What `snn dump --stage=network` prints; empty after an error.
[[nodiscard]] std::string print_networks(Session& session, const Checked& checked,
                                         const PlanOptions& options);

}  // namespace snn::driver
