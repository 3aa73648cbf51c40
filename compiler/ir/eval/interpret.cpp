#include "compiler/ir/eval/interpret.h"

#include "compiler/ir/eval/evaluate.h"
#include "compiler/support/check.h"

namespace snn::ir {
namespace {

FieldRef field_of(const Inst& inst) {
  return std::get<FieldRef>(inst.attribute);
}

}  // namespace

Interpreter::Interpreter(const Kernel& kernel) : kernel_(kernel), values_(kernel.values.size()) {}

std::span<const Number> Interpreter::operands(const Inst& inst) {
  operands_.clear();
  for (const ValueId arg : inst.args)
    operands_.push_back(value(arg));
  return operands_;
}

void Interpreter::copy(std::span<const ValueId> from, std::span<const ValueId> to) {
  SNN_CHECK(from.size() == to.size(), "{} values for {} places", from.size(), to.size());
  copied_.clear();
  for (const ValueId id : from)
    copied_.push_back(value(id));
  for (std::size_t i = 0; i < to.size(); ++i)
    value(to[i]) = copied_[i];
}

std::span<const Number> Interpreter::run(Memory& memory) {
  const Inst* yield = run_block(kernel_.body, memory);
  return yield == nullptr ? std::span<const Number>() : operands(*yield);
}

const Inst* Interpreter::run_block(const Block& block, Memory& memory) {
  for (const InstId id : block.body) {
    if (kernel_.insts[id].op == Op::Yield) return &kernel_.insts[id];
    run_inst(id, memory);
  }
  return nullptr;
}

void Interpreter::run_inst(InstId id, Memory& memory) {
  const Inst& inst = kernel_.insts[id];
  if (is_evaluable(inst.op)) {
    const ValueId result = inst.results.front();
    value(result) = evaluate(inst.op, kernel_.values[result].type, inst.attribute, operands(inst));
  } else if (inst.op == Op::If) {
    run_if(inst, memory);
  } else if (inst.op == Op::Repeat) {
    run_repeat(inst, memory);
  } else if (inst.op == Op::Loop) {
    run_loop(id, inst, memory);
  } else if (inst.op == Op::MatrixExponential || inst.op == Op::Solve) {
    run_matrix(inst);
  } else if (inst.results.empty()) {
    write(id, inst, memory);
  } else {
    read(inst, memory);
  }
}

void Interpreter::run_if(const Inst& inst, Memory& memory) {
  const Block& block = inst.blocks[value(inst.args.front()).is_true() ? 0 : 1];
  const Inst* yield = run_block(block, memory);
  if (yield != nullptr) copy(yield->args, inst.results);
}

void Interpreter::run_repeat(const Inst& inst, Memory& memory) {
  const std::int64_t n = value(inst.args.front()).as_whole();
  const Block& block = inst.blocks.front();
  const std::span<const ValueId> carried = std::span(block.params).subspan(1);
  copy(std::span(inst.args).subspan(1), carried);
  for (std::int64_t i = 0; i < n; ++i) {
    value(block.params.front()) = Number::whole(Type::I64, i);
    const Inst* yield = run_block(block, memory);
    if (yield != nullptr) copy(yield->args, carried);
  }
  copy(carried, inst.results);
}

void Interpreter::run_loop(InstId id, const Inst& inst, Memory& memory) {
  const auto limit = std::get<std::int64_t>(inst.attribute);
  const Block& block = inst.blocks.front();
  copy(inst.args, block.params);
  bool goes_on = true;
  for (std::int64_t i = 0; goes_on && i < limit; ++i) {
    const Inst* yield = run_block(block, memory);
    SNN_CHECK(yield != nullptr, "the block of a `loop` yields whether to go on");
    goes_on = value(yield->args.front()).is_true();
    copy(std::span(yield->args).subspan(1), block.params);
  }
  if (goes_on) memory.fail(FailureKind::LoopLimit, id);
  copy(block.params, inst.results);
}

void Interpreter::run_matrix(const Inst& inst) {
  results_.resize(inst.results.size());
  evaluate_matrix(inst.op, inst.attribute, operands(inst), results_);
  for (std::size_t i = 0; i < results_.size(); ++i)
    value(inst.results[i]) = results_[i];
}

void Interpreter::read(const Inst& inst, Memory& memory) {
  const ValueId result = inst.results.front();
  const Type type = kernel_.values[result].type;
  Number& read = value(result);
  if (inst.op == Op::Load) {
    read = memory.load(field_of(inst));
  } else if (inst.op == Op::LoadAt) {
    read = memory.load_at(field_of(inst), value(inst.args[0]).as_whole());
  } else if (inst.op == Op::LoadPast) {
    read = memory.load_past(field_of(inst), value(inst.args[0]).as_whole());
  } else if (inst.op == Op::LoadGlobal) {
    read = memory.load_global(std::get<GlobalId>(inst.attribute));
  } else if (inst.op == Op::LoadData) {
    read = Number::real(
        type, memory.load_data(std::get<DataId>(inst.attribute), value(inst.args[0]).as_whole()));
  } else if (inst.op == Op::Index) {
    read = Number::whole(type, memory.index(std::get<Frame>(inst.attribute)));
  } else if (inst.op == Op::Size) {
    read = Number::whole(type, memory.size(std::get<PopulationId>(inst.attribute)));
  } else if (inst.op == Op::StepNumber) {
    read = Number::whole(type, memory.step_number());
  } else if (inst.op == Op::Time) {
    read = Number::real(type, memory.time());
  } else if (inst.op == Op::Fired) {
    read = Number::truth(memory.fired(std::get<Frame>(inst.attribute)));
  } else {
    SNN_CHECK(info(inst.op).has(kRandom), "`{}` cannot be interpreted", info(inst.op).name);
    read =
        Number::real(type, memory.draw(inst.op, std::get<Stream>(inst.attribute), operands(inst)));
  }
}

void Interpreter::write(InstId id, const Inst& inst, Memory& memory) {
  const Number first = value(inst.args.front());
  if (inst.op == Op::Store) {
    memory.store(field_of(inst), first);
  } else if (inst.op == Op::Accumulate) {
    memory.accumulate(field_of(inst), first);
  } else if (inst.op == Op::StoreAt) {
    memory.store_at(field_of(inst), first.as_whole(), value(inst.args[1]));
  } else if (inst.op == Op::StoreGlobal) {
    memory.store_global(std::get<GlobalId>(inst.attribute), first);
  } else if (inst.op == Op::Emit) {
    memory.emit(first.is_true());
  } else {
    SNN_CHECK(inst.op == Op::Require, "`{}` cannot be interpreted", info(inst.op).name);
    if (!first.is_true()) memory.fail(FailureKind::Requirement, id);
  }
}

}  // namespace snn::ir
