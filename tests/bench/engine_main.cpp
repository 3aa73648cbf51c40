// What the engine itself costs, apart from any compiler: kernels written in C++ stand in for
// compiled ones. `snn_bench_engine [THREADS]`.

#include "tests/unit/runtime/exec/hand_made.h"

#include <fmt/format.h>
#include <time.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace snn::exec;
using snn::blueprint::Connect;
using snn::blueprint::Deliver;
using snn::blueprint::Launch;
using snn::blueprint::Pairs;
using snn::blueprint::Route;
using snn::blueprint::Rule;

struct Case {
  std::string name;
  double n_cells = 0;
  double in_degree = 0;
  int longest_delay = 1;  // all edges have this one, or one of 1 to this
  bool has_many_delays = false;
  int interval = 200;  // every cell spikes once in so many steps
  std::int64_t n_steps = 1000;
};

std::uint64_t mixed(std::uint64_t x) {
  x *= 0x9E3779B97F4A7C15U;
  x ^= x >> 32U;
  return x;
}

// Of the calling thread: on a machine that others use too, what it worked, not what it waited.
double seconds_of(const auto& f) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  f();
  return now() - start;
}

// A leak, an input, a threshold that is never reached; spikes are dealt out evenly.
void run(const Case& it, std::size_t n_threads) {
  HandMade net;
  const PopulationId cells = net.population("C", it.n_cells);
  const FieldId fired = net.plan.populations[cells].fired;
  const FieldId v = net.field(cells, "v", Scalar::F32);
  const FieldId in = net.field(cells, "in", Scalar::F32);
  const FieldId phase = net.field(cells, "phase", Scalar::I32);
  const auto joined = net.projection(
      "p", cells, cells, Pairs{.rule = Rule::FixedIn, .number = net.number("c", it.in_degree)},
      it.longest_delay);
  const FieldId weight = net.of_edges(joined, "w", Scalar::F32);
  net.plan.schedule.build.push_back(Connect{joined});
  if (it.has_many_delays) {
    const FieldId delay = net.of_edges(joined, "d", Scalar::I32);
    net.plan.projections[joined].edge_delay = delay;
    net.plan.schedule.build.push_back(
        Launch{net.over_edges("delay", Domain::EachEdge, joined, [=](const auto& args) {
          auto* delays = column<std::int32_t>(args, delay);
          for (std::uint64_t edge = args.begin; edge < args.end; ++edge) {
            const std::uint64_t draw = mixed(args.sources[edge] * 7919U + target_of(args, edge));
            delays[edge] =
                1 + static_cast<std::int32_t>(draw % static_cast<std::uint64_t>(it.longest_delay));
          }
        })});
  }
  const auto init = net.over_cells("init", Domain::EachCell, cells, [=](const auto& args) {
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      column<std::int32_t>(args, phase)[cell] =
          static_cast<std::int32_t>(mixed(cell + 1) % static_cast<std::uint64_t>(it.interval));
    }
  });
  const auto hear = net.over_edges("hear", Domain::RowArrival, joined, [=](const auto& args) {
    float* inputs = column<float>(args, in) + args.first_target;
    const float* weights = column<float>(args, weight);
    const std::uint16_t* targets = args.targets;
    for (std::uint64_t i = args.begin; i < args.end; ++i) {
      const std::uint32_t source = args.list[i];
      const std::uint64_t end = args.row_end[source];
      for (std::uint64_t edge = args.row_begin[source]; edge < end; ++edge) {
        inputs[targets[edge]] += weights[edge];
      }
    }
  });
  const auto update = net.over_cells("update", Domain::EachCell, cells, [=](const auto& args) {
    float* voltages = column<float>(args, v);
    float* inputs = column<float>(args, in);
    const std::int32_t* phases = column<std::int32_t>(args, phase);
    auto* marks = column<std::uint8_t>(args, fired);
    const auto now = static_cast<std::int32_t>(args.step % it.interval);
    for (std::uint64_t cell = args.begin; cell < args.end; ++cell) {
      voltages[cell] = voltages[cell] * 0.99F + inputs[cell];
      inputs[cell] = 0;
      marks[cell] = phases[cell] == now ? 1 : 0;
    }
  });
  net.plan.schedule.init = {Launch{init}};
  net.plan.schedule.step = {Deliver{{hear}}, Launch{update}, Route{cells}};
  Engine engine(net.plan, net, {.n_threads = n_threads});
  const double built = seconds_of([&] {
    if (!engine.set_up()) std::abort();
  });
  if (!engine.advance(it.interval)) std::abort();
  const double took = seconds_of([&] {
    if (!engine.advance(it.n_steps)) std::abort();
  });
  const auto n_steps = static_cast<double>(it.n_steps);
  const double n_events = it.n_cells * it.in_degree * n_steps / it.interval;
  double n_bytes = 0;
  for (const MemoryRow& row : engine.memory())
    n_bytes += static_cast<double>(row.n_bytes);
  fmt::print("{:<22} {:>2} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>8.1f}\n", it.name,
             engine.n_threads(), built * 1e9 / (it.n_cells * it.in_degree), took * 1e6 / n_steps,
             took * 1e9 / n_events, took * 1e9 / (it.n_cells * n_steps),
             n_bytes / (it.n_cells * it.in_degree));
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t n_threads = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1;
  fmt::print("{:<22} {:>2} {:>9} {:>9} {:>9} {:>9} {:>8}\n", "network", "th", "build", "step",
             "event", "cell", "B/edge");
  fmt::print("{:<22} {:>2} {:>9} {:>9} {:>9} {:>9} {:>8}\n", "", "", "ns/edge", "us", "ns", "ns",
             "");
  const std::vector<Case> cases{
      {"64, one delay", 64, 32, 8, false, 200, 100000},
      {"4,000, one delay", 4000, 80, 8, false, 200, 20000},
      {"4,000, no spikes", 4000, 1, 8, false, 20000, 20000},
      {"12,500, in-degree 1250", 12500, 1250, 15, false, 300, 1000},
      {"100,000, one delay", 100000, 80, 8, false, 200, 1000},
      {"4,000, 16 delays", 4000, 80, 16, true, 200, 20000},
      {"12,500, 60 delays", 12500, 1250, 60, true, 300, 1000},
      {"100,000, 16 delays", 100000, 80, 16, true, 200, 1000},
  };
  for (const Case& it : cases)
    run(it, n_threads);
}
