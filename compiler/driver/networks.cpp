#include "compiler/driver/networks.h"

#include "compiler/driver/diagnostics.h"
#include "compiler/network/elaborate.h"
#include "compiler/network/memory.h"
#include "compiler/network/print.h"
#include "compiler/support/edit_distance.h"

#include <string_view>

namespace snn::driver {
namespace {

class Planner {
 public:
  Planner(Session& session, const model::Program& program, const PlanOptions& options)
      : session_(session), program_(program), options_(options) {
    if (options.only != nullptr) {
      experiments_.push_back(options.only);
      return;
    }
    for (const model::ExperimentDef& experiment : program.experiments) {
      if (session.is_users(experiment.span.file)) experiments_.push_back(&experiment);
    }
  }

  std::vector<network::Plan> plan() {
    const std::string& wanted = options_.experiment;
    for (const model::ExperimentDef* experiment : experiments_) {
      if (wanted.empty() || experiment->title == wanted)
        add(network::elaborate(program_, *experiment, read_, session_.diagnostics()));
    }
    if (!wanted.empty() && plans_.empty()) report_unknown(wanted);
    if (wanted.empty() && experiments_.empty()) plan_alone();
    if (wanted.empty() && plans_.empty()) {
      session_.diagnostics()
          .emit(kNothingToRun, {})
          .help(
              "put cells into a network, and say how long they run: "
              "`experiment e { population n[1] : …  run 1 s }`");
    }
    return std::move(plans_);
  }

 private:
  void add(network::Plan plan) {
    if (!options_.precision.empty()) plan.precision = options_.precision;
    network::check_memory(program_, plan, options_.n_bytes, session_.diagnostics());
    plans_.push_back(std::move(plan));
  }

  // A network that no experiment uses runs with its declared values.
  void plan_alone() {
    for (std::size_t k = 0; k < program_.networks.size(); ++k) {
      const model::NetworkId id(k);
      const model::SymbolId symbol = program_.networks[id].symbol;
      if (symbol.is_valid() && session_.is_users(program_[symbol].span.file))
        add(network::elaborate(program_, id, read_, session_.diagnostics()));
    }
  }

  void report_unknown(const std::string& wanted) {
    auto report = session_.diagnostics().emit(kNoExperiment, {}, wanted);
    std::vector<std::string_view> titles;
    for (const model::ExperimentDef* experiment : experiments_)
      titles.push_back(experiment->title);
    if (const auto meant = nearest_name(wanted, titles))
      report.help(fmt::format("did you mean `{}`?", *meant));
  }

  Session& session_;
  const model::Program& program_;
  const PlanOptions& options_;
  network::ReadFile read_ = [this](source::FileId naming, const std::string& path) {
    return session_.read_data(naming, path);
  };
  std::vector<const model::ExperimentDef*> experiments_;
  std::vector<network::Plan> plans_;
};

}  // namespace

std::vector<network::Plan> plan_networks(Session& session, const Checked& checked,
                                         const PlanOptions& options) {
  return Planner(session, checked.model, options).plan();
}

std::string print_networks(Session& session, const Checked& checked, const PlanOptions& options) {
  const std::size_t n_errors = session.diagnostics().n_errors();
  const std::vector<network::Plan> plans = plan_networks(session, checked, options);
  std::string text;
  if (session.diagnostics().n_errors() > n_errors) return text;
  for (const network::Plan& plan : plans) {
    if (!text.empty()) text += '\n';
    text += network::print(checked.model, plan);
  }
  return text;
}

}  // namespace snn::driver
