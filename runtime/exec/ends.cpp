#include "runtime/exec/ends.h"

#include <functional>
#include <string>
#include <utility>

namespace snn::exec {

using blueprint::KernelId;
using blueprint::Rule;
using status::Code;

namespace {

// A kernel's value for a pair of cells, counted in their whole populations.
std::function<double(std::uint32_t, std::uint32_t)> value_of(const Network& network,
                                                             KernelId kernel, const Joined& joined,
                                                             Worker& worker) {
  return [&network, kernel, from = joined.from, to = joined.to, &worker](std::uint32_t i,
                                                                         std::uint32_t j) {
    double result = 0;
    snn_kernel_args args = worker.args;
    args.begin = 0;
    args.end = 1;
    args.source = from[i];
    args.target = to[j];
    args.result = &result;
    network.kernels.run(kernel, args);
    if (worker.failure.kind != 0 && !worker.first_failure) {
      worker.first_failure = {.step = args.step, .kernel = kernel, .what = worker.failure};
    }
    return result;
  };
}

status::Status check_number(const Network& network, const blueprint::Projection& projection) {
  const blueprint::Pairs& pairs = projection.pairs;
  const double number = exists(pairs.number) ? network.state.globals.get(pairs.number) : 0;
  const bool is_count =
      pairs.rule == Rule::FixedIn || pairs.rule == Rule::FixedOut || pairs.rule == Rule::FixedTotal;
  if (is_count && !(number >= 0)) {
    return status::failure(Code::Input, "`" + projection.name + "` cannot have " +
                                            std::to_string(number) + " synapses");
  }
  if (pairs.rule == Rule::Probability && !(number >= 0 && number <= 1)) {
    return status::failure(Code::Input, "the probability of `" + projection.name + "` is " +
                                            std::to_string(number) + ": it lies between 0 and 1");
  }
  return status::ok();
}

connect::Rule rule_of(const Network& network, const blueprint::Pairs& pairs,
                      const PairList& listed) {
  const auto count = static_cast<std::uint64_t>(network.state.globals.whole(pairs.number));
  switch (pairs.rule) {
    case Rule::All: return connect::All{};
    case Rule::OneToOne: return connect::OneToOne{};
    case Rule::Probability: return connect::Probability{network.state.globals.get(pairs.number)};
    case Rule::PairProbability: return connect::PairProbability{};
    case Rule::FixedIn: return connect::FixedIn{count, pairs.is_multi};
    case Rule::FixedOut: return connect::FixedOut{count, pairs.is_multi};
    case Rule::FixedTotal: return connect::FixedTotal{count, pairs.is_multi};
    case Rule::List:
    case Rule::Matrix: return connect::List{listed};
  }
  return connect::All{};
}

}  // namespace

status::Result<Joined> joined_by(const Network& network, blueprint::ProjectionId id) {
  const blueprint::Projection& projection = network.blueprint.projections[id];
  const state::Globals& globals = network.state.globals;
  const auto stride = [&](blueprint::PopulationId population, const blueprint::Slice& slice) {
    return stride_of(globals, slice, network.state.partition.size(index_of(population)),
                     network.blueprint.populations[population].name);
  };
  auto from = stride(projection.source, projection.from);
  if (!from) return from.status();
  auto to = stride(projection.target, projection.to);
  if (!to) return to.status();
  const status::Status number = check_number(network, projection);
  if (!number) return number;
  PairList listed;
  if (projection.pairs.rule == Rule::List || projection.pairs.rule == Rule::Matrix) {
    auto pairs = listed_pairs(network.blueprint, projection, *from, *to);
    if (!pairs) return pairs.status();
    listed = std::move(*pairs);
  }
  // The rule looks at the pairs where they will stay.
  connect::Rule rule = rule_of(network, projection.pairs, listed);
  return Joined{
      .from = *from,
      .to = *to,
      .listed = std::move(listed),
      .rule = std::move(rule),
      .draws = {random::key_of(globals.bits(network.blueprint.seed)), projection.pairs.stream}};
}

PairCalls pair_calls(const Network& network, blueprint::ProjectionId id, const Joined& joined,
                     Worker& worker) {
  const blueprint::Projection& projection = network.blueprint.projections[id];
  const blueprint::Pairs& pairs = projection.pairs;
  PairCalls calls{.rule = joined.rule,
                  .ends = {.n_sources = static_cast<connect::Cell>(joined.from.n),
                           .n_targets = static_cast<connect::Cell>(joined.to.n)}};
  const bool excludes_self = pairs.excepts_self && projection.source == projection.target;
  // Only when both ends count their cells alike is a cell's own number the same at both.
  calls.ends.excludes_self = excludes_self && joined.from == joined.to;
  const bool must_compare = excludes_self && !calls.ends.excludes_self;
  if (exists(pairs.allows) || must_compare) {
    std::function<double(std::uint32_t, std::uint32_t)> allows;
    if (exists(pairs.allows)) allows = value_of(network, pairs.allows, joined, worker);
    calls.ends.allows = [allows = std::move(allows), must_compare, from = joined.from,
                         to = joined.to](connect::Cell i, connect::Cell j) {
      if (must_compare && from[i] == to[j]) return false;
      return !allows || allows(i, j) != 0;
    };
  }
  if (pairs.rule == Rule::PairProbability) {
    calls.rule = connect::PairProbability{value_of(network, pairs.probability, joined, worker)};
  }
  return calls;
}

}  // namespace snn::exec
