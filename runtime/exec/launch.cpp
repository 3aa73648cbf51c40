#include "runtime/exec/launch.h"

#include "runtime/exec/finite_edges.h"

#include <algorithm>
#include <span>

namespace snn::exec {

using blueprint::Domain;
using blueprint::FieldId;
using blueprint::index_of;
using blueprint::KernelId;
using blueprint::PopulationId;
using blueprint::ProjectionId;

namespace {

// Edges whose sources are written out at a time: 32 KiB of them.
constexpr std::uint64_t kStretch = 8192;
// Rows that are fetched ahead while as many are worked on: some, but not so many that the first are
// gone from the nearest cache before they are needed.
constexpr std::size_t kMostAhead = 16;
constexpr std::size_t kLeastAhead = 2;
constexpr std::uint64_t kBytesAhead = 8192;

// A kernel called by one worker, with what all of its calls have in common.
class Caller {
 public:
  Caller(Network& network, std::size_t part, KernelId kernel, CallPlace place)
      : network_(network), worker_(network.workers[part]), kernel_(kernel), place_(place) {}

  void call(std::uint64_t begin, std::uint64_t end) {
    if (begin >= end) return;
    worker_.args.begin = begin;
    worker_.args.end = end;
    network_.kernels.run(kernel_, worker_.args);
    if (worker_.failure.kind != 0 && !worker_.first_failure) [[unlikely]] {
      worker_.first_failure = {
          .step = worker_.args.step, .place = place_, .kernel = kernel_, .what = worker_.failure};
    }
  }
  void call_list(std::span<const std::uint32_t> list) {
    worker_.args.list = list.data();
    call(0, list.size());
    worker_.args.list = nullptr;
  }

  void set_edges(const state::Shard& shard) {
    worker_.args.targets = shard.targets.as<state::Target>();
    worker_.args.first_target = shard.targets_here.begin;
    worker_.args.sources = shard.sources.as<std::uint32_t>();
    worker_.args.multiplicity = shard.multiplicities.as<std::uint32_t>();
  }

  // All edges of a shard, with their sources written out stretch by stretch where they are not
  // kept.
  void call_edges(const state::Shard& shard) {
    set_edges(shard);
    if (shard.sources.data() != nullptr) {
      call(0, shard.n_edges);
      return;
    }
    std::vector<std::uint32_t>& sources = worker_.sources;
    sources.resize(kStretch);
    std::uint32_t source = 0;
    for (std::uint64_t begin = 0; begin < shard.n_edges; begin += kStretch) {
      const std::uint64_t end = std::min(begin + kStretch, shard.n_edges);
      for (std::uint64_t edge = begin; edge < end;) {
        const std::uint64_t row_end = shard.row(source).second;
        const std::uint64_t last = std::min(row_end, end);
        for (; edge < last; ++edge)
          sources[edge - begin] = source;
        if (row_end <= edge) ++source;
      }
      // Kernels count edges from the first of the shard.
      const auto first =
          reinterpret_cast<std::uintptr_t>(sources.data()) - begin * sizeof(std::uint32_t);
      worker_.args.sources = reinterpret_cast<const std::uint32_t*>(first);
      call(begin, end);
    }
  }

  // The positions of the edges into each of these targets.
  void call_columns(const state::Shard& shard, std::size_t slot,
                    std::span<const std::uint32_t> targets) {
    set_edges(shard);
    const auto first =
        reinterpret_cast<std::uintptr_t>(shard.target_begins.data()) +
        (slot * shard.targets_here.size() - shard.targets_here.begin) * sizeof(std::uint64_t);
    worker_.args.row_begin = reinterpret_cast<const std::uint64_t*>(first);
    worker_.args.row_end = worker_.args.row_begin + 1;
    worker_.args.edges = shard.by_target.as<std::uint64_t>();
    call_list(targets);
  }

 private:
  Network& network_;
  Worker& worker_;
  KernelId kernel_;
  CallPlace place_;
};

void fetch(const void* address) {
  __builtin_prefetch(address);
}

// The rows of one arrival: found and brought near some time before they are worked on, their places
// before the rows themselves.
class Rows {
 public:
  Rows(const state::Shard& shard, const Arrival& arrival, std::size_t delay_column)
      : shard_(shard), arrival_(arrival), delay_column_(delay_column) {}

  // With a single delay in the projection rows are delivered as a whole.
  [[nodiscard]] bool are_whole() const { return shard_.segments.data() == nullptr; }

  [[nodiscard]] state::EdgeRange of(std::uint32_t source) const {
    if (are_whole()) return shard_.row(source);
    return shard_.segment(source, arrival_.slot, arrival_.n_delays);
  }
  void fetch_place(std::uint32_t source) const {
    if (are_whole()) {
      fetch(shard_.begins.as<std::uint64_t>() + source);
    } else {
      fetch(shard_.segments.as<std::uint32_t>() + std::size_t{source} * (arrival_.n_delays + 1) +
            arrival_.slot);
    }
  }
  void fetch_edges(state::EdgeRange row) const {
    if (row.first == row.second) return;
    fetch_lines(shard_.targets.data(), sizeof(state::Target), row);
    for (std::size_t i = 0; i < shard_.columns.size(); ++i) {
      if (i == delay_column_) continue;
      const state::Column& column = shard_.columns[i];
      fetch_lines(column.block(0), state::bytes_of(column.type), row);
    }
  }
  // How many to fetch at a time, by what a row takes on average.
  [[nodiscard]] std::size_t n_ahead() const {
    std::uint64_t width = sizeof(state::Target);
    for (std::size_t i = 0; i < shard_.columns.size(); ++i) {
      if (i != delay_column_) width += state::bytes_of(shard_.columns[i].type);
    }
    const std::uint64_t n_rows =
        (shard_.begins.n_bytes() / sizeof(std::uint64_t)) * arrival_.n_delays;
    const std::uint64_t n_bytes = shard_.n_edges * width / n_rows + 1;
    return std::clamp<std::size_t>(kBytesAhead / n_bytes, kLeastAhead, kMostAhead);
  }

 private:
  // The processor follows a very long row by itself.
  static void fetch_lines(const std::byte* memory, std::size_t width, state::EdgeRange row) {
    constexpr std::uint64_t kLine = 64;
    constexpr std::uint64_t kLines = 64;
    const std::uint64_t begin = row.first * width / kLine;
    const std::uint64_t end = std::min((row.second * width + kLine - 1) / kLine, begin + kLines);
    for (std::uint64_t line = begin; line < end; ++line)
      fetch(memory + line * kLine);
  }

  const state::Shard& shard_;
  const Arrival& arrival_;
  std::size_t delay_column_;
};

void deliver_rows(Caller& caller, Worker& worker, const state::Shard& shard, const Rows& rows,
                  std::span<const std::uint32_t> sources, EdgeCheck& check) {
  const std::size_t n = sources.size();
  const auto fetch_places = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, n); ++i)
      rows.fetch_place(sources[i]);
  };
  const auto prepare = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, n); ++i) {
      const state::EdgeRange row = rows.of(sources[i]);
      if (!rows.are_whole()) {
        worker.row_begin[sources[i]] = row.first;
        worker.row_end[sources[i]] = row.second;
      }
      rows.fetch_edges(row);
    }
  };
  if (rows.are_whole()) {
    worker.args.row_begin = shard.begins.as<std::uint64_t>();
    worker.args.row_end = worker.args.row_begin + 1;
  } else {
    worker.args.row_begin = worker.row_begin.data();
    worker.args.row_end = worker.row_end.data();
  }
  const std::size_t n_ahead = rows.n_ahead();
  fetch_places(0, 2 * n_ahead);
  prepare(0, n_ahead);
  for (std::size_t begin = 0; begin < n; begin += n_ahead) {
    const std::size_t end = std::min(begin + n_ahead, n);
    fetch_places(end + n_ahead, end + 2 * n_ahead);
    prepare(end, end + n_ahead);
    caller.call_list(sources.subspan(begin, end - begin));
    if (!check.is_needed()) continue;
    for (const std::uint32_t source : sources.subspan(begin, end - begin))
      check.look(rows.of(source));
  }
}

// A kernel that runs over all edges in every step is looked after in some steps only: that costs
// little beside it, and names a time near the cause.
constexpr std::int64_t kStepsBetweenLooks = 64;

void look_at_each(EdgeCheck& check, const Call& call, const state::Shard& shard,
                  std::int64_t step) {
  const bool is_rare = exists(call.when);
  if (!check.is_needed() || (!is_rare && step % kStepsBetweenLooks != kStepsBetweenLooks - 1))
    return;
  check.look({0, shard.n_edges});
  check.finish();
}

// As many targets at a time as leave their edges, each on a line of its own, in the nearest cache:
// to be looked at there.
void deliver_columns(Caller& caller, EdgeCheck& check, const state::Shard& shard, std::size_t slot,
                     std::span<const std::uint32_t> targets) {
  constexpr std::uint64_t kEdgesAtOnce = 256;
  if (!check.is_needed()) return caller.call_columns(shard, slot, targets);
  const auto* begins = shard.target_begins.as<std::uint64_t>() + slot * shard.targets_here.size();
  const auto* edges = shard.by_target.as<std::uint64_t>();
  const std::size_t n_at_once = kEdgesAtOnce * shard.targets_here.size() / shard.n_edges + 1;
  for (std::size_t begin = 0; begin < targets.size(); begin += n_at_once) {
    const auto some = targets.subspan(begin, std::min(n_at_once, targets.size() - begin));
    caller.call_columns(shard, slot, some);
    for (const std::uint32_t target : some) {
      const std::uint64_t* column = begins + (target - shard.targets_here.begin);
      check.look(std::span(edges + column[0], edges + column[1]));
    }
  }
  check.finish();
}

std::span<const std::uint32_t> spikes_of(const Network& network, PopulationId population,
                                         std::size_t part, std::int64_t step) {
  return network.spikes[index_of(population)].of(step, part);
}

}  // namespace

void launch(Network& network, std::size_t part, const Call& call, CallPlace place) {
  const blueprint::KernelInfo& info = network.blueprint.kernels[call.kernel];
  Worker& worker = network.workers[part];
  const std::int64_t step = worker.args.step;
  Caller caller(network, part, call.kernel, place);
  const auto shard_here = [&]() -> const state::Shard* {
    const state::Edges& edges = network.state.projections[info.projection];
    return edges.shards.empty() ? nullptr : &edges.shards[part];
  };
  switch (info.domain) {
    case Domain::Once:
      if (part == 0) caller.call(0, 1);
      return;
    case Domain::EachCell: {
      const state::CellRange cells = network.state.partition.range(index_of(info.population), part);
      caller.call(cells.begin, cells.end);
      return;
    }
    case Domain::EachFired:
      caller.call_list(spikes_of(network, info.population, part, step));
      return;
    case Domain::SourceArrival: {
      const PopulationId source = network.blueprint.projections[info.projection].source;
      caller.call_list(spikes_of(network, source, part, step - call.delay));
      return;
    }
    case Domain::TargetArrival: {
      const PopulationId target = network.blueprint.projections[info.projection].target;
      caller.call_list(spikes_of(network, target, part, step - call.delay));
      return;
    }
    case Domain::ColumnArrival: {
      const PopulationId target = network.blueprint.projections[info.projection].target;
      const state::Shard* shard = shard_here();
      if (shard == nullptr || shard->n_edges == 0) return;
      const auto targets = spikes_of(network, target, part, step - call.delay);
      EdgeCheck check(network, part, info.projection, place);
      deliver_columns(caller, check, *shard, call.slot, targets);
      return;
    }
    case Domain::EachEdge: {
      const state::Shard* shard = shard_here();
      if (shard == nullptr) return;
      caller.call_edges(*shard);
      EdgeCheck check(network, part, info.projection, place);
      look_at_each(check, call, *shard, step);
      return;
    }
    // Called by `deliver` and by whoever makes edges.
    case Domain::RowArrival:
    case Domain::Pair: return;
  }
}

void deliver(Network& network, std::size_t part, const Arrivals& arrivals, std::uint32_t action) {
  Worker& worker = network.workers[part];
  const std::int64_t step = worker.args.step;
  std::uint32_t number = 0;
  for (const Arrival& arrival : arrivals.arrivals) {
    const CallPlace place{.action = action, .arrival = number++};
    if (step < arrival.delay) continue;
    const state::Edges& edges = network.state.projections[arrival.projection];
    if (edges.shards.empty() || edges.shards[part].n_edges == 0) continue;
    const PopulationId source = network.blueprint.projections[arrival.projection].source;
    const events::SpikeLog& log = network.spikes[index_of(source)];
    const state::Shard& shard = edges.shards[part];
    const FieldId delay = network.blueprint.projections[arrival.projection].edge_delay;
    const Rows rows(shard, arrival,
                    exists(delay) ? network.state.edge_column[delay] : shard.columns.size());
    Caller caller(network, part, arrival.kernel, place);
    EdgeCheck check(network, part, arrival.projection, place);
    for (std::size_t from = 0; from < log.n_groups(); ++from) {
      const auto sources = log.of_group(step - arrival.delay, from);
      if (sources.empty()) continue;
      caller.set_edges(shard);
      deliver_rows(caller, worker, shard, rows, sources, check);
    }
    check.finish();
  }
}

}  // namespace snn::exec
