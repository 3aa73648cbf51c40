#pragma once
// A population with columns of every type and a projection onto itself, their memory, and a kernel:
// run once interpreted and once compiled, both must leave the same bits.

#include "compiler/ir/builder.h"
#include "runtime/abi/kernel_call.h"
#include "runtime/abi/snn_abi.h"
#include "runtime/exec/kernels.h"
#include "targets/cpu/object/compile.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace snn::cpu {

/// What every run of a kernel starts from, and what it changes.
struct World {
  static constexpr std::uint64_t kCells = 192;
  static constexpr std::uint64_t kEdges = 320;

  ir::Program program;
  ir::PopulationId cells;
  ir::ProjectionId edges;
  ir::GlobalId size;
  ir::GlobalId kept;
  ir::GlobalId real;
  ir::GlobalId real32;
  ir::GlobalId count;
  std::array<ir::FieldId, 3> f64;
  std::array<ir::FieldId, 2> f32;
  ir::FieldId i64;
  ir::FieldId i32;
  ir::FieldId truth;
  ir::FieldId fired;
  ir::FieldId array;    // f64[3]
  ir::FieldId history;  // f64, 4 steps
  ir::FieldId weight;   // f64 of edges
  ir::FieldId trace;    // f32 of edges

  explicit World(std::uint64_t seed);

  ir::KernelId kernel(blueprint::Domain domain);

  /// Everything that a kernel can read or write, as bytes; NaNs are made one.
  using Memory = std::vector<std::vector<std::uint64_t>>;
  Memory untouched();
  Memory interpreted(ir::KernelId kernel, std::uint64_t begin, std::uint64_t end);
  Memory compiled(ir::KernelId kernel, std::uint64_t begin, std::uint64_t end,
                  const CompileOptions& options);

  Memory run_in(const exec::Kernels& kernels, ir::KernelId kernel, std::uint64_t begin,
                std::uint64_t end);
  SNN_CALLS_KERNELS Memory run_by(snn_kernel function, std::uint64_t begin, std::uint64_t end);

  snn_failure failure{};
  double result = 0;

 private:
  ir::FieldId add(const char* name, ir::Type type, std::uint32_t n_blocks, bool is_of_edges);
  void fill();
  snn_kernel_args arguments(std::uint64_t begin, std::uint64_t end);
  [[nodiscard]] Memory seen() const;

  std::uint64_t seed_;
  std::vector<std::vector<std::uint64_t>> columns_;  // by field, long enough for any type
  std::vector<std::uint64_t> strides_;
  std::vector<std::uint64_t> globals_;
  std::vector<void*> fields_;
  std::vector<std::uint32_t> list_;
  std::vector<std::uint32_t> sources_;
  std::vector<std::uint16_t> targets_;
  std::vector<std::uint32_t> multiplicity_;
  std::vector<std::uint64_t> row_begin_;
  std::vector<std::uint64_t> row_end_;
  std::vector<std::uint64_t> column_begin_;
  std::vector<std::uint64_t> column_end_;
  std::vector<std::uint64_t> by_target_;
};

/// A kernel of random instructions.
void write_random_kernel(World& world, ir::KernelId kernel, std::uint64_t seed);

}  // namespace snn::cpu
