#include "runtime/exec/failures.h"

#include "runtime/exec/edge_order.h"

#include <cmath>
#include <cstdio>
#include <string>
#include <tuple>

namespace snn::exec {

using blueprint::Domain;
using status::Code;
using status::Status;

namespace {

bool is_of_edges(Domain domain) {
  return domain == Domain::RowArrival || domain == Domain::ColumnArrival ||
         domain == Domain::EachEdge;
}

// A worker's failure with the cells it is about.
struct Located {
  const WorkerFailure* failure = nullptr;
  std::size_t part = 0;
  EdgePlace edge = {};

  [[nodiscard]] auto order() const {
    return std::tuple(failure->step, failure->place, edge.source, edge.delay, edge.target,
                      edge.multiplicity, failure->what.element);
  }
};

Located located(const Network& network, const Worker& worker) {
  Located found{.failure = &*worker.first_failure, .part = worker.part};
  if (exists(found.failure->field)) {
    const blueprint::Field& field = network.blueprint.fields[found.failure->field];
    found.edge = place_of(network, field.projection, worker.part, found.failure->what.element);
    return found;
  }
  const blueprint::KernelInfo& info = network.blueprint.kernels[found.failure->kernel];
  if (!is_of_edges(info.domain)) return found;
  found.edge = place_of(network, info.projection, worker.part, found.failure->what.element);
  return found;
}

std::string at_time(const Network& network, std::int64_t step) {
  char text[64];
  std::snprintf(text, sizeof(text), "step %lld, t = %g ms", static_cast<long long>(step),
                static_cast<double>(step) * network.dt());
  return text;
}

// `w`, of the field `net.plastic.w` of `net.plastic`.
std::string own_name(const blueprint::Field& field, const std::string& home) {
  const bool is_below = field.name.starts_with(home + ".");
  return '`' + (is_below ? field.name.substr(home.size() + 1) : field.name) + '`';
}

// For the failure that the network has: `row` is the field or the number of the run.
template <class Row>
Status not_finite_status(const Network& network, const Row& row, const std::string& whose) {
  const Failure& failure = *network.failure;
  std::string value = failure.value < 0 ? "-inf" : "inf";
  if (std::isnan(failure.value)) value = "nan";
  std::string text = whose + " is " + value + " (" + at_time(network, failure.step) + ")";
  if (!row.equation.text.empty()) text += "; its equation is `" + row.equation.text + '`';
  if (!row.change.text.empty()) text += "; it is changed by `" + row.change.text + '`';
  const std::string& place = row.equation.text.empty() ? row.change.place : row.equation.place;
  return status::failure(Code::Numerical, std::move(text), place);
}

Status not_finite_edge(Network& network, const Located& where) {
  const blueprint::Field& field = network.blueprint.fields[where.failure->field];
  const blueprint::Projection& projection = network.blueprint.projections[field.projection];
  network.failure = Failure{.kind = FailureKind::NotFinite,
                            .field = where.failure->field,
                            .element = number_of(network, field.projection, where.edge),
                            .source = where.edge.source,
                            .target = where.edge.target,
                            .step = where.failure->step,
                            .value = where.failure->what.value};
  const auto cell = [&](std::uint32_t number, blueprint::PopulationId population) {
    return "cell " + std::to_string(number) + " of `" +
           network.blueprint.populations[population].name + '`';
  };
  return not_finite_status(network, field,
                           own_name(field, projection.name) + " of the synapse from " +
                               cell(where.edge.source, projection.source) + " to " +
                               cell(where.edge.target, projection.target) + " in `" +
                               projection.name + '`');
}

void forget_failures(Network& network) {
  for (Worker& worker : network.workers) {
    worker.first_failure.reset();
    worker.failure = {};
  }
}

}  // namespace

Status status_of_failure(Network& network) {
  std::optional<Located> first;
  for (const Worker& worker : network.workers) {
    if (!worker.first_failure) continue;
    const Located here = located(network, worker);
    if (!first || here.order() < first->order()) first = here;
  }
  if (!first) return status::ok();
  if (exists(first->failure->field)) {
    Status status = not_finite_edge(network, *first);
    forget_failures(network);
    return status;
  }
  const WorkerFailure& what = *first->failure;
  const blueprint::KernelInfo& info = network.blueprint.kernels[what.kernel];
  const bool is_loop = what.what.kind == 2;
  Failure failure{.kind = is_loop ? FailureKind::Loop : FailureKind::Requirement,
                  .kernel = what.kernel,
                  .inst = what.what.inst,
                  .element = what.what.element,
                  .step = what.step,
                  .value = what.what.value};
  std::string whom = "cell " + std::to_string(failure.element);
  if (is_of_edges(info.domain)) {
    failure.source = first->edge.source;
    failure.target = first->edge.target;
    failure.element = number_of(network, info.projection, first->edge);
    whom = "the synapse from cell " + std::to_string(failure.source) + " to cell " +
           std::to_string(failure.target);
  } else if (info.domain == Domain::Once) {
    whom = "the whole network";
  }
  network.failure = failure;
  forget_failures(network);
  const std::string where =
      "`" + info.name + "` for " + whom + " (" + at_time(network, failure.step) + ")";
  if (is_loop) return status::failure(Code::Numerical, "an iteration did not end in " + where);
  for (const blueprint::Reason& reason : network.blueprint.reasons) {
    if (reason.kernel != failure.kernel || reason.inst != failure.inst) continue;
    const std::string at = info.domain == Domain::Once ? "" : " (" + whom + ")";
    return status::failure(Code::Input, reason.text + at, reason.place);
  }
  return status::failure(Code::Input, "a requirement does not hold in " + where);
}

Status not_finite(Network& network, const NotFiniteAt& at) {
  network.failure = Failure{.kind = FailureKind::NotFinite,
                            .field = at.field,
                            .element = at.cell,
                            .step = network.state.step,
                            .value = at.value};
  if (exists(at.global)) {
    const blueprint::Global& number = network.blueprint.globals[at.global];
    return not_finite_status(network, number, '`' + number.name + '`');
  }
  const blueprint::Field& field = network.blueprint.fields[at.field];
  const std::string index = std::to_string(at.cell);
  const blueprint::PopulationId owner = network.state.owner(at.field);
  if (!exists(owner))
    return not_finite_status(network, field, '`' + field.name + "` (element " + index + ")");
  const std::string& population = network.blueprint.populations[owner].name;
  const bool is_of_edges = field.place != blueprint::Place::Cell;
  const std::string& home =
      is_of_edges ? network.blueprint.projections[field.projection].name : population;
  std::string whose = own_name(field, home) + " of cell " + index + " of `" + population + '`';
  if (is_of_edges) whose += " in `" + home + '`';
  return not_finite_status(network, field, whose);
}

}  // namespace snn::exec
