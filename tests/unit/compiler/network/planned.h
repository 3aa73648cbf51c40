#pragma once
// The plan of a program that a test writes down; its files lie in memory.

#include "compiler/driver/session.h"
#include "compiler/network/elaborate.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>

namespace snn::tests {

struct Planned {
  explicit Planned(const std::string& text, std::map<std::string, std::string> data = {})
      : files(std::move(data)), session(disk, {}), checked(session.check_text("test.snn", text)) {
    std::string said;
    for (const diag::Diagnostic& diagnostic : session.diagnostics().all())
      said += diagnostic.message + '\n';
    CAPTURE(said);
    REQUIRE(checked.is_sound);
    const auto read = [this](source::FileId, const std::string& path) -> Result<std::string> {
      const auto found = files.find(path);
      if (found == files.end()) return Failure{"does not exist"};
      return found->second;
    };
    const model::Program& program = checked.model;
    for (const model::ExperimentDef& experiment : program.experiments) {
      if (session.is_users(experiment.span.file) && !plan.experiment)
        plan = network::elaborate(program, experiment, read, session.diagnostics());
    }
    for (std::size_t k = 0; k < program.networks.size() && !plan.experiment; ++k) {
      const model::SymbolId symbol = program.networks[model::NetworkId(k)].symbol;
      if (symbol.is_valid() && session.is_users(program[symbol].span.file))
        plan = network::elaborate(program, model::NetworkId(k), read, session.diagnostics());
    }
  }
  Planned(const Planned&) = delete;
  Planned& operator=(const Planned&) = delete;

  [[nodiscard]] const network::Population& population(std::string_view path) const {
    for (const network::Population& row : plan.populations) {
      if (row.path == path) return row;
    }
    FAIL("no population ", path);
    return *plan.populations.begin();
  }
  [[nodiscard]] const network::Projection& projection(std::string_view path) const {
    for (const network::Projection& row : plan.projections) {
      if (row.path == path) return row;
    }
    FAIL("no projection ", path);
    return *plan.projections.begin();
  }
  [[nodiscard]] const network::Setting& setting(const std::vector<network::Setting>& settings,
                                                std::string_view name) const {
    for (const network::Setting& row : settings) {
      if (checked.model[row.variable].name == name) return row;
    }
    FAIL("no setting ", name);
    return settings.front();
  }
  [[nodiscard]] bool was_said(std::string_view code) const {
    for (const diag::Diagnostic& diagnostic : session.diagnostics().all()) {
      if (diagnostic.code == code) return true;
    }
    return false;
  }

  std::map<std::string, std::string> files;
  source::MemoryFileSystem disk{{}};
  mutable driver::Session session;
  driver::Checked checked;
  network::Plan plan;
};

/// A neuron that spikes reach, and a synapse's worth of settings for it.
inline constexpr std::string_view kCell = R"(
neuron Cell {
  param tau = 20 ms, theta = 15 mV
  input s: spike mV
  state V = 0 mV
  dV/dt = -V/tau + s
  spike when V >= theta { V = 0 mV }
}
)";

[[nodiscard]] inline std::string with_cell(std::string_view rest) {
  return std::string(kCell) + std::string(rest);
}

}  // namespace snn::tests
