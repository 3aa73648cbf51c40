#include "targets/cpu/emit/spread.h"

#include "compiler/ir/eval/evaluate.h"

#include <algorithm>
#include <set>

namespace snn::cpu {
namespace {

using ir::Op;

/// Raises spreads until nothing changes: loops carry them round.
class Analysis {
 public:
  Analysis(const ir::Kernel& kernel, bool has_lanes)
      : kernel_(kernel), of_cell_(has_lanes ? Spread::Varying : Spread::Uniform) {
    spreads_.resize(kernel.values.size(), Spread::Invariant);
    for (const ir::Inst& inst : kernel.insts) {
      if (inst.op == Op::StoreGlobal) stored_.insert(std::get<ir::GlobalId>(inst.attribute));
    }
  }

  IdVector<ir::ValueId, Spread> run() {
    do {
      changed_ = false;
      visit(kernel_.body);
    } while (changed_);
    return std::move(spreads_);
  }

 private:
  void raise(ir::ValueId value, Spread spread) {
    if (spreads_[value] >= spread) return;
    spreads_[value] = spread;
    changed_ = true;
  }
  void raise_all(const std::vector<ir::ValueId>& values, Spread spread) {
    for (const ir::ValueId value : values)
      raise(value, spread);
  }

  [[nodiscard]] Spread widest(const std::vector<ir::ValueId>& values) const {
    Spread spread = Spread::Invariant;
    for (const ir::ValueId value : values)
      spread = std::max(spread, spreads_[value]);
    return spread;
  }

  /// What the block yields; nothing when it yields nothing.
  [[nodiscard]] std::vector<ir::ValueId> yielded(const ir::Block& block) const {
    if (block.body.empty()) return {};
    const ir::Inst& last = kernel_.insts[block.body.back()];
    return last.op == Op::Yield ? last.args : std::vector<ir::ValueId>();
  }

  void visit(const ir::Block& block) {
    for (const ir::InstId id : block.body)
      visit(kernel_.insts[id]);
  }

  void visit(const ir::Inst& inst) {
    if (inst.op == Op::If) {
      visit_if(inst);
    } else if (inst.op == Op::Repeat) {
      visit_repeat(inst);
    } else if (inst.op == Op::Loop) {
      visit_loop(inst);
    } else {
      raise_all(inst.results, spread_of(inst));
    }
  }

  [[nodiscard]] Spread spread_of(const ir::Inst& inst) const {
    if (ir::is_evaluable(inst.op)) return widest(inst.args);
    if (inst.op == Op::StepNumber || inst.op == Op::Time || inst.op == Op::Size)
      return Spread::Invariant;
    if (inst.op == Op::LoadGlobal)
      return stored_.contains(std::get<ir::GlobalId>(inst.attribute)) ? Spread::Uniform
                                                                      : Spread::Invariant;
    const auto* field = std::get_if<ir::FieldRef>(&inst.attribute);
    if (field != nullptr && field->frame == ir::Frame::Run)
      return std::max(Spread::Uniform, widest(inst.args));
    if (inst.op == Op::Solve || inst.op == Op::LoadData || inst.op == Op::MatrixExponential)
      return std::max(Spread::Uniform, widest(inst.args));
    return of_cell_;
  }

  void visit_if(const ir::Inst& inst) {
    for (const ir::Block& block : inst.blocks) {
      visit(block);
      const std::vector<ir::ValueId> given = yielded(block);
      for (std::size_t i = 0; i < given.size(); ++i)
        raise(inst.results[i], std::max(Spread::Uniform, spreads_[given[i]]));
    }
    if (widest(inst.args) == Spread::Varying) raise_all(inst.results, Spread::Varying);
  }

  void visit_repeat(const ir::Inst& inst) {
    const ir::Block& block = inst.blocks.front();
    raise(block.params.front(), Spread::Uniform);
    const bool is_ragged = spreads_[inst.args.front()] == Spread::Varying;
    const std::vector<ir::ValueId> given = yielded(block);
    for (std::size_t i = 0; i < inst.results.size(); ++i) {
      Spread spread = std::max(Spread::Uniform, spreads_[inst.args[i + 1]]);
      if (i < given.size()) spread = std::max(spread, spreads_[given[i]]);
      if (is_ragged) spread = Spread::Varying;
      raise(block.params[i + 1], spread);
      raise(inst.results[i], spread);
    }
    visit(block);
  }

  void visit_loop(const ir::Inst& inst) {
    const ir::Block& block = inst.blocks.front();
    const std::vector<ir::ValueId> given = yielded(block);
    const bool is_ragged = spreads_[given.front()] == Spread::Varying;
    for (std::size_t i = 0; i < inst.results.size(); ++i) {
      Spread spread = std::max({Spread::Uniform, spreads_[inst.args[i]], spreads_[given[i + 1]]});
      if (is_ragged) spread = Spread::Varying;
      raise(block.params[i], spread);
      raise(inst.results[i], spread);
    }
    visit(block);
  }

  const ir::Kernel& kernel_;
  Spread of_cell_;
  std::set<ir::GlobalId> stored_;
  IdVector<ir::ValueId, Spread> spreads_;
  bool changed_ = false;
};

}  // namespace

IdVector<ir::ValueId, Spread> spreads(const ir::Kernel& kernel, bool has_lanes) {
  return Analysis(kernel, has_lanes).run();
}

}  // namespace snn::cpu
