#pragma once
// Networks made by hand: a blueprint, and kernels that are C++ functions.

#include "runtime/blueprint/blueprint.h"
#include "runtime/exec/engine.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace snn::exec {

using blueprint::Domain;
using blueprint::FieldId;
using blueprint::GlobalId;
using blueprint::KernelId;
using blueprint::Place;
using blueprint::PopulationId;
using blueprint::ProjectionId;
using blueprint::Scalar;

using Code = std::function<void(const snn_kernel_args&)>;

template <class T>
T* column(const snn_kernel_args& args, FieldId field) {
  return static_cast<T*>(args.fields[blueprint::index_of(field)]);
}
inline std::uint32_t target_of(const snn_kernel_args& args, std::uint64_t edge) {
  return static_cast<std::uint32_t>(args.first_target + args.targets[edge]);
}
template <class T>
T& slot(const snn_kernel_args& args, GlobalId global) {
  return *reinterpret_cast<T*>(static_cast<char*>(args.globals) + 8 * blueprint::index_of(global));
}

class HandMade final : public Kernels {
 public:
  HandMade() {
    plan.name = "by hand";
    plan.dt = number("dt", 0.1);
    plan.seed = number("seed", 42, Scalar::I64);
  }

  GlobalId number(std::string name, double value, Scalar type = Scalar::F64) {
    return plan.globals.add({.name = std::move(name), .type = type, .value = value});
  }
  PopulationId population(const std::string& name, double size) {
    const GlobalId n = number(name + ".size", size, Scalar::I64);
    const auto id = plan.populations.add({.name = name, .size = n});
    plan.populations[id].fired = field(id, name + ".fired", Scalar::Bool);
    return id;
  }
  FieldId field(PopulationId population, std::string name, Scalar type = Scalar::F64) {
    return plan.fields.add({.name = std::move(name), .type = type, .population = population});
  }
  ProjectionId projection(std::string name, PopulationId source, PopulationId target,
                          blueprint::Pairs pairs, double delay = 1) {
    const GlobalId steps = number(name + ".delay", delay, Scalar::I64);
    return plan.projections.add({.name = std::move(name),
                                 .source = source,
                                 .target = target,
                                 .pairs = pairs,
                                 .delay = steps});
  }
  FieldId of_edges(ProjectionId projection, std::string name, Scalar type = Scalar::F64) {
    return plan.fields.add(
        {.name = std::move(name), .type = type, .place = Place::Edge, .projection = projection});
  }
  KernelId once(std::string name, Code code) {
    return add({.name = std::move(name), .domain = Domain::Once}, std::move(code));
  }
  KernelId over_cells(std::string name, Domain domain, PopulationId population, Code code) {
    return add({.name = std::move(name), .domain = domain, .population = population},
               std::move(code));
  }
  KernelId over_edges(std::string name, Domain domain, ProjectionId projection, Code code) {
    return add({.name = std::move(name), .domain = domain, .projection = projection},
               std::move(code));
  }
  /// The cells of `population` spike in step s for which `spikes(s, cell)`.
  KernelId emitter(PopulationId population,
                   std::function<bool(std::int64_t, std::uint64_t)> spikes) {
    const FieldId fired = plan.populations[population].fired;
    return over_cells("emit", Domain::EachCell, population, [=](const snn_kernel_args& args) {
      for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
        column<std::uint8_t>(args, fired)[cell] = spikes(args.step, cell) ? 1 : 0;
      }
    });
  }

  void run(KernelId kernel, const snn_kernel_args& args) const override {
    code_[blueprint::index_of(kernel)](args);
  }

  blueprint::Blueprint plan;

 private:
  KernelId add(blueprint::KernelInfo info, Code code) {
    code_.push_back(std::move(code));
    return plan.kernels.add(std::move(info));
  }

  std::vector<Code> code_;
};

/// f(edge, source, target) for the edges that a RowArrival is called for.
template <class F>
void over_rows(const snn_kernel_args& args, F f) {
  for (std::uint64_t i = args.begin; i < args.end; ++i) {
    const std::uint32_t source = args.list[i];
    for (std::uint64_t edge = args.row_begin[source]; edge < args.row_end[source]; ++edge) {
      f(edge, source, target_of(args, edge));
    }
  }
}
/// f(edge, source, target) for the edges that a ColumnArrival is called for.
template <class F>
void over_columns(const snn_kernel_args& args, F f) {
  for (std::uint64_t i = args.begin; i < args.end; ++i) {
    const std::uint32_t target = args.list[i];
    for (std::uint64_t at = args.row_begin[target]; at < args.row_end[target]; ++at) {
      const std::uint64_t edge = args.edges[at];
      f(edge, args.sources[edge], target);
    }
  }
}

}  // namespace snn::exec
