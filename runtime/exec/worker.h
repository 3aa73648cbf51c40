#pragma once
// What one part of the work calls kernels with: its own arguments, pointers to its own edges, its
// own failure. Never shared between threads at one time.

#include "runtime/abi/snn_abi.h"
#include "runtime/blueprint/blueprint.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace snn::exec {

/// Where in the order of a step a kernel is called: the action, and the arrival within it.
struct CallPlace {
  std::uint32_t action = 0;
  std::uint32_t arrival = 0;

  friend auto operator<=>(const CallPlace&, const CallPlace&) = default;
};

/// The first failure of one worker.
struct WorkerFailure {
  std::int64_t step = 0;
  CallPlace place;
  blueprint::KernelId kernel = blueprint::KernelId::none;
  blueprint::FieldId field = blueprint::FieldId::none;  // of edges, that is not finite
  snn_failure what = {};
};

struct alignas(64) Worker {
  std::size_t part = 0;
  snn_kernel_args args = {};
  std::vector<void*> fields;             // by FieldId
  std::vector<std::uint64_t> strides;    // by FieldId
  std::vector<std::uint64_t> row_begin;  // by source: of the arrival that is delivered
  std::vector<std::uint64_t> row_end;
  std::vector<std::uint32_t> sources;  // of a stretch of edges
  snn_failure failure = {};
  std::optional<WorkerFailure> first_failure;
};

}  // namespace snn::exec
