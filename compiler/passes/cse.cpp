// cse: computes once what is written twice.
//
//   %a = exp %x           |   %a = exp %x
//   %b = exp %x           |
//   %c = add %a, %b       |   %c = add %a, %a
//
// Two instructions are one when they have the same op, operands, attribute and result types, and
// the first is in sight of the second: earlier in the same block or in one around it. Operands of
// commutative ops are compared in either order. Draws take part: a draw is a function of its
// stream, the element and the step, so asking twice gives the same number.
//
// Limits: loads belong to `forward`; equal blocks are not recognised.

#include "compiler/passes/pass.h"
#include "compiler/passes/rewrite.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>
#include <utility>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Op;
using ir::ValueId;

/// A comparable form of an attribute: which alternative, its number, its text.
using AttributeKey = std::tuple<std::size_t, std::uint64_t, std::uint64_t, std::string>;

AttributeKey key_of(const ir::Attribute& attribute) {
  AttributeKey key{attribute.index(), 0, 0, ""};
  auto& [kind, first, second, text] = key;
  if (const auto* real = std::get_if<double>(&attribute)) {
    first = std::bit_cast<std::uint64_t>(*real);
  } else if (const auto* whole = std::get_if<std::int64_t>(&attribute)) {
    first = static_cast<std::uint64_t>(*whole);
  } else if (const auto* field = std::get_if<ir::FieldRef>(&attribute)) {
    first = static_cast<std::uint64_t>(field->frame);
    second = index_of(field->field);
  } else if (const auto* frame = std::get_if<ir::Frame>(&attribute)) {
    first = static_cast<std::uint64_t>(*frame);
  } else if (const auto* population = std::get_if<ir::PopulationId>(&attribute)) {
    first = index_of(*population);
  } else if (const auto* global = std::get_if<ir::GlobalId>(&attribute)) {
    first = index_of(*global);
  } else if (const auto* data = std::get_if<ir::DataId>(&attribute)) {
    first = index_of(*data);
  } else if (const auto* stream = std::get_if<ir::Stream>(&attribute)) {
    first = stream->value;
  } else if (const auto* words = std::get_if<std::string>(&attribute)) {
    text = *words;
  }
  return key;
}

using Key = std::tuple<Op, AttributeKey, std::vector<ValueId>, std::vector<ir::Type>>;

class Finder {
 public:
  explicit Finder(Kernel& kernel) : kernel_(kernel), replaced_(kernel) {}

  bool run() {
    look_at(kernel_.body);
    return !replaced_.is_empty();
  }

 private:
  void look_at(const Block& block) {
    std::vector<Key> found_here;
    for (const InstId id : block.body) {
      Inst& inst = kernel_.insts[id];
      replaced_.apply(inst);
      for (const Block& inner : inst.blocks)
        look_at(inner);
      const ir::OpInfo& row = ir::info(inst.op);
      if (!row.has(ir::kPure) && !row.has(ir::kRandom)) continue;
      Key key = key_of_inst(inst);
      const auto [at, is_new] = seen_.emplace(key, id);
      if (is_new) {
        found_here.push_back(std::move(key));
      } else {
        replace(inst, kernel_.insts[at->second]);
      }
    }
    // Out of sight behind the block.
    for (const Key& key : found_here)
      seen_.erase(key);
  }

  [[nodiscard]] Key key_of_inst(const Inst& inst) const {
    std::vector<ValueId> args = inst.args;
    if (ir::info(inst.op).has(ir::kCommutative)) std::ranges::sort(args);
    std::vector<ir::Type> types;
    for (const ValueId result : inst.results)
      types.push_back(kernel_.values[result].type);
    return {inst.op, key_of(inst.attribute), std::move(args), std::move(types)};
  }

  void replace(const Inst& inst, const Inst& first) {
    for (std::size_t i = 0; i < inst.results.size(); ++i) {
      const ValueId kept = first.results[i];
      replaced_.replace(inst.results[i], kept);
      // The name that a reader gave survives.
      if (kernel_.values[kept].name.empty()) {
        kernel_.values[kept].name = kernel_.values[inst.results[i]].name;
      }
    }
  }

  Kernel& kernel_;
  Replacements replaced_;
  std::map<Key, InstId> seen_;
};

}  // namespace

PassResult cse(ir::Program& program, PassContext& context) {
  bool has_changed = false;
  for (Kernel& kernel : program.kernels)
    has_changed = Finder(kernel).run() || has_changed;
  // What was written twice is read by nobody now.
  if (has_changed) dce(program, context);
  return has_changed ? PassResult::Changed : PassResult::Unchanged;
}

}  // namespace snn::passes
