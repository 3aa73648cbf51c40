// fuse_kernels: kernels of the same cells that follow one another in a step become one.
//
//   step [ launch @E.update  launch @E.threshold  route @E ]
//     ->
//   step [ launch @"E.update+E.threshold"  route @E ]
//
// A kernel of cells reaches its own cell only, so running both for one cell and then for the next
// is the same as running each for all cells; that is true for `each_cell` and for `each_fired`,
// whose list does not change between the two. `forward` then keeps what the first stored in
// registers. The new kernel is a new row; the rows of those that nothing else runs go, and so do
// rows of kernels without instructions that nothing runs.
//
// Limits: kernels of edges are not joined: one may read what another adds to a cell.

#include "compiler/passes/kernel_rows.h"
#include "compiler/passes/pass.h"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace snn::passes {
namespace {

using blueprint::Domain;
using blueprint::KernelInfo;
using blueprint::Launch;
using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::KernelId;
using ir::ValueId;

bool may_join(const KernelInfo& first, const KernelInfo& second) {
  const bool is_of_cells = first.domain == Domain::EachCell || first.domain == Domain::EachFired;
  return is_of_cells && first.domain == second.domain && first.population == second.population &&
         first.projection == second.projection;
}

/// The instructions of `second` behind those of `first`.
void append(Kernel& first, const Kernel& second) {
  const std::size_t n_values = first.values.size();
  const std::size_t n_insts = first.insts.size();
  const auto moved = [&](std::vector<ValueId>& values) {
    for (ValueId& value : values)
      value = ValueId(value.index + n_values);
  };
  const auto moved_block = [&](Block& block) {
    moved(block.params);
    for (InstId& id : block.body)
      id = InstId(id.index + n_insts);
  };
  for (const ir::Value& value : second.values)
    first.values.push_back(value);
  for (Inst inst : second.insts) {
    moved(inst.args);
    moved(inst.results);
    for (Block& block : inst.blocks)
      moved_block(block);
    first.insts.push_back(std::move(inst));
  }
  Block body = second.body;
  moved_block(body);
  first.body.body.insert(first.body.body.end(), body.body.begin(), body.body.end());
}

class Fuser {
 public:
  explicit Fuser(ir::Program& program) : program_(program) {}

  bool run() {
    std::vector<blueprint::Action>& step = program_.blueprint.schedule.step;
    std::vector<blueprint::Action> fused;
    for (std::size_t i = 0; i < step.size();) {
      const std::size_t end = end_of_run(step, i);
      if (end - i < 2) {
        fused.push_back(step[i]);
      } else {
        fused.emplace_back(Launch{joined(step, i, end), std::get<Launch>(step[i]).when});
      }
      i = end;
    }
    const bool is_shorter = fused.size() < step.size();
    step = std::move(fused);
    return drop_unused() || is_shorter;
  }

 private:
  /// The launches from `begin` that become one.
  [[nodiscard]] std::size_t end_of_run(const std::vector<blueprint::Action>& step,
                                       std::size_t begin) const {
    const auto* first = std::get_if<Launch>(&step[begin]);
    if (first == nullptr) return begin + 1;
    std::size_t end = begin + 1;
    while (end < step.size()) {
      const auto* next = std::get_if<Launch>(&step[end]);
      const auto& kernels = program_.blueprint.kernels;
      const bool is_joined = next != nullptr && next->when == first->when &&
                             may_join(kernels[first->kernel], kernels[next->kernel]);
      if (!is_joined) break;
      ++end;
    }
    return end;
  }

  KernelId joined(const std::vector<blueprint::Action>& step, std::size_t begin, std::size_t end) {
    const KernelId first = std::get<Launch>(step[begin]).kernel;
    KernelInfo info = program_.blueprint.kernels[first];
    Kernel kernel = program_.kernels[first];
    replaced_.insert(first);
    for (std::size_t i = begin + 1; i < end; ++i) {
      const KernelId next = std::get<Launch>(step[i]).kernel;
      info.name += fmt::format("+{}", program_.blueprint.kernels[next].name);
      append(kernel, program_.kernels[next]);
      replaced_.insert(next);
    }
    program_.kernels.add(std::move(kernel));
    return program_.blueprint.kernels.add(std::move(info));
  }

  /// The rows of kernels that stand in others now, and of kernels that do nothing; not of those
  /// that anything else runs.
  bool drop_unused() {
    const std::set<KernelId> used = kernels_in_use(program_);
    std::set<KernelId> dropped;
    for (std::size_t i = 0; i < program_.kernels.size(); ++i) {
      const auto id = static_cast<KernelId>(i);
      const bool is_empty = program_.kernels[id].body.body.empty();
      if (!used.contains(id) && (is_empty || replaced_.contains(id))) dropped.insert(id);
    }
    drop_kernels(program_, dropped);
    return !dropped.empty();
  }

  ir::Program& program_;
  std::set<KernelId> replaced_;
};

}  // namespace

PassResult fuse_kernels(ir::Program& program, PassContext&) {
  return Fuser(program).run() ? PassResult::Changed : PassResult::Unchanged;
}

}  // namespace snn::passes
