#include "compiler/ir/access.h"

#include <algorithm>

namespace snn::ir {

using blueprint::Domain;
using blueprint::Place;

namespace {

/// Exactly one element of a launch is at this cell or edge.
bool is_alone(Domain domain, Frame frame) {
  switch (domain) {
    case Domain::Once: return frame == Frame::Run;
    case Domain::Pair: return false;
    case Domain::EachCell:
    case Domain::EachFired: return frame == Frame::Self;
    case Domain::SourceArrival: return frame == Frame::Pre;
    case Domain::TargetArrival: return frame == Frame::Post;
    case Domain::RowArrival:
    case Domain::ColumnArrival:
    case Domain::EachEdge: return frame == Frame::Edge;
  }
  return false;
}

}  // namespace

bool has_frame(Domain domain, Frame frame) {
  if (frame == Frame::Run) return true;
  switch (domain) {
    case Domain::Once: return false;
    case Domain::EachCell:
    case Domain::EachFired: return frame == Frame::Self;
    case Domain::SourceArrival: return frame == Frame::Pre;
    case Domain::TargetArrival: return frame == Frame::Post;
    case Domain::RowArrival:
    case Domain::ColumnArrival:
    case Domain::EachEdge: return frame != Frame::Self;
    case Domain::Pair: return frame == Frame::Pre || frame == Frame::Post;
  }
  return false;
}

PopulationId population_of(const blueprint::Blueprint& blueprint,
                           const blueprint::KernelInfo& kernel, Frame frame) {
  switch (frame) {
    case Frame::Self: return kernel.population;
    case Frame::Run:
    case Frame::Edge: return PopulationId::none;
    case Frame::Pre: return blueprint.projections[kernel.projection].source;
    case Frame::Post: return blueprint.projections[kernel.projection].target;
  }
  return PopulationId::none;
}

bool belongs_to(const blueprint::Blueprint& blueprint, const blueprint::KernelInfo& kernel,
                FieldRef field) {
  const blueprint::Field& column = blueprint.fields[field.field];
  switch (column.place) {
    case Place::Cell:
      return field.frame != Frame::Edge && field.frame != Frame::Run &&
             column.population == population_of(blueprint, kernel, field.frame);
    case Place::Edge: return field.frame == Frame::Edge && column.projection == kernel.projection;
    case Place::Run: return field.frame == Frame::Run;
    case Place::Source:
    case Place::Target: {
      if (column.projection != kernel.projection) return false;
      const Frame end = column.place == Place::Source ? Frame::Pre : Frame::Post;
      // A kernel over the cells at one end, for the projection's sake.
      const bool is_at_end =
          field.frame == Frame::Self && kernel.population == population_of(blueprint, kernel, end);
      return field.frame == end || is_at_end;
    }
  }
  return false;
}

bool may_store(const blueprint::Blueprint&, const blueprint::KernelInfo& kernel, FieldRef field) {
  return is_alone(kernel.domain, field.frame);
}

bool may_accumulate(const blueprint::Blueprint& blueprint, const blueprint::KernelInfo& kernel,
                    FieldRef field) {
  if (may_store(blueprint, kernel, field)) return true;
  const bool is_of_edges = kernel.domain == Domain::RowArrival ||
                           kernel.domain == Domain::ColumnArrival ||
                           kernel.domain == Domain::EachEdge;
  return is_of_edges && field.frame == Frame::Post;
}

bool runs_in_steps(const blueprint::Blueprint& blueprint, KernelId kernel) {
  return std::ranges::any_of(blueprint.schedule.step, [&](const blueprint::Action& action) {
    if (const auto* launch = std::get_if<blueprint::Launch>(&action)) {
      return launch->kernel == kernel;
    }
    const auto* deliver = std::get_if<blueprint::Deliver>(&action);
    return deliver != nullptr &&
           std::ranges::find(deliver->kernels, kernel) != deliver->kernels.end();
  });
}

}  // namespace snn::ir
