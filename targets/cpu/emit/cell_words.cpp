#include "targets/cpu/emit/cell_words.h"

#include "runtime/abi/snn_abi.h"
#include "runtime/random/philox.h"
#include "runtime/random/streams.h"
#include "targets/cpu/emit/types.h"

namespace snn::cpu {
namespace {

using Word = Lanes<std::uint32_t>;
using Long = Lanes<std::uint64_t>;

constexpr std::uint64_t kSharing = 64;     // cells whose words are made together
constexpr std::uint64_t kNeighbours = 16;  // cells with one word number

bool takes_two_words(ir::Op op) {
  return op == ir::Op::Uniform || op == ir::Op::Normal || op == ir::Op::Lognormal ||
         op == ir::Op::Exponential || op == ir::Op::Poisson;
}

}  // namespace

std::array<Word, 4> block_of_words(Code& code, Word step, Word element, Word second, Word draw) {
  const auto seed = Long::of(code.args.word(offsetof(snn_kernel_args, seed)));
  return random::philox_rounds<Word, Long>({step, element, second, draw}, Word(seed),
                                           Word(seed >> 32U));
}

CellWords::CellWords(Code& code) : code_(code) {
  for (const ir::InstId id : code.kernel.body.body) {
    const ir::Inst& inst = code.kernel.insts[id];
    if (!takes_two_words(inst.op)) continue;
    for (const std::uint32_t draw : {0U, 1U}) {
      llvm::Value*& words =
          kept_[random::stream_and_draw(std::get<ir::Stream>(inst.attribute).value, draw)];
      if (words == nullptr)
        words = code.scratch(llvm::ArrayType::get(code.body.getInt32Ty(), kSharing));
    }
  }
}

void CellWords::fill(llvm::Value* i) {
  llvm::IRBuilder<>& body = code_.body;
  const unsigned n_lanes = code_.shape.n_lanes;
  const auto step = Long::of(code_.args.word(offsetof(snn_kernel_args, step)));
  const Word lanes = Word::of(code_.lane_numbers(body.getInt32Ty()));
  const Word group = (Word(Long::of(i)) >> 6U) * 16U;
  for (const auto& [draw, memory] : kept_) {
    for (unsigned offset = 0; offset < kNeighbours; offset += n_lanes) {
      const std::array<Word, 4> words =
          block_of_words(code_, Word(step), group + lanes + offset, Word(step >> 32U), draw);
      for (std::uint64_t number = 0; number < words.size(); ++number) {
        llvm::Value* place = body.CreateConstInBoundsGEP1_64(body.getInt32Ty(), memory,
                                                             number * kNeighbours + offset);
        body.CreateAlignedStore(words.at(number).value(), place, llvm::Align(4));
      }
    }
  }
}

void CellWords::prepare(Element& element, llvm::Value* i, llvm::Value* first) {
  if (kept_.empty()) return;
  llvm::IRBuilder<>& body = code_.body;
  llvm::Value* among = body.CreateAnd(i, kSharing - 1);
  llvm::Value* is_new = body.CreateOr(body.CreateIsNull(among), body.CreateICmpEQ(i, first));
  code_.when(is_new, [&] { fill(i); });
  llvm::Type* words = lanes_of(body.getInt32Ty(), code_.shape.n_lanes);
  for (const auto& [draw, memory] : kept_) {
    llvm::Value* place = body.CreateGEP(body.getInt32Ty(), memory, among);
    element.words[draw] = body.CreateAlignedLoad(words, place, llvm::Align(4));
  }
}

}  // namespace snn::cpu
