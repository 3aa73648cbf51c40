#include "targets/cpu/math/writer.h"

#include "compiler/support/check.h"
#include "targets/cpu/math/writing.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Intrinsics.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>

#include <utility>

namespace snn::cpu {
namespace {

thread_local llvm::IRBuilderBase* writing = nullptr;

using write::builder;

bool is_float(llvm::Value* a) {
  return a->getType()->isFPOrFPVectorTy();
}

/// Both with the lanes of the wider one.
std::pair<llvm::Value*, llvm::Value*> matched(llvm::Value* a, llvm::Value* b) {
  return {write::like(b, a), write::like(a, b)};
}

/// The type with as many lanes as `a` has.
llvm::Type* with_lanes_of(llvm::Value* a, llvm::Type* scalar) {
  const auto* vector = llvm::dyn_cast<llvm::VectorType>(a->getType());
  return vector == nullptr ? scalar : llvm::VectorType::get(scalar, vector->getElementCount());
}

llvm::Value* unary(llvm::Intrinsic::ID intrinsic, llvm::Value* a) {
  return builder().CreateUnaryIntrinsic(intrinsic, a);
}

llvm::Value* binary(llvm::Intrinsic::ID intrinsic, llvm::Value* a, llvm::Value* b) {
  const auto [x, y] = matched(a, b);
  return builder().CreateBinaryIntrinsic(intrinsic, x, y);
}

using Operation = llvm::Instruction::BinaryOps;

llvm::Value* operation(Operation of_floats, Operation of_integers, llvm::Value* a, llvm::Value* b) {
  const auto [x, y] = matched(a, b);
  return builder().CreateBinOp(is_float(x) ? of_floats : of_integers, x, y);
}

llvm::Value* bitwise(Operation how, llvm::Value* a, llvm::Value* b) {
  const auto [x, y] = matched(a, b);
  return builder().CreateBinOp(how, x, y);
}

}  // namespace

Writing::Writing(llvm::IRBuilderBase& builder) : outer_(std::exchange(writing, &builder)) {}

Writing::~Writing() {
  writing = outer_;
}

namespace write {

llvm::IRBuilderBase& builder() {
  SNN_CHECK(writing != nullptr, "no place to write instructions to");
  return *writing;
}

llvm::Value* constant(double value) {
  return llvm::ConstantFP::get(builder().getDoubleTy(), value);
}
llvm::Value* constant(float value) {
  return llvm::ConstantFP::get(builder().getFloatTy(), static_cast<double>(value));
}
llvm::Value* constant(bool value) {
  return builder().getInt1(value);
}
llvm::Value* constant(std::int32_t value) {
  return builder().getInt32(static_cast<std::uint32_t>(value));
}
llvm::Value* constant(std::uint32_t value) {
  return builder().getInt32(value);
}
llvm::Value* constant(std::int64_t value) {
  return builder().getInt64(static_cast<std::uint64_t>(value));
}
llvm::Value* constant(std::uint64_t value) {
  return builder().getInt64(value);
}

llvm::Value* like(llvm::Value* other, llvm::Value* a) {
  const auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(other->getType());
  if (vector == nullptr || a->getType()->isVectorTy()) return a;
  return builder().CreateVectorSplat(vector->getNumElements(), a);
}

llvm::Value* add(llvm::Value* a, llvm::Value* b) {
  return operation(Operation::FAdd, Operation::Add, a, b);
}
llvm::Value* subtract(llvm::Value* a, llvm::Value* b) {
  return operation(Operation::FSub, Operation::Sub, a, b);
}
llvm::Value* multiply(llvm::Value* a, llvm::Value* b) {
  return operation(Operation::FMul, Operation::Mul, a, b);
}
llvm::Value* divide(llvm::Value* a, llvm::Value* b) {
  return bitwise(Operation::FDiv, a, b);
}
llvm::Value* divide_whole(llvm::Value* a, llvm::Value* b) {
  return bitwise(Operation::SDiv, a, b);
}
llvm::Value* remainder(llvm::Value* a, llvm::Value* b) {
  return bitwise(Operation::SRem, a, b);
}
llvm::Value* negate(llvm::Value* a) {
  return is_float(a) ? builder().CreateFNeg(a) : builder().CreateNeg(a);
}

llvm::Value* fma(llvm::Value* a, llvm::Value* b, llvm::Value* c) {
  llvm::Value* x = like(c, like(b, a));
  return builder().CreateIntrinsic(llvm::Intrinsic::fma, {x->getType()},
                                   {x, like(x, b), like(x, c)});
}

llvm::Value* fabs(llvm::Value* a) {
  return unary(llvm::Intrinsic::fabs, a);
}
llvm::Value* floor(llvm::Value* a) {
  return unary(llvm::Intrinsic::floor, a);
}
llvm::Value* ceil(llvm::Value* a) {
  return unary(llvm::Intrinsic::ceil, a);
}
llvm::Value* sqrt(llvm::Value* a) {
  return unary(llvm::Intrinsic::sqrt, a);
}
llvm::Value* minimum(llvm::Value* a, llvm::Value* b) {
  return binary(is_float(a) ? llvm::Intrinsic::minimum : llvm::Intrinsic::smin, a, b);
}
llvm::Value* maximum(llvm::Value* a, llvm::Value* b) {
  return binary(is_float(a) ? llvm::Intrinsic::maximum : llvm::Intrinsic::smax, a, b);
}
llvm::Value* copysign(llvm::Value* magnitude, llvm::Value* sign) {
  return binary(llvm::Intrinsic::copysign, magnitude, sign);
}

llvm::Value* bit_and(llvm::Value* a, llvm::Value* b) {
  return bitwise(Operation::And, a, b);
}
llvm::Value* bit_or(llvm::Value* a, llvm::Value* b) {
  return bitwise(Operation::Or, a, b);
}
llvm::Value* bit_xor(llvm::Value* a, llvm::Value* b) {
  return bitwise(Operation::Xor, a, b);
}
llvm::Value* bit_not(llvm::Value* a) {
  return builder().CreateNot(a);
}
llvm::Value* shift_left(llvm::Value* a, llvm::Value* n) {
  return bitwise(Operation::Shl, a, n);
}
llvm::Value* shift_right(llvm::Value* a, llvm::Value* n, bool is_signed) {
  return bitwise(is_signed ? Operation::AShr : Operation::LShr, a, n);
}

llvm::Value* compare(Compare how, llvm::Value* a, llvm::Value* b, bool is_signed) {
  using Predicate = llvm::CmpInst::Predicate;
  struct Row {
    Predicate of_floats;
    Predicate of_signed;
    Predicate of_unsigned;
  };
  static constexpr Row kRows[] = {
      {Predicate::FCMP_OLT, Predicate::ICMP_SLT, Predicate::ICMP_ULT},
      {Predicate::FCMP_OLE, Predicate::ICMP_SLE, Predicate::ICMP_ULE},
      {Predicate::FCMP_OGT, Predicate::ICMP_SGT, Predicate::ICMP_UGT},
      {Predicate::FCMP_OGE, Predicate::ICMP_SGE, Predicate::ICMP_UGE},
      {Predicate::FCMP_OEQ, Predicate::ICMP_EQ, Predicate::ICMP_EQ},
      {Predicate::FCMP_UNE, Predicate::ICMP_NE, Predicate::ICMP_NE},
  };
  const Row& row = kRows[static_cast<std::size_t>(how)];
  const auto [x, y] = matched(a, b);
  if (is_float(x)) return builder().CreateFCmp(row.of_floats, x, y);
  return builder().CreateICmp(is_signed ? row.of_signed : row.of_unsigned, x, y);
}

llvm::Value* select(llvm::Value* condition, llvm::Value* yes, llvm::Value* no) {
  llvm::Value* x = like(condition, like(no, yes));
  llvm::Value* y = like(x, no);
  return builder().CreateSelect(condition, x, y);
}

llvm::Value* convert(llvm::Value* a, Kind from, Kind to) {
  const bool to_float = to == Kind::Double || to == Kind::Float;
  const bool to_wide = to == Kind::Signed64 || to == Kind::Unsigned64;
  llvm::Type* scalar = nullptr;
  if (to_float) {
    scalar = to == Kind::Double ? builder().getDoubleTy() : builder().getFloatTy();
  } else {
    scalar = to_wide ? builder().getInt64Ty() : builder().getInt32Ty();
  }
  llvm::Type* type = with_lanes_of(a, scalar);
  const bool from_signed = from == Kind::Signed32 || from == Kind::Signed64;
  if (is_float(a)) {
    if (to_float) return builder().CreateFPCast(a, type);
    const bool to_signed = to == Kind::Signed32 || to == Kind::Signed64;
    return builder().CreateIntrinsic(
        to_signed ? llvm::Intrinsic::fptosi_sat : llvm::Intrinsic::fptoui_sat, {type, a->getType()},
        {a});
  }
  if (to_float) {
    return from_signed ? builder().CreateSIToFP(a, type) : builder().CreateUIToFP(a, type);
  }
  return builder().CreateIntCast(a, type, from_signed);
}

llvm::Value* same_bits(llvm::Value* a) {
  const unsigned n_bits = a->getType()->getScalarSizeInBits();
  if (is_float(a)) {
    return builder().CreateBitCast(a, with_lanes_of(a, builder().getIntNTy(n_bits)));
  }
  llvm::Type* scalar = n_bits == 64 ? builder().getDoubleTy() : builder().getFloatTy();
  return builder().CreateBitCast(a, with_lanes_of(a, scalar));
}

llvm::Value* any(llvm::Value* condition) {
  return condition->getType()->isVectorTy() ? builder().CreateOrReduce(condition) : condition;
}

RareBlock begin_rarely(llvm::Value* condition) {
  llvm::BasicBlock* before = builder().GetInsertBlock();
  llvm::Function* function = before->getParent();
  auto* rare = llvm::BasicBlock::Create(builder().getContext(), "rare", function);
  auto* after = llvm::BasicBlock::Create(builder().getContext(), "after", function);
  llvm::Value* wanted = any(condition);
  llvm::MDBuilder metadata(builder().getContext());
  builder().CreateCondBr(wanted, rare, after, metadata.createBranchWeights(1, 1000));
  builder().SetInsertPoint(rare);
  return {.before = before, .after = after};
}

llvm::Value* end_rarely(RareBlock block, llvm::Value* condition, llvm::Value* usual,
                        llvm::Value* rare) {
  llvm::Value* merged = select(condition, rare, usual);
  llvm::BasicBlock* last = builder().GetInsertBlock();
  builder().CreateBr(block.after);
  builder().SetInsertPoint(block.after);
  llvm::PHINode* result = builder().CreatePHI(merged->getType(), 2);
  result->addIncoming(merged, last);
  result->addIncoming(usual, block.before);
  return result;
}

}  // namespace write
}  // namespace snn::cpu
