// What formulas look up, and powers of two, with the instructions that some processors have for it.

#include "targets/cpu/math/writer.h"
#include "targets/cpu/math/writing.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicsX86.h>
#include <llvm/IR/Module.h>

#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace snn::cpu::write {
namespace {

bool has_masked_moves() {
  return builder().GetInsertBlock()->getParent()->hasFnAttribute(kHasMaskedMoves);
}

unsigned lanes_in(llvm::Value* a) {
  const auto* vector = llvm::dyn_cast<llvm::FixedVectorType>(a->getType());
  return vector == nullptr ? 1 : vector->getNumElements();
}

/// The constant in the module, once.
llvm::GlobalVariable* table_of(llvm::Constant* content) {
  llvm::Module& module = *builder().GetInsertBlock()->getModule();
  for (llvm::GlobalVariable& global : module.globals()) {
    if (global.hasInitializer() && global.getInitializer() == content) return &global;
  }
  return new llvm::GlobalVariable(module, content->getType(), true,
                                  llvm::GlobalValue::PrivateLinkage, content, "table");
}

/// An element of a table, or one in each lane.
llvm::Value* fetched(llvm::Constant* content, llvm::Type* scalar, llvm::Value* position) {
  llvm::Value* place = builder().CreateGEP(scalar, table_of(content), position);
  if (!position->getType()->isVectorTy()) return builder().CreateLoad(scalar, place);
  llvm::Type* lanes = llvm::VectorType::get(
      scalar, llvm::cast<llvm::VectorType>(position->getType())->getElementCount());
  return builder().CreateMaskedGather(lanes, place, llvm::Align(scalar->getScalarSizeInBits() / 8));
}

using Half = std::function<llvm::Value*(llvm::Value*, llvm::Value*)>;

/// Does `step` on the halves of both that fit a register.
llvm::Value* by_registers(llvm::Value* a, llvm::Value* b, unsigned n_in_register,
                          const Half& step) {
  const unsigned n = lanes_in(a);
  if (n <= n_in_register) return step(a, b);
  std::vector<int> low(n / 2);
  std::iota(low.begin(), low.end(), 0);
  std::vector<int> high(n / 2);
  std::iota(high.begin(), high.end(), static_cast<int>(n / 2));
  std::vector<int> all(n);
  std::iota(all.begin(), all.end(), 0);
  const auto half = [&](const std::vector<int>& which) {
    return by_registers(builder().CreateShuffleVector(a, which),
                        builder().CreateShuffleVector(b, which), n_in_register, step);
  };
  llvm::Value* first = half(low);
  return builder().CreateShuffleVector(first, half(high), all);
}

template <class S>
llvm::Value* eighth_of(std::span<const S> table, llvm::Type* scalar, llvm::Value* n) {
  constexpr unsigned kInRegister = 64 / sizeof(S);
  const unsigned n_lanes = lanes_in(n);
  if (!has_masked_moves() || n_lanes < kInRegister) {
    llvm::Constant* content = llvm::ConstantDataArray::get(
        builder().getContext(), llvm::ArrayRef<S>(table.data(), table.size()));
    return fetched(content, scalar, bit_and(n, llvm::ConstantInt::get(n->getType(), 7)));
  }
  // The instruction takes a lane number modulo the lanes of a register, which repeats the table.
  std::vector<S> entries;
  for (unsigned i = 0; i < kInRegister; ++i)
    entries.push_back(table[i % table.size()]);
  llvm::Value* row = llvm::ConstantDataVector::get(builder().getContext(),
                                                   llvm::ArrayRef<S>(entries.data(), kInRegister));
  const auto choose = sizeof(S) == 8 ? llvm::Intrinsic::x86_avx512_permvar_df_512
                                     : llvm::Intrinsic::x86_avx512_permvar_sf_512;
  return by_registers(n, n, kInRegister, [&](llvm::Value* which, llvm::Value*) {
    return builder().CreateIntrinsic(choose, {}, {row, which});
  });
}

}  // namespace

llvm::Value* lookup(std::span<const std::uint32_t> table, llvm::Value* position) {
  llvm::Constant* content = llvm::ConstantDataArray::get(
      builder().getContext(), llvm::ArrayRef<std::uint32_t>(table.data(), table.size()));
  const unsigned n_lanes = lanes_in(position);
  llvm::Type* index = builder().getInt64Ty();
  if (position->getType()->isVectorTy()) index = llvm::FixedVectorType::get(index, n_lanes);
  return fetched(content, builder().getInt32Ty(), builder().CreateZExt(position, index));
}

llvm::Value* eighth(std::span<const double> table, llvm::Value* n) {
  return eighth_of(table, builder().getDoubleTy(), n);
}
llvm::Value* eighth(std::span<const float> table, llvm::Value* n) {
  return eighth_of(table, builder().getFloatTy(), n);
}

llvm::Value* scale_by_floor(llvm::Value* x, llvm::Value* n) {
  const bool is_double = x->getType()->getScalarType()->isDoubleTy();
  const unsigned n_in_register = is_double ? 8 : 16;
  if (!has_masked_moves() || lanes_in(x) < n_in_register) return nullptr;
  const auto scale = is_double ? llvm::Intrinsic::x86_avx512_mask_scalef_pd_512
                               : llvm::Intrinsic::x86_avx512_mask_scalef_ps_512;
  llvm::Value* all = is_double ? static_cast<llvm::Value*>(builder().getInt8(0xff))
                               : static_cast<llvm::Value*>(builder().getInt16(0xffff));
  constexpr std::uint32_t kCurrentRounding = 4;
  return by_registers(x, n, n_in_register, [&](llvm::Value* a, llvm::Value* b) {
    return builder().CreateIntrinsic(scale, {},
                                     {a, b, llvm::Constant::getNullValue(a->getType()), all,
                                      builder().getInt32(kCurrentRounding)});
  });
}

}  // namespace snn::cpu::write
