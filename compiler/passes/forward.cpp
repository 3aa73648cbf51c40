// forward: a value that was stored or loaded is not loaded again, and what is stored over is not
// stored.
//
//   store self.V, %a          |
//   %b = load self.V          |
//   %c = add %b, %b           |   %c = add %a, %a
//   store self.V, %c          |   store self.V, %c
//
// From the beginning to the end the pass knows what each place holds: a field of a frame, an
// element of an array field by the value of its index, a global, the mark of a spike. A change of a
// field of one frame makes the same field of other frames unknown, because the cells at both ends
// of an edge may be one. Blocks know what was known before them; what they change is unknown behind
// them, and in a block that repeats from its beginning. Then, from the end to the beginning of each
// block, a store goes when a later one of the same block hits the same place before anything reads
// the field.
//
// In a kernel of cells, where nobody else adds to an input, `accumulate` is such a store of a sum:
//
//   accumulate self.I, %a     |   %0 = load self.I
//   %b = load self.I          |   %1 = add %0, %a
//   store self.I, %zero       |   store self.I, %zero         (every %b is %1)
//
// Limits: stores in blocks hide nothing behind them; `if_to_select` takes them out.

#include "compiler/ir/access.h"
#include "compiler/ir/walk.h"
#include "compiler/passes/pass.h"
#include "compiler/passes/places.h"
#include "compiler/passes/rewrite.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Op;
using ir::ValueId;

class Forwarder {
 public:
  Forwarder(const ir::Program& program, ir::KernelId id, Kernel& kernel)
      : places_(program.blueprint, program.blueprint.kernels[id]),
        kernel_(kernel),
        replaced_(kernel),
        is_of_cells_(program.blueprint.kernels[id].domain == blueprint::Domain::EachCell) {}

  bool run() {
    Known known;
    walk(kernel_.body, known);
    ir::for_each_block(kernel_, [&](Block& block) { drop_hidden_stores(block); });
    return has_changed_ || !replaced_.is_empty();
  }

 private:
  using Known = std::map<Place, ValueId>;

  void walk(Block& block, Known& known) {
    std::vector<InstId> body;
    for (const InstId id : block.body) {
      replaced_.apply(kernel_.insts[id]);
      if (is_of_cells_ && kernel_.insts[id].op == Op::Accumulate) write_sum(id, known, body);
      if (!kernel_.insts[id].blocks.empty()) {
        walk_blocks(id, known);
      } else if (forwarded(kernel_.insts[id], known)) {
        continue;
      }
      body.push_back(id);
    }
    block.body = std::move(body);
  }

  void walk_blocks(InstId id, Known& known) {
    // What is written for a sum in a block may move the instruction that the block belongs to.
    const bool is_if = kernel_.insts[id].op == Op::If;
    auto blocks = std::move(kernel_.insts[id].blocks);
    Known after = known;
    for (const Block& block : blocks) {
      ir::for_each_inst(kernel_, block, [&](InstId in) { forget(kernel_.insts[in], after); });
    }
    for (Block& block : blocks) {
      Known inside = is_if ? known : after;
      walk(block, inside);
    }
    kernel_.insts[id].blocks = std::move(blocks);
    known = std::move(after);
  }

  ValueId added(Inst inst, ir::Type type, std::vector<InstId>& body) {
    const ValueId result = kernel_.values.push_back({.type = type, .name = {}});
    inst.results = {result};
    body.push_back(kernel_.insts.push_back(std::move(inst)));
    return result;
  }

  /// The sum before an `accumulate`, which becomes its store.
  void write_sum(InstId id, const Known& known, std::vector<InstId>& body) {
    const Inst adding = kernel_.insts[id];
    const ValueId term = adding.args.front();
    const ir::Type type = kernel_.values[term].type;
    const auto found = known.find(*places_.written_by(adding));
    ValueId before;
    if (found != known.end()) {
      before = found->second;
    } else {
      before = added({.op = Op::Load, .attribute = adding.attribute, .location = adding.location},
                     type, body);
    }
    const ValueId sum =
        added({.op = Op::Add, .args = {before, term}, .location = adding.location}, type, body);
    kernel_.insts[id].op = Op::Store;
    kernel_.insts[id].args = {sum};
    has_changed_ = true;
  }

  /// Whether the instruction reads what is known, and so goes.
  bool forwarded(const Inst& inst, Known& known) {
    const std::optional<Place> read = places_.read_by(inst);
    if (read) {
      const ValueId result = inst.results.front();
      const auto found = known.find(*read);
      if (found != known.end()) {
        replaced_.replace(result, found->second);
        return true;
      }
      known[*read] = result;
      return false;
    }
    forget(inst, known);
    const std::optional<Place> written = places_.written_by(inst);
    if (written && inst.op != Op::Accumulate && inst.op != Op::StoreAt) {
      known[*written] = inst.args.back();
    }
    return false;
  }

  /// Everything that the instruction may change.
  void forget(const Inst& inst, Known& known) {
    const std::optional<Place> written = places_.written_by(inst);
    if (!written) return;
    std::erase_if(known, [&](const auto& entry) { return may_alias(entry.first, *written); });
  }

  void drop_hidden_stores(Block& block) {
    std::set<Place> hidden;
    std::vector<InstId> kept;
    for (auto id = block.body.rbegin(); id != block.body.rend(); ++id) {
      const Inst& inst = kernel_.insts[*id];
      const std::optional<Place> written = places_.written_by(inst);
      const bool is_store = inst.op == Op::Store || inst.op == Op::StoreGlobal;
      if (is_store && hidden.contains(*written)) {
        has_changed_ = true;
        continue;
      }
      if (is_store || inst.op == Op::Emit) hidden.insert(*written);
      see(inst, hidden);
      for (const Block& inner : inst.blocks)
        ir::for_each_inst(kernel_, inner, [&](InstId in) { see(kernel_.insts[in], hidden); });
      kept.push_back(*id);
    }
    std::ranges::reverse(kept);
    block.body = std::move(kept);
  }

  /// What the instruction reads is hidden no more. The past of a field is not its present.
  void see(const Inst& inst, std::set<Place>& hidden) const {
    std::optional<Place> read = places_.read_by(inst);
    if (inst.op == Op::Accumulate) read = places_.written_by(inst);
    if (!read) return;
    std::erase_if(hidden, [&](const Place& place) { return may_alias(place, *read); });
  }

  Places places_;
  Kernel& kernel_;
  Replacements replaced_;
  bool is_of_cells_;
  bool has_changed_ = false;
};

}  // namespace

PassResult forward(ir::Program& program, PassContext&) {
  bool has_changed = false;
  for (std::size_t i = 0; i < program.kernels.size(); ++i) {
    const auto id = static_cast<ir::KernelId>(i);
    has_changed = Forwarder(program, id, program.kernels[id]).run() || has_changed;
  }
  return has_changed ? PassResult::Changed : PassResult::Unchanged;
}

}  // namespace snn::passes
