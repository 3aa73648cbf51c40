#pragma once
// A run: a blueprint, its kernels and what the user asked for go in, files and a report come out.

#include "runtime/blueprint/blueprint.h"
#include "runtime/exec/engine.h"
#include "runtime/exec/kernels.h"
#include "runtime/host/report.h"
#include "runtime/recording/table.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace snn::host {

/// Where a run is; told about twice a second.
struct Progress {
  double time = 0;          // in ms
  double end = 0;           // of the present `run`, in ms; NaN for `run until`
  double began = 0;         // of the present `run`, in ms
  double slowness = 0;      // seconds of computing for a second of the model
  double rate = 0;          // spikes per cell of this run, in Hz
  double seconds_left = 0;  // of the present `run`; NaN: unknown
  std::uint64_t n_bytes = 0;
  std::size_t point = 0;  // of a sweep, from 0
};

/// `--set name=value`: in internal units.
struct Setting {
  blueprint::GlobalId global = blueprint::GlobalId::none;
  double value = 0;
};

struct RunOptions {
  /// Program, version, hash and command line; the seed and the step are filled in.
  recording::Origin origin;
  std::vector<Setting> settings;
  std::optional<std::uint64_t> seed;
  /// In ms: replaces the last `run` of the script.
  std::optional<double> duration;
  /// Every simulation ends there at the latest, as if it were interrupted.
  std::optional<std::int64_t> last_step;
  std::size_t n_threads = 1;
  bool pins_threads = false;
  /// In bytes; 0: as much as there is.
  std::uint64_t memory_limit = 0;
  /// For the results; empty: nothing is written.
  std::string directory;
  /// Set by another thread or by a signal: the step is finished, what was recorded is written.
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const Progress&)> progress;
};

/// Beside the results.
inline constexpr const char* kManifestName = "manifest.json";

[[nodiscard]] Report run(const blueprint::Blueprint& blueprint, const exec::Kernels& kernels,
                         const RunOptions& options);

}  // namespace snn::host
