#pragma once
// A network that runs: its state, and everything that moves it forward. The host and tests drive
// it; kernels do the arithmetic. The bits of every number are the same for any number of threads.

#include "runtime/blueprint/blueprint.h"
#include "runtime/exec/failure.h"
#include "runtime/exec/kernels.h"
#include "runtime/status/status.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace snn::exec {

struct EngineOptions {
  std::size_t n_threads = 1;
  bool pins_threads = false;
  /// One thread works alone where more would wait for each other longer than they work.
  bool may_use_fewer_threads = true;
  /// In bytes; 0: what the machine has available when the engine is made.
  std::uint64_t memory_limit = 0;
};

/// The memory of one thing of the network.
struct MemoryRow {
  std::string what;  // `net.E.V`, `net.E -> net.I: targets`
  std::uint64_t n_elements = 0;
  std::uint64_t n_bytes = 0;
};

/// The edges of a projection by source, target, multiplicity: the same for every number of threads.
struct EdgeTable {
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> targets;
  std::vector<std::uint32_t> multiplicities;
  std::vector<std::int32_t> delays;  // in steps
};

class Engine;
/// Called after each step; false ends the run there.
using Observer = std::function<bool(const Engine&)>;

class Engine {
 public:
  /// Keeps references to both.
  Engine(const blueprint::Blueprint& blueprint, const Kernels& kernels, EngineOptions options = {});
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Numbers, room for every cell, edges, coefficients, initial values: once, before all below.
  status::Status set_up();
  /// The numbers alone (sizes, delays, shared values), before `set_up` or instead of it.
  status::Status derive_numbers();
  /// Numbers and coefficients again, after a change of globals. Sizes may not change any more.
  status::Status derive();
  /// n steps, less when `stop` becomes true (code Interrupted) or the observer says so.
  status::Status advance(std::int64_t n_steps, const std::atomic<bool>* stop = nullptr,
                         const Observer& observer = {});
  /// A kernel of the script: Once, EachCell or EachEdge.
  status::Status run_kernel(blueprint::KernelId kernel);
  /// What was wrong, when it was in a kernel or in a state.
  [[nodiscard]] const std::optional<Failure>& failure() const;

  /// Steps that ended.
  [[nodiscard]] std::int64_t step() const;
  /// step * dt
  [[nodiscard]] double time() const;

  [[nodiscard]] double global(blueprint::GlobalId id) const;
  void set_global(blueprint::GlobalId id, double value);

  [[nodiscard]] std::uint64_t size(blueprint::PopulationId id) const;
  /// The cells that fired in the last step, ascending; valid until the next one.
  [[nodiscard]] std::span<const std::uint32_t> fired(blueprint::PopulationId id) const;

  /// Elements of a field of cells: those of the population, or of an end of the projection; of an
  /// array field element `at`.
  [[nodiscard]] std::uint64_t n_elements(blueprint::FieldId id) const;
  [[nodiscard]] double cell(blueprint::FieldId id, std::uint64_t index, std::uint32_t at = 0) const;
  void set_cell(blueprint::FieldId id, std::uint64_t index, double value, std::uint32_t at = 0);
  /// The column itself, in the field's type: cell after cell, without padding.
  [[nodiscard]] std::span<const std::byte> column(blueprint::FieldId id,
                                                  std::uint32_t at = 0) const;

  [[nodiscard]] std::uint64_t n_edges(blueprint::ProjectionId id) const;
  [[nodiscard]] EdgeTable edges(blueprint::ProjectionId id) const;
  /// A field of the edges, in the order of `edges`.
  [[nodiscard]] std::vector<double> edge_values(blueprint::FieldId id, std::uint32_t at = 0) const;
  /// Delays may change between steps: rows are sorted anew, and why not when one is no delay.
  status::Status set_edge_values(blueprint::FieldId id, std::span<const double> values,
                                 std::uint32_t at = 0);

  [[nodiscard]] std::vector<MemoryRow> memory() const;
  [[nodiscard]] std::size_t n_threads() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace snn::exec
