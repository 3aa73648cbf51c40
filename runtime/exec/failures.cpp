#include "runtime/exec/failures.h"

#include "runtime/exec/edge_order.h"

#include <cmath>
#include <cstdio>
#include <string>
#include <tuple>

namespace snn::exec {

using blueprint::Domain;
using status::Code;

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

}  // namespace

status::Status status_of_failure(Network& network) {
  std::optional<Located> first;
  for (const Worker& worker : network.workers) {
    if (!worker.first_failure) continue;
    const Located here = located(network, worker);
    if (!first || here.order() < first->order()) first = here;
  }
  if (!first) return status::ok();
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
  for (Worker& worker : network.workers) {
    worker.first_failure.reset();
    worker.failure = {};
  }
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

status::Status not_finite(Network& network, const NotFiniteAt& at) {
  network.failure = Failure{.kind = FailureKind::NotFinite,
                            .field = at.field,
                            .element = at.cell,
                            .step = network.state.step,
                            .value = at.value};
  const blueprint::Field& field = network.blueprint.fields[at.field];
  const std::string& population = network.blueprint.populations[field.population].name;
  std::string variable = field.name;
  if (variable.starts_with(population + ".")) variable.erase(0, population.size() + 1);
  std::string value = "inf";
  if (std::isnan(at.value)) value = "nan";
  if (at.value < 0) value = "-inf";
  std::string text = "`" + variable + "` of cell " + std::to_string(at.cell) + " of `" +
                     population + "` is " + value + " (" + at_time(network, network.state.step) +
                     ")";
  if (!field.equation.text.empty()) text += "; its equation is `" + field.equation.text + "`";
  return status::failure(Code::Numerical, std::move(text), field.equation.place);
}

}  // namespace snn::exec
