#include "compiler/lower/lower.h"

#include "compiler/lower/cell_steps.h"
#include "compiler/lower/cells.h"
#include "compiler/lower/diagnostics.h"
#include "compiler/lower/drives.h"
#include "compiler/lower/edge_steps.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/expressions.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/script.h"
#include "compiler/lower/workspace.h"

#include <algorithm>
#include <utility>

namespace snn::lower {

namespace {

using blueprint::Action;

void launch(std::vector<Action>& list, KernelId kernel) {
  if (blueprint::exists(kernel)) list.push_back(blueprint::Launch{kernel});
}

/// The phases of a step in their order, each for all populations and projections.
class StepOrder {
 public:
  StepOrder(Workspace& work, Numbers& numbers) : work_(work) {
    for (std::size_t k = 0; k < work.network.drives.size(); ++k)
      drives_.push_back(write_drive(work, numbers, network::DriveId(k)));
    for (std::size_t k = 0; k < work.network.projections.size(); ++k)
      edges_.push_back(write_edge_steps(work, numbers, network::ProjectionId(k)));
    for (std::size_t k = 0; k < work.network.populations.size(); ++k)
      cells_.push_back(write_cell_steps(work, numbers, network::PopulationId(k)));
  }

  void write() {
    std::vector<Action>& step = work_.blueprint().schedule.step;
    for (const DriveKernel& drive : drives_)
      if (!drive.gives_spikes) launch(step, drive.kernel);
    for (const EdgeSteps& edge : edges_)
      launch(step, edge.sample);
    for (const EdgeSteps& edge : edges_)
      for (const KernelId kernel : edge.flow)
        launch(step, kernel);
    // Arrivals that look at no cell may come before the cells flow: then everything that a cell
    // does in a step stands in one piece.
    deliver(step, false);
    const bool is_phased = std::ranges::any_of(edges_, &EdgeSteps::arrivals_read_target);
    if (is_phased) {
      for (const CellSteps& cell : cells_)
        launch(step, cell.flow);
      deliver(step, true);
      for (std::size_t k = 0; k < cells_.size(); ++k)
        arrive(step, network::PopulationId(k));
    } else {
      for (std::size_t k = 0; k < cells_.size(); ++k) {
        launch(step, cells_[k].flow);
        arrive(step, network::PopulationId(k));
        if (!is_returned_to(network::PopulationId(k))) launch(step, cells_[k].reset);
      }
    }
    for (const EdgeSteps& edge : edges_)
      launch(step, edge.returns);
    for (std::size_t k = 0; k < cells_.size(); ++k)
      if (is_phased || is_returned_to(network::PopulationId(k))) launch(step, cells_[k].reset);
    for (std::size_t k = 0; k < work_.blueprint().populations.size(); ++k) {
      const auto id = static_cast<PopulationId>(k);
      if (blueprint::exists(work_.blueprint().populations[id].fired))
        step.push_back(blueprint::Route{id});
    }
    for (const EdgeSteps& edge : edges_) {
      for (const KernelId kernel : edge.jumps) {
        if (work_.blueprint().kernels[kernel].domain == blueprint::Domain::RowArrival) {
          step.push_back(blueprint::Deliver{{kernel}});
        } else {
          launch(step, kernel);
        }
      }
    }
  }

 private:
  /// Phases (3) and (4) of one population.
  void arrive(std::vector<Action>& step, network::PopulationId id) {
    for (std::size_t k = 0; k < drives_.size(); ++k) {
      const network::Drive& drive = work_.network.drives[network::DriveId(k)];
      if (drives_[k].gives_spikes && drive.target.cells.population == id)
        launch(step, drives_[k].kernel);
    }
    launch(step, cells_[id.index].arrivals);
    launch(step, cells_[id.index].threshold);
  }

  /// Whether synapses look at the cells between their threshold and their reset.
  bool is_returned_to(network::PopulationId id) const {
    for (std::size_t k = 0; k < edges_.size(); ++k) {
      const network::Projection& projection = work_.network.projections[network::ProjectionId(k)];
      if (blueprint::exists(edges_[k].returns) && projection.target.cells.population == id)
        return true;
    }
    return false;
  }

  void deliver(std::vector<Action>& step, bool reads_target) {
    blueprint::Deliver deliver;
    for (const EdgeSteps& edge : edges_) {
      if (blueprint::exists(edge.arrivals) && edge.arrivals_read_target == reads_target)
        deliver.kernels.push_back(edge.arrivals);
    }
    if (!deliver.kernels.empty()) step.push_back(std::move(deliver));
  }

  Workspace& work_;
  std::vector<DriveKernel> drives_;
  std::vector<EdgeSteps> edges_;
  std::vector<CellSteps> cells_;
};

void write(Workspace& work) {
  work.blueprint().name = work.network.title;
  if (work.network.has_exact_spike_times)
    throw Unsupported("`spike_times = exact`", work.network.experiment != nullptr
                                                   ? work.network.experiment->span
                                                   : source::SourceSpan());
  Numbers numbers(work);
  work.blueprint().schedule.numbers.push_back(blueprint::Launch{numbers.kernel()});
  work.cells.resize(work.network.populations.size());
  work.edges.resize(work.network.projections.size());
  for (std::size_t k = 0; k < work.network.populations.size(); ++k)
    declare_cells(work, numbers, network::PopulationId(k));
  for (std::size_t k = 0; k < work.network.projections.size(); ++k)
    declare_edges(work, numbers, network::ProjectionId(k));
  for (std::size_t k = 0; k < work.network.populations.size(); ++k)
    set_up_cells(work, numbers, network::PopulationId(k));
  for (std::size_t k = 0; k < work.network.projections.size(); ++k)
    set_up_edges(work, numbers, network::ProjectionId(k));
  StepOrder(work, numbers).write();
  write_script(work, numbers);
}

}  // namespace

std::optional<ir::Program> to_ir(model::Program& model, const network::Plan& network,
                                 const Arithmetic& arithmetic, const source::SourceManager& sources,
                                 const Documentation& documentation, diag::Diagnostics& diags) {
  Workspace work{.model = model,
                 .network = network,
                 .arithmetic = arithmetic,
                 .sources = sources,
                 .documentation = documentation,
                 .streams = network.streams};
  try {
    write(work);
  } catch (const Unsupported& what) {
    diags.emit(kNotYet, what.span, what.what());
    return std::nullopt;
  }
  return std::move(work.program);
}

}  // namespace snn::lower
