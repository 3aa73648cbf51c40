#include "compiler/lower/lower.h"

#include "compiler/lower/cell_steps.h"
#include "compiler/lower/cells.h"
#include "compiler/lower/diagnostics.h"
#include "compiler/lower/drives.h"
#include "compiler/lower/edge_steps.h"
#include "compiler/lower/edges.h"
#include "compiler/lower/events.h"
#include "compiler/lower/expressions.h"
#include "compiler/lower/kept_inputs.h"
#include "compiler/lower/late_drives.h"
#include "compiler/lower/numbers.h"
#include "compiler/lower/places.h"
#include "compiler/lower/script.h"
#include "compiler/lower/set_targets.h"
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
    for (std::size_t k = 0; k < cells_.size(); ++k)
      work.cells[network::PopulationId(k)].reset = cells_[k].reset;
  }

  void write() {
    std::vector<Action>& step = work_.blueprint().schedule.step;
    for (const DriveKernel& drive : drives_)
      if (!drive.gives_spikes) launch(step, drive.kernel);
    for (const EdgeSteps& edge : edges_)
      step.insert(step.end(), edge.sample.begin(), edge.sample.end());
    for (const EdgeSteps& edge : edges_)
      for (const KernelId kernel : edge.flow)
        launch(step, kernel);
    // Arrivals that look at no cell may come before the cells flow: then everything that a cell
    // does in a step stands in one piece.
    deliver(step, false);
    for (const EdgeSteps& edge : edges_)
      if (!edge.arrivals_read_target) take_in(step, edge);
    const bool is_phased = std::ranges::any_of(edges_, [](const EdgeSteps& edge) {
      return edge.arrivals_read_target || !edge.clocked.empty();
    });
    if (is_phased) {
      for (const CellSteps& cell : cells_)
        launch(step, cell.flow);
      deliver(step, true);
      for (const EdgeSteps& edge : edges_)
        if (edge.arrivals_read_target) take_in(step, edge);
      for (std::size_t k = 0; k < cells_.size(); ++k)
        arrive(step, network::PopulationId(k));
      for (const EdgeSteps& edge : edges_)
        step.insert(step.end(), edge.clocked.begin(), edge.clocked.end());
      for (const CellSteps& cell : cells_)
        launch(step, cell.threshold);
    } else {
      for (std::size_t k = 0; k < cells_.size(); ++k) {
        launch(step, cells_[k].flow);
        arrive(step, network::PopulationId(k));
        launch(step, cells_[k].threshold);
        if (!is_returned_to(network::PopulationId(k))) launch(step, cells_[k].reset);
      }
    }
    // Spikes are known before they return.
    route(step, true);
    for (const EdgeSteps& edge : edges_) {
      launch(step, edge.returns);
      launch(step, edge.of_targets);
    }
    for (std::size_t k = 0; k < cells_.size(); ++k)
      if (is_phased || is_returned_to(network::PopulationId(k))) launch(step, cells_[k].reset);
    route(step, false);
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

  /// Behind the events of a step, which are written last.
  void write_ends(std::vector<Action>& step) const {
    for (const EdgeSteps& edge : edges_)
      launch(step, edge.conditions);
  }

 private:
  static void take_in(std::vector<Action>& step, const EdgeSteps& edge) {
    launch(step, edge.of_sources);
    launch(step, edge.gathered);
  }

  /// Phase (3) of one population.
  void arrive(std::vector<Action>& step, network::PopulationId id) {
    for (std::size_t k = 0; k < drives_.size(); ++k) {
      const network::Drive& drive = work_.network.drives[network::DriveId(k)];
      if (drives_[k].gives_spikes && drive.target.cells.population == id)
        launch(step, drives_[k].kernel);
    }
    launch(step, cells_[id.index].arrivals);
  }

  /// Of the populations that spikes return to, or of the others.
  void route(std::vector<Action>& step, bool returns) const {
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      const PopulationId id = work_.cells[network::PopulationId(k)].id;
      if (is_returned_to(network::PopulationId(k)) == returns &&
          blueprint::exists(work_.program.blueprint.populations[id].fired))
        step.push_back(blueprint::Route{id});
    }
  }

  /// Whether synapses look at the cells between their threshold and their reset.
  bool is_returned_to(network::PopulationId id) const {
    for (std::size_t k = 0; k < edges_.size(); ++k) {
      const network::Projection& projection = work_.network.projections[network::ProjectionId(k)];
      const bool returns =
          blueprint::exists(edges_[k].returns) || blueprint::exists(edges_[k].of_targets);
      if (returns && projection.target.cells.population == id) return true;
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
  declare_late_drives(work);
  find_set_in_part(work);
  work.cells.resize(work.network.populations.size());
  work.edges.resize(work.network.projections.size());
  for (std::size_t k = 0; k < work.network.populations.size(); ++k)
    declare_cells(work, numbers, network::PopulationId(k));
  for (std::size_t k = 0; k < work.network.populations.size(); ++k)
    declare_places(work, numbers, network::PopulationId(k));
  for (std::size_t k = 0; k < work.network.projections.size(); ++k)
    declare_edges(work, numbers, network::ProjectionId(k));
  for (std::size_t k = 0; k < work.network.populations.size(); ++k)
    set_up_cells(work, numbers, network::PopulationId(k));
  for (std::size_t k = 0; k < work.network.populations.size(); ++k)
    set_up_places(work, numbers, network::PopulationId(k));
  for (std::size_t k = 0; k < work.network.projections.size(); ++k)
    set_up_edges(work, numbers, network::ProjectionId(k));
  StepOrder order(work, numbers);
  order.write();
  std::vector<Action>& step = work.blueprint().schedule.step;
  const std::size_t place_of_events = step.size();
  order.write_ends(step);
  Events events(work, numbers);
  write_script(work, numbers, events);
  events.write_emitted(place_of_events);
  write_kept_inputs(work, numbers);
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
