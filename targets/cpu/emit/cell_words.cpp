#include "targets/cpu/emit/cell_words.h"

#include "compiler/ir/access.h"
#include "runtime/abi/snn_abi.h"
#include "runtime/random/philox.h"
#include "runtime/random/streams.h"
#include "targets/cpu/emit/types.h"
#include "targets/cpu/math/writer.h"

#include <llvm/IR/Module.h>

#include <string>
#include <vector>

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

/// In lanes of 64 bits, where products need not be taken apart and put together again.
std::array<Long, 4> rounds(const std::array<Long, 6>& x) {
  return random::philox_rounds<Long, Long>({x[0], x[1], x[2], x[3]}, x[4], x[5]);
}

/// The rounds for operands like these as a function, written once in a module: for set-up, where
/// they are long to compile and quick to run.
llvm::Function* rounds_of(Code& code, const std::array<llvm::Value*, 6>& args) {
  llvm::Module& module = *code.function.getParent();
  std::string name = "snn.philox";
  std::vector<llvm::Type*> types;
  llvm::Type* result = code.body.getInt64Ty();
  for (llvm::Value* arg : args) {
    types.push_back(arg->getType());
    name += arg->getType()->isVectorTy() ? ".v" : ".s";
    if (arg->getType()->isVectorTy()) result = arg->getType();
  }
  name += "." + std::to_string(code.shape.n_lanes);
  if (llvm::Function* made = module.getFunction(name)) return made;
  auto* words = llvm::StructType::get(module.getContext(), {result, result, result, result});
  llvm::Function* made = llvm::Function::Create(llvm::FunctionType::get(words, types, false),
                                                llvm::Function::InternalLinkage, name, module);
  made->setAttributes(llvm::AttributeList().addFnAttributes(
      module.getContext(),
      llvm::AttrBuilder(module.getContext(), code.function.getAttributes().getFnAttrs())));
  made->addFnAttr(llvm::Attribute::NoInline);
  made->removeFnAttr(llvm::Attribute::OptimizeNone);
  llvm::IRBuilder<> inside(llvm::BasicBlock::Create(module.getContext(), "entry", made));
  const Writing there(inside);
  const auto param = [&](unsigned i) { return Long::of(made->getArg(i)); };
  const std::array<Long, 4> block =
      rounds({param(0), param(1), param(2), param(3), param(4), param(5)});
  llvm::Value* all = llvm::PoisonValue::get(words);
  for (unsigned i = 0; i < block.size(); ++i) {
    llvm::Value* word = block.at(i).value();
    if (!word->getType()->isVectorTy() && result->isVectorTy())
      word = inside.CreateVectorSplat(code.shape.n_lanes, word);
    all = inside.CreateInsertValue(all, word, i);
  }
  inside.CreateRet(all);
  return made;
}

}  // namespace

std::array<Word, 4> block_of_words(Code& code, Word step, Word element, Word second, Word draw) {
  llvm::IRBuilder<>& body = code.body;
  const auto seed = Long::of(code.args.word(offsetof(snn_kernel_args, seed)));
  const std::array<Long, 6> x{Long(step), Long(element), Long(second),
                              Long(draw), seed,          seed >> 32U};
  if (ir::runs_in_steps(code.program.blueprint, code.id)) {
    const std::array<Long, 4> made = rounds(x);
    return {Word(made[0]), Word(made[1]), Word(made[2]), Word(made[3])};
  }
  const std::array<llvm::Value*, 6> args{x[0].value(), x[1].value(), x[2].value(),
                                         x[3].value(), x[4].value(), x[5].value()};
  llvm::Value* made = body.CreateCall(rounds_of(code, args), args);
  const auto word = [&](unsigned i) { return Word(Long::of(body.CreateExtractValue(made, i))); };
  return {word(0), word(1), word(2), word(3)};
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
