#pragma once
// The operations of Lanes, as instructions. Each is written where the builder of this thread
// stands; operands of one lane and of several may be mixed, the single one is then repeated.

#include <cstddef>
#include <cstdint>
#include <span>

namespace llvm {
class BasicBlock;
class IRBuilderBase;
class Value;
}  // namespace llvm

namespace snn::cpu {

/// Set on functions for processors with AVX-512 (VL, BW, DQ).
inline constexpr const char* kHasMaskedMoves = "snn-has-masked-moves";

/// While it lives, instructions are written by this builder, always to the end of its block.
class Writing {
 public:
  explicit Writing(llvm::IRBuilderBase& builder);
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
  ~Writing();

 private:
  llvm::IRBuilderBase* outer_;
};

namespace write {

enum class Compare : std::uint8_t { Less, NotAbove, Above, NotBelow, Equal, Different };

llvm::Value* constant(double value);
llvm::Value* constant(float value);
llvm::Value* constant(bool value);
llvm::Value* constant(std::int32_t value);
llvm::Value* constant(std::uint32_t value);
llvm::Value* constant(std::int64_t value);
llvm::Value* constant(std::uint64_t value);

llvm::Value* add(llvm::Value* a, llvm::Value* b);
llvm::Value* subtract(llvm::Value* a, llvm::Value* b);
llvm::Value* multiply(llvm::Value* a, llvm::Value* b);
llvm::Value* divide(llvm::Value* a, llvm::Value* b);
llvm::Value* divide_whole(llvm::Value* a, llvm::Value* b);
llvm::Value* remainder(llvm::Value* a, llvm::Value* b);
llvm::Value* negate(llvm::Value* a);
llvm::Value* fma(llvm::Value* a, llvm::Value* b, llvm::Value* c);
llvm::Value* fabs(llvm::Value* a);
llvm::Value* floor(llvm::Value* a);
llvm::Value* ceil(llvm::Value* a);
llvm::Value* sqrt(llvm::Value* a);
llvm::Value* minimum(llvm::Value* a, llvm::Value* b);
llvm::Value* maximum(llvm::Value* a, llvm::Value* b);
llvm::Value* copysign(llvm::Value* magnitude, llvm::Value* sign);
llvm::Value* bit_and(llvm::Value* a, llvm::Value* b);
llvm::Value* bit_or(llvm::Value* a, llvm::Value* b);
llvm::Value* bit_xor(llvm::Value* a, llvm::Value* b);
llvm::Value* bit_not(llvm::Value* a);
llvm::Value* shift_left(llvm::Value* a, llvm::Value* n);
llvm::Value* shift_right(llvm::Value* a, llvm::Value* n, bool is_signed);
llvm::Value* compare(Compare how, llvm::Value* a, llvm::Value* b, bool is_signed);
llvm::Value* select(llvm::Value* condition, llvm::Value* yes, llvm::Value* no);

/// What a number is converted to.
enum class Kind : std::uint8_t { Double, Float, Signed32, Unsigned32, Signed64, Unsigned64 };
llvm::Value* convert(llvm::Value* a, Kind from, Kind to);
/// The same bits as a float or as an integer of the same size.
llvm::Value* same_bits(llvm::Value* a);
llvm::Value* lookup(std::span<const std::uint32_t> table, llvm::Value* position);
/// Entry n mod 8 of a table, which stays in a register where the processor can choose lanes of one.
llvm::Value* eighth(std::span<const double> table, llvm::Value* n);
llvm::Value* eighth(std::span<const float> table, llvm::Value* n);
/// x·2^floor(n) as one instruction; null where there is none.
llvm::Value* scale_by_floor(llvm::Value* x, llvm::Value* n);
/// True when any lane is.
llvm::Value* any(llvm::Value* condition);
/// The same scalar in every lane of a value like `other`.
llvm::Value* like(llvm::Value* other, llvm::Value* a);

/// A block that is run only when some lane wants it.
struct RareBlock {
  llvm::BasicBlock* before = nullptr;
  llvm::BasicBlock* after = nullptr;
};
RareBlock begin_rarely(llvm::Value* condition);
llvm::Value* end_rarely(RareBlock block, llvm::Value* condition, llvm::Value* usual,
                        llvm::Value* rare);

}  // namespace write
}  // namespace snn::cpu
