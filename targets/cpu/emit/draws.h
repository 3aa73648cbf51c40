#pragma once
// Random numbers of the element, as runtime/random/RANDOM.md defines them: vector code where a draw
// is one formula, the runtime's functions where it may be rejected.

#include "targets/cpu/emit/code.h"
#include "targets/cpu/emit/element.h"
#include "targets/cpu/emit/memory.h"
#include "targets/cpu/math/lanes.h"

#include <span>

namespace snn::cpu {

class Draws {
 public:
  Draws(Code& code, const Element& element, Memory& memory);

  /// The arguments and the result are doubles.
  [[nodiscard]] llvm::Value* draw(ir::Op op, std::uint32_t stream,
                                  std::span<llvm::Value* const> args, llvm::Value* mask) const;

  /// Of a mean that is one number for all cells, known before the loops over them.
  [[nodiscard]] llvm::Value* shared_poisson(std::uint32_t stream, llvm::Value* mean,
                                            llvm::Value* mask) const;

 private:
  using Word = Lanes<std::uint32_t>;
  /// The first two words, as a number in (0, 1).
  [[nodiscard]] Lanes<double> unit(std::uint32_t stream) const;
  [[nodiscard]] Word cell_word(std::uint32_t stream, std::uint32_t draw) const;
  /// Small means by inversion in all lanes at once, others by the runtime.
  [[nodiscard]] llvm::Value* poisson(std::uint32_t stream, llvm::Value* mean,
                                     llvm::Value* mask) const;
  /// The count whose distribution function first reaches p, in the lanes of `wanted`, else 0.
  [[nodiscard]] Lanes<double> poisson_quantile(Lanes<double> p, Lanes<double> mean,
                                               Truth wanted) const;
  [[nodiscard]] llvm::Value* by_service(ir::Op op, std::uint32_t stream,
                                        std::span<llvm::Value* const> args,
                                        llvm::Value* mask) const;
  [[nodiscard]] Word index(ir::Frame frame) const;
  [[nodiscard]] Lanes<std::uint64_t> step() const;

  Code& code_;
  const Element& element_;
  Memory& memory_;
  bool is_edge_;
};

}  // namespace snn::cpu
