#include "targets/cpu/emit/poisson_table.h"

#include "runtime/math/exp_formula.h"
#include "runtime/random/distributions.h"
#include "targets/cpu/emit/types.h"

namespace snn::cpu {
namespace {

using Real = Lanes<double>;

/// Above every p that is drawn.
constexpr double kAlmostOne = 0x1.fffffffffffffp-1;
/// Few cells draw a p above it.
constexpr double kUsual = 1 - 0x1p-10;

}  // namespace

PoissonTable::PoissonTable(Code& code, llvm::Value* mean)
    : code_(code),
      sums_(code.scratch(llvm::ArrayType::get(code.body.getDoubleTy(), random::kMostInverted))) {
  llvm::IRBuilder<>& entry = code.entry;
  const Writing there(entry);
  const Real m = Real::of(mean);
  is_beyond_ = m > random::kLargestInverted;
  const Truth is_small = both(m > 0.0, m <= random::kLargestInverted);
  const Real none = math::exp_of(-m);
  llvm::BasicBlock* before = entry.GetInsertBlock();
  llvm::BasicBlock* inside = code.block("sum");
  llvm::BasicBlock* after = code.block("summed");
  llvm::Value* zero = entry.getInt64(0);
  entry.CreateCondBr(is_small.value(), inside, after);
  entry.SetInsertPoint(inside);
  llvm::PHINode* k = entry.CreatePHI(entry.getInt64Ty(), 2);
  llvm::PHINode* usual = entry.CreatePHI(entry.getInt64Ty(), 2);
  llvm::PHINode* number = entry.CreatePHI(entry.getDoubleTy(), 2);
  llvm::PHINode* probability = entry.CreatePHI(entry.getDoubleTy(), 2);
  llvm::PHINode* sum = entry.CreatePHI(entry.getDoubleTy(), 2);
  entry.CreateStore(sum, place(entry, k));
  // The operations of random::poisson_quantile, in their order.
  const Real next = Real::of(number) + 1.0;
  const Real likely = Real::of(probability) * (m / next);
  const Real more = Real::of(sum) + likely;
  llvm::Value* n = entry.CreateAdd(k, entry.getInt64(1));
  llvm::Value* is_usual = (Real::of(sum) < kUsual).value();
  llvm::Value* n_usual = entry.CreateSelect(is_usual, n, usual);
  // Sums that are left behind by rounding stay so; whoever asks for more gets the last count.
  const Truth goes_on = both(Real::of(sum) < kAlmostOne, either(more > Real::of(sum), next <= m));
  llvm::Value* has_room = entry.CreateICmpULT(n, entry.getInt64(random::kMostInverted));
  entry.CreateCondBr(entry.CreateAnd(goes_on.value(), has_room), inside, after);
  const auto carry = [&](llvm::PHINode* phi, llvm::Value* first, llvm::Value* then) {
    phi->addIncoming(first, before);
    phi->addIncoming(then, inside);
  };
  carry(k, zero, n);
  carry(usual, zero, n_usual);
  carry(number, llvm::ConstantFP::get(entry.getDoubleTy(), 0), next.value());
  carry(probability, none.value(), likely.value());
  carry(sum, none.value(), more.value());
  entry.SetInsertPoint(after);
  const auto outcome = [&](llvm::Value* made) {
    llvm::PHINode* phi = entry.CreatePHI(entry.getInt64Ty(), 2);
    phi->addIncoming(zero, before);
    phi->addIncoming(made, inside);
    return phi;
  };
  n_ = outcome(n);
  n_usual_ = outcome(n_usual);
}

llvm::Value* PoissonTable::place(llvm::IRBuilder<>& builder, llvm::Value* k) const {
  return builder.CreateGEP(builder.getDoubleTy(), sums_, k);
}

// Sums only grow: where no cell is above this one, none is above the next.
Lanes<double> PoissonTable::quantile(Lanes<double> p) const {
  llvm::IRBuilder<>& body = code_.body;
  llvm::Type* lanes = p.value()->getType();
  llvm::BasicBlock* before = body.GetInsertBlock();
  llvm::BasicBlock* head = code_.block("search");
  llvm::BasicBlock* inside = code_.block("next");
  llvm::BasicBlock* after = code_.block("found");
  body.CreateBr(head);
  body.SetInsertPoint(head);
  llvm::PHINode* k = body.CreatePHI(body.getInt64Ty(), 2);
  llvm::PHINode* number = body.CreatePHI(body.getDoubleTy(), 2);
  llvm::PHINode* count = body.CreatePHI(lanes, 2);
  body.CreateCondBr(body.CreateICmpULT(k, n_), inside, after);
  body.SetInsertPoint(inside);
  const Real sum = Real::of(body.CreateLoad(body.getDoubleTy(), place(body, k)));
  const Real next = Real::of(number) + 1.0;
  const Truth is_above = sum < p;
  const Real counted = select(is_above, next, Real::of(count));
  llvm::Value* n = body.CreateAdd(k, body.getInt64(1));
  llvm::Value* goes_on =
      body.CreateOr(body.CreateICmpULT(n, n_usual_), write::any(is_above.value()));
  body.CreateCondBr(goes_on, head, after);
  const auto carry = [&](llvm::PHINode* phi, llvm::Value* first, llvm::Value* then) {
    phi->addIncoming(first, before);
    phi->addIncoming(then, inside);
  };
  carry(k, body.getInt64(0), n);
  carry(number, llvm::ConstantFP::get(body.getDoubleTy(), 0), next.value());
  carry(count, llvm::ConstantFP::get(lanes, 0), counted.value());
  body.SetInsertPoint(after);
  llvm::PHINode* found = body.CreatePHI(lanes, 2);
  found->addIncoming(count, head);
  found->addIncoming(counted.value(), inside);
  llvm::Value* all = body.CreateUIToFP(
      body.CreateBinaryIntrinsic(llvm::Intrinsic::umax, n_, body.getInt64(1)), body.getDoubleTy());
  return select(Real::of(found) == Real::of(all), Real{random::kMostInverted}, Real::of(found));
}

}  // namespace snn::cpu
