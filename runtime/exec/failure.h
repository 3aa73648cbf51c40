#pragma once
// Where a run went wrong: the same place for every number of threads.

#include "runtime/blueprint/ids.h"

#include <cstdint>

namespace snn::exec {

enum class FailureKind : std::uint8_t {
  Requirement,  // a `require` that does not hold
  Loop,         // an iteration that reached its limit
  NotFinite,    // a state of a cell, an edge or the run that is infinite or not a number
};

struct Failure {
  FailureKind kind = FailureKind::Requirement;
  blueprint::KernelId kernel = blueprint::KernelId::none;  // none: of NotFinite
  std::uint32_t inst = 0;                                  // which instruction of the kernel
  blueprint::FieldId field = blueprint::FieldId::none;     // of NotFinite
  std::uint64_t element = 0;  // the cell; of an edge its place among all edges by source and target
  std::uint32_t source = blueprint::kNone;  // of an edge
  std::uint32_t target = blueprint::kNone;  // of an edge
  std::int64_t step = 0;                    // steps that ended before it
  double value = 0;
};

}  // namespace snn::exec
