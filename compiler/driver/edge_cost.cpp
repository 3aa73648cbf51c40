#include "compiler/driver/edge_cost.h"

#include "compiler/ir/walk.h"
#include "runtime/blueprint/edge_bytes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <variant>
#include <vector>

namespace snn::driver {
namespace {

using ir::Op;

void add(std::vector<std::string>& names, std::string name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

bool is_counted(Op op) {
  const ir::OpInfo& info = ir::info(op);
  const bool computes = info.has(ir::Trait::kPure) || info.has(ir::Trait::kRandom);
  return computes && info.arity > 0 && op != Op::Convert;
}

}  // namespace

std::string cost_of_visit(const ir::Program& program, blueprint::KernelId id) {
  const blueprint::Blueprint& all = program.blueprint;
  const std::string own = all.projections[all.kernels[id].projection].name + ".";
  const auto name_of = [&](const blueprint::Field& field) {
    return field.place == blueprint::Place::Edge && field.name.starts_with(own)
               ? field.name.substr(own.size())
               : field.name;
  };
  std::vector<std::string> changed;
  std::vector<std::string> given;
  std::vector<std::string> followed;
  std::uint64_t n_operations = 0;
  std::uint64_t n_bytes = 0;
  const ir::Kernel& kernel = program.kernels[id];
  ir::for_each_inst(kernel, [&](ir::InstId at) {
    const ir::Inst& inst = kernel.insts[at];
    if (is_counted(inst.op)) ++n_operations;
    const auto* ref = std::get_if<ir::FieldRef>(&inst.attribute);
    if (ref == nullptr) return;
    const blueprint::Field& field = all.fields[ref->field];
    if (ref->frame == ir::Frame::Edge) n_bytes += blueprint::bytes_of(field.type);
    if (inst.op == Op::Accumulate) {
      add(given, field.name);
    } else if (inst.op == Op::Store) {
      add(changed, name_of(field));
    } else if (ref->frame != ir::Frame::Edge && ref->frame != ir::Frame::Run) {
      add(followed, field.name);
    }
  });
  std::string text;
  if (!changed.empty()) text += fmt::format("changes {}", fmt::join(changed, ", "));
  if (!given.empty())
    text += fmt::format("{}adds to {}", text.empty() ? "" : ", ", fmt::join(given, ", "));
  text += fmt::format(": {} operation{} and {} bytes a synapse", n_operations,
                      n_operations == 1 ? "" : "s", n_bytes);
  if (!followed.empty()) text += fmt::format("; follows {}", fmt::join(followed, ", "));
  return text;
}

}  // namespace snn::driver
