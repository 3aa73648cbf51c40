#include "targets/cpu/emit/body.h"
#include "targets/cpu/math/functions.h"
#include "targets/cpu/math/writer.h"

namespace snn::cpu {

using ir::Op;

namespace {

/// Small enough to be computed whether or not a lane wants it.
bool is_light(const ir::Kernel& kernel, const ir::Block& block) {
  constexpr std::size_t kMost = 24;
  if (block.body.size() > kMost) return false;
  for (const ir::InstId id : block.body) {
    const ir::Inst& inst = kernel.insts[id];
    const ir::OpInfo& info = ir::info(inst.op);
    if (is_function(inst.op) || !inst.blocks.empty() || info.has(ir::kRandom) ||
        info.has(ir::kSetup) || inst.op == Op::Solve)
      return false;
  }
  return true;
}

}  // namespace

void Body::write_if(const ir::Inst& inst) {
  if (code_.is_varying(inst.args.front())) {
    write_masked_if(inst);
  } else {
    write_branch(inst);
  }
}

void Body::write_branch(const ir::Inst& inst) {
  llvm::IRBuilder<>& body = code_.body;
  llvm::BasicBlock* arms[] = {code_.block("yes"), code_.block("no")};
  llvm::BasicBlock* after = code_.block("after");
  body.CreateCondBr(values_[inst.args.front()], arms[0], arms[1]);
  std::vector<std::vector<llvm::Value*>> given(2);
  std::vector<llvm::BasicBlock*> ends;
  for (std::size_t arm = 0; arm < 2; ++arm) {
    body.SetInsertPoint(arms[arm]);
    const std::vector<ir::ValueId> yields = write_block(inst.blocks[arm]);
    for (std::size_t i = 0; i < inst.results.size(); ++i)
      given[arm].push_back(shaped(yields[i], inst.results[i]));
    ends.push_back(body.GetInsertBlock());
    body.CreateBr(after);
  }
  body.SetInsertPoint(after);
  for (std::size_t i = 0; i < inst.results.size(); ++i) {
    llvm::PHINode* phi = body.CreatePHI(code_.type_of(inst.results[i]), 2);
    for (std::size_t arm = 0; arm < 2; ++arm)
      phi->addIncoming(given[arm][i], ends[arm]);
    values_[inst.results[i]] = phi;
  }
}

void Body::write_masked_if(const ir::Inst& inst) {
  llvm::Value* condition = values_[inst.args.front()];
  llvm::Value* outer = mask_;
  const std::vector<llvm::Value*> yes =
      write_arm(inst.blocks[0], write::bit_and(outer, condition), inst.results);
  const std::vector<llvm::Value*> no =
      write_arm(inst.blocks[1], write::bit_and(outer, write::bit_not(condition)), inst.results);
  mask_ = outer;
  for (std::size_t i = 0; i < inst.results.size(); ++i)
    values_[inst.results[i]] = write::select(condition, yes[i], no[i]);
}

std::vector<llvm::Value*> Body::write_arm(const ir::Block& block, llvm::Value* mask,
                                          std::span<const ir::ValueId> results) {
  llvm::IRBuilder<>& body = code_.body;
  std::vector<llvm::Value*> given;
  mask_ = mask;
  if (is_light(code_.kernel, block)) {
    const std::vector<ir::ValueId> yields = write_block(block);
    for (std::size_t i = 0; i < results.size(); ++i)
      given.push_back(shaped(yields[i], results[i]));
    return given;
  }
  llvm::BasicBlock* arm = code_.block("arm");
  llvm::BasicBlock* after = code_.block("after");
  llvm::Value* wanted = write::any(mask);
  llvm::BasicBlock* before = body.GetInsertBlock();
  body.CreateCondBr(wanted, arm, after);
  body.SetInsertPoint(arm);
  const std::vector<ir::ValueId> yields = write_block(block);
  for (std::size_t i = 0; i < results.size(); ++i)
    given.push_back(shaped(yields[i], results[i]));
  llvm::BasicBlock* end = body.GetInsertBlock();
  body.CreateBr(after);
  body.SetInsertPoint(after);
  for (llvm::Value*& value : given) {
    llvm::PHINode* phi = body.CreatePHI(value->getType(), 2);
    phi->addIncoming(value, end);
    phi->addIncoming(llvm::Constant::getNullValue(value->getType()), before);
    value = phi;
  }
  return given;
}

std::vector<llvm::PHINode*> Body::carried(std::span<const ir::ValueId> start,
                                          std::span<const ir::ValueId> params,
                                          llvm::BasicBlock* before) {
  std::vector<llvm::Value*> first;
  {
    // Repeated in all lanes before the loop, where its block still is.
    llvm::IRBuilder<>::InsertPointGuard guard(code_.body);
    llvm::Instruction* end = before->getTerminator();
    code_.body.SetInsertPoint(end);
    for (std::size_t i = 0; i < params.size(); ++i)
      first.push_back(shaped(start[i], params[i]));
  }
  std::vector<llvm::PHINode*> phis;
  for (std::size_t i = 0; i < params.size(); ++i) {
    llvm::PHINode* phi = code_.body.CreatePHI(code_.type_of(params[i]), 2);
    phi->addIncoming(first[i], before);
    values_[params[i]] = phi;
    phis.push_back(phi);
  }
  return phis;
}

void Body::carry_on(std::span<llvm::PHINode* const> phis, std::span<const ir::ValueId> given,
                    std::span<const ir::ValueId> params, llvm::Value* active) {
  std::vector<llvm::Value*> next;
  for (std::size_t i = 0; i < phis.size(); ++i) {
    llvm::Value* value = shaped(given[i], params[i]);
    next.push_back(active == nullptr ? value : write::select(active, value, phis[i]));
  }
  for (std::size_t i = 0; i < phis.size(); ++i)
    phis[i]->addIncoming(next[i], code_.body.GetInsertBlock());
}

void Body::set_results(const ir::Inst& inst, std::span<llvm::PHINode* const> phis) {
  for (std::size_t i = 0; i < phis.size(); ++i)
    values_[inst.results[i]] = phis[i];
}

void Body::write_repeat(const ir::Inst& inst) {
  llvm::IRBuilder<>& body = code_.body;
  const ir::Block& block = inst.blocks.front();
  const std::span params = std::span(block.params).subspan(1);
  llvm::Value* outer = mask_;
  llvm::Value* n = whole(inst.args.front());
  const bool is_ragged = n->getType()->isVectorTy();
  llvm::BasicBlock* before = body.GetInsertBlock();
  llvm::BasicBlock* head = code_.block("head");
  llvm::BasicBlock* inside = code_.block("inside");
  llvm::BasicBlock* after = code_.block("after");
  body.CreateBr(head);
  body.SetInsertPoint(head);
  llvm::PHINode* i = body.CreatePHI(body.getInt64Ty(), 2);
  i->addIncoming(body.getInt64(0), before);
  values_[block.params.front()] = i;
  const std::vector<llvm::PHINode*> phis = carried(std::span(inst.args).subspan(1), params, before);
  llvm::Value* active = write::compare(write::Compare::Less, i, n, true);
  if (is_ragged) active = write::bit_and(outer, active);
  body.CreateCondBr(write::any(active), inside, after);
  body.SetInsertPoint(inside);
  if (is_ragged) mask_ = active;
  const std::vector<ir::ValueId> given = write_block(block);
  if (!phis.empty()) carry_on(phis, given, params, is_ragged ? active : nullptr);
  i->addIncoming(body.CreateAdd(i, body.getInt64(1)), body.GetInsertBlock());
  body.CreateBr(head);
  body.SetInsertPoint(after);
  mask_ = outer;
  set_results(inst, phis);
}

void Body::write_loop(ir::InstId id, const ir::Inst& inst) {
  llvm::IRBuilder<>& body = code_.body;
  const auto limit = static_cast<std::uint64_t>(std::get<std::int64_t>(inst.attribute));
  const ir::Block& block = inst.blocks.front();
  const ir::Inst& last = code_.kernel.insts[block.body.back()];
  llvm::Value* outer = mask_;
  const bool is_ragged = code_.is_varying(last.args.front());
  llvm::BasicBlock* before = body.GetInsertBlock();
  llvm::BasicBlock* head = code_.block("head");
  llvm::BasicBlock* inside = code_.block("inside");
  llvm::BasicBlock* after = code_.block("after");
  body.CreateBr(head);
  body.SetInsertPoint(head);
  llvm::PHINode* i = body.CreatePHI(body.getInt64Ty(), 2);
  i->addIncoming(body.getInt64(0), before);
  llvm::Value* first = is_ragged ? outer : body.getTrue();
  llvm::PHINode* active = body.CreatePHI(first->getType(), 2);
  active->addIncoming(first, before);
  const std::vector<llvm::PHINode*> phis = carried(inst.args, block.params, before);
  body.CreateCondBr(body.CreateAnd(write::any(active), body.CreateICmpSLT(i, body.getInt64(limit))),
                    inside, after);
  body.SetInsertPoint(inside);
  if (is_ragged) mask_ = active;
  const std::vector<ir::ValueId> given = write_block(block);
  llvm::Value* goes_on = values_[given.front()];
  if (is_ragged) goes_on = write::bit_and(active, goes_on);
  carry_on(phis, std::span(given).subspan(1), block.params, is_ragged ? active : nullptr);
  active->addIncoming(goes_on, body.GetInsertBlock());
  i->addIncoming(body.CreateAdd(i, body.getInt64(1)), body.GetInsertBlock());
  body.CreateBr(head);
  body.SetInsertPoint(after);
  mask_ = outer;
  set_results(inst, phis);
  constexpr std::uint32_t kLoopLimit = 2;
  fail(kLoopLimit, id, active);
}

}  // namespace snn::cpu
