#include "targets/cpu/emit/code.h"

#include "targets/cpu/emit/types.h"

namespace snn::cpu {
namespace {

llvm::BasicBlock* new_block(llvm::Function& function, const char* name) {
  return llvm::BasicBlock::Create(function.getContext(), name, &function);
}

}  // namespace

Code::Code(const ir::Program& all, ir::KernelId kernel_id, llvm::Function& into, Shape how)
    : program(all),
      id(kernel_id),
      kernel(all.kernels[kernel_id]),
      info(all.blueprint.kernels[kernel_id]),
      shape(how),
      spreads(cpu::spreads(kernel, how.n_lanes > 1)),
      function(into),
      start(nullptr),
      entry(new_block(into, "entry")),
      body(start = new_block(into, "start")),
      args(all, entry, into) {}

llvm::BasicBlock* Code::block(const char* name) {
  return new_block(function, name);
}

void Code::when(llvm::Value* condition, const std::function<void()>& then) {
  llvm::BasicBlock* yes = block("yes");
  llvm::BasicBlock* after = block("after");
  body.CreateCondBr(condition, yes, after);
  body.SetInsertPoint(yes);
  then();
  body.CreateBr(after);
  body.SetInsertPoint(after);
}

void Code::count(llvm::Value* first, llvm::Value* last, std::uint64_t step,
                 const std::function<void(llvm::Value*)>& round) {
  llvm::BasicBlock* before = body.GetInsertBlock();
  llvm::BasicBlock* inside = block("round");
  llvm::BasicBlock* after = block("done");
  body.CreateCondBr(body.CreateICmpULT(first, last), inside, after);
  body.SetInsertPoint(inside);
  llvm::PHINode* i = body.CreatePHI(body.getInt64Ty(), 2);
  i->addIncoming(first, before);
  round(i);
  llvm::Value* next = body.CreateNUWAdd(i, body.getInt64(step));
  i->addIncoming(next, body.GetInsertBlock());
  body.CreateCondBr(body.CreateICmpULT(next, last), inside, after);
  body.SetInsertPoint(after);
}

llvm::Type* Code::type_of(ir::Type type, unsigned n_lanes) const {
  return lanes_of(scalar_type(function.getContext(), type), n_lanes);
}

llvm::Type* Code::type_of(ir::ValueId value) const {
  return type_of(kernel.values[value].type, is_varying(value) ? shape.n_lanes : 1);
}

llvm::Value* Code::lane_numbers(llvm::Type* integer) const {
  std::vector<llvm::Constant*> numbers;
  for (unsigned lane = 0; lane < shape.n_lanes; ++lane)
    numbers.push_back(llvm::ConstantInt::get(integer, lane));
  return llvm::ConstantVector::get(numbers);
}

llvm::Value* Code::scratch(llvm::Type* type) {
  llvm::BasicBlock& first = function.getEntryBlock();
  llvm::IRBuilder<> top(&first, first.begin());
  return top.CreateAlloca(type);
}

void Code::finish() {
  body.CreateRetVoid();
  entry.CreateBr(start);
  args.finish();
}

}  // namespace snn::cpu
