// if_to_select: a cheap `if` becomes choices, so that all lanes of a vector go the same way.
//
//   if %s {                           |   %V0 = load self.V
//     store self.V, %reset            |   %V1 = select %s, %reset, %V0
//   } else { }                        |   store self.V, %V1
//
// Both blocks are computed. A field that either stores is loaded once, and the chosen value is
// stored behind; a store that the element would not have made puts back what was there. This is
// done when both blocks hold nothing but pure instructions, draws excluded, loads, and stores of
// single fields; when none of them is a costly function; and when there are at most kMostInsts of
// them. Inner blocks go first, so that nested choices flatten from the inside.
//
// Limits: an `if` that emits, fails, adds to an input or writes an array stays; so does one that
// stores a field of one frame and reads it in another, because the two cells may be one.

#include "compiler/ir/walk.h"
#include "compiler/passes/pass.h"
#include "compiler/passes/places.h"
#include "compiler/passes/rewrite.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace snn::passes {
namespace {

using ir::Block;
using ir::FieldRef;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Op;
using ir::ValueId;

/// About what a skipped block of one vector saves.
constexpr std::size_t kMostInsts = 24;

bool is_costly(Op op) {
  constexpr std::array kCostly{Op::Exp,  Op::Expm1,   Op::Log,     Op::Log1p,
                               Op::Sin,  Op::Cos,     Op::Tan,     Op::Atan2,
                               Op::Tanh, Op::Sigmoid, Op::Linoid,  Op::Phi,
                               Op::Pow,  Op::PowInt,  Op::PowHalf, Op::MatrixExponential,
                               Op::Solve};
  return std::ranges::find(kCostly, op) != kCostly.end();
}

class Flattener {
 public:
  explicit Flattener(Kernel& kernel) : kernel_(kernel), replaced_(kernel) {}

  bool run() {
    flatten(kernel_.body);
    return has_changed_;
  }

 private:
  void flatten(Block& block) {
    std::vector<InstId> body;
    for (const InstId id : std::vector(block.body)) {
      replaced_.apply(kernel_.insts[id]);
      for (std::size_t i = 0; i < kernel_.insts[id].blocks.size(); ++i) {
        // New instructions move the table: the block is found anew behind them.
        Block inner = std::move(kernel_.insts[id].blocks[i]);
        flatten(inner);
        kernel_.insts[id].blocks[i] = std::move(inner);
      }
      if (kernel_.insts[id].op == Op::If && is_cheap(kernel_.insts[id])) {
        choose(id, body);
        has_changed_ = true;
      } else {
        body.push_back(id);
      }
    }
    block.body = std::move(body);
  }

  [[nodiscard]] bool is_cheap(const Inst& inst) const {
    std::size_t n_insts = 0;
    for (const Block& block : inst.blocks) {
      n_insts += block.body.size();
      for (const InstId id : block.body) {
        const Inst& inner = kernel_.insts[id];
        const bool is_memory = inner.op == Op::Load || inner.op == Op::LoadAt ||
                               inner.op == Op::LoadPast || inner.op == Op::LoadGlobal ||
                               inner.op == Op::Fired || inner.op == Op::Store;
        const bool is_pure = ir::info(inner.op).has(ir::kPure) && !is_costly(inner.op);
        if (!is_memory && !is_pure && inner.op != Op::Yield) return false;
        if (inner.op == Op::Store && is_read_elsewhere(inner, inst)) return false;
      }
    }
    return n_insts <= kMostInsts;
  }

  /// Whether the field of a store is reached through another frame, or as a mark, in either block.
  [[nodiscard]] bool is_read_elsewhere(const Inst& store, const Inst& whole) const {
    const auto stored = std::get<FieldRef>(store.attribute);
    for (const Block& block : whole.blocks) {
      for (const InstId id : block.body) {
        const Inst& inner = kernel_.insts[id];
        if (inner.op == Op::Fired) return true;
        const auto* field = std::get_if<FieldRef>(&inner.attribute);
        if (field == nullptr || field->field != stored.field) continue;
        if (field->frame != stored.frame) return true;
      }
    }
    return false;
  }

  // ---- the choice
  // --------------------------------------------------------------------------------------

  using Stored = std::map<std::pair<ir::Frame, ir::FieldId>, ValueId>;

  InstId append(Inst made, ir::Type type, std::vector<InstId>& body) {
    made.results = {kernel_.values.push_back({.type = type, .name = {}})};
    const InstId id = kernel_.insts.push_back(std::move(made));
    body.push_back(id);
    return id;
  }
  ValueId appended(Inst made, ir::Type type, std::vector<InstId>& body) {
    return kernel_.insts[append(std::move(made), type, body)].results.front();
  }

  /// The instructions of an arm but its stores; what it stores at its end, and what it yields.
  struct Arm {
    Stored stored;
    std::vector<ValueId> yielded;
  };
  Arm unfold(const Block& block, std::vector<InstId>& body) {
    Arm arm;
    for (const InstId id : block.body) {
      Inst& inst = kernel_.insts[id];
      replaced_.apply(inst);
      const auto* field = std::get_if<FieldRef>(&inst.attribute);
      if (inst.op == Op::Store) {
        arm.stored[{field->frame, field->field}] = inst.args[0];
      } else if (inst.op == Op::Yield) {
        arm.yielded = inst.args;
      } else {
        const auto pending =
            inst.op == Op::Load ? arm.stored.find({field->frame, field->field}) : arm.stored.end();
        if (pending == arm.stored.end()) {
          body.push_back(id);
        } else {
          replaced_.replace(inst.results.front(), pending->second);
        }
      }
    }
    return arm;
  }

  void choose(InstId id, std::vector<InstId>& body) {
    const Inst inst = kernel_.insts[id];
    const ValueId condition = inst.args[0];
    const Arm yes = unfold(inst.blocks[0], body);
    const Arm no = unfold(inst.blocks[1], body);
    for (std::size_t i = 0; i < inst.results.size(); ++i) {
      // The result keeps its id and its name.
      Inst select{.op = Op::Select,
                  .args = {condition, yes.yielded[i], no.yielded[i]},
                  .results = {inst.results[i]},
                  .attribute = {},
                  .blocks = {},
                  .location = inst.location};
      body.push_back(kernel_.insts.push_back(std::move(select)));
    }
    Stored all = yes.stored;
    all.insert(no.stored.begin(), no.stored.end());
    for (const auto& [place, any] : all) {
      const FieldRef field{.frame = place.first, .field = place.second};
      const ir::Type type = kernel_.values[any].type;
      const auto in_yes = yes.stored.find(place);
      const auto in_no = no.stored.find(place);
      ValueId before;
      if (in_yes == yes.stored.end() || in_no == no.stored.end()) {
        before =
            appended({.op = Op::Load, .args = {}, .attribute = field, .location = inst.location},
                     type, body);
      }
      const ValueId if_yes = in_yes == yes.stored.end() ? before : in_yes->second;
      const ValueId if_no = in_no == no.stored.end() ? before : in_no->second;
      const ValueId chosen = appended({.op = Op::Select,
                                       .args = {condition, if_yes, if_no},
                                       .attribute = {},
                                       .location = inst.location},
                                      type, body);
      body.push_back(kernel_.insts.push_back({.op = Op::Store,
                                              .args = {chosen},
                                              .results = {},
                                              .attribute = field,
                                              .blocks = {},
                                              .location = inst.location}));
    }
  }

  Kernel& kernel_;
  Replacements replaced_;
  bool has_changed_ = false;
};

}  // namespace

PassResult if_to_select(ir::Program& program, PassContext&) {
  bool has_changed = false;
  for (Kernel& kernel : program.kernels)
    has_changed = Flattener(kernel).run() || has_changed;
  return has_changed ? PassResult::Changed : PassResult::Unchanged;
}

}  // namespace snn::passes
