#include "targets/cpu/emit/draws.h"

#include "compiler/support/check.h"
#include "runtime/abi/snn_abi.h"
#include "runtime/random/distributions.h"
#include "runtime/random/formulas.h"
#include "runtime/random/streams.h"
#include "targets/cpu/emit/cell_words.h"
#include "targets/cpu/emit/lane_calls.h"
#include "targets/cpu/emit/poisson_table.h"

#include <array>

namespace snn::cpu {
namespace {

using blueprint::Domain;
using ir::Op;

bool is_of_edges(Domain domain) {
  return domain == Domain::RowArrival || domain == Domain::ColumnArrival ||
         domain == Domain::EachEdge || domain == Domain::Pair;
}

std::size_t service_of(Op op) {
  if (op == Op::Uniform) return offsetof(snn_services, uniform);
  if (op == Op::Normal) return offsetof(snn_services, normal);
  if (op == Op::Lognormal) return offsetof(snn_services, lognormal);
  if (op == Op::Exponential) return offsetof(snn_services, exponential);
  if (op == Op::Gamma) return offsetof(snn_services, gamma);
  if (op == Op::Binomial) return offsetof(snn_services, binomial);
  if (op == Op::Poisson) return offsetof(snn_services, poisson);
  SNN_CHECK(false, "`{}` draws nothing", ir::info(op).name);
  return 0;
}

}  // namespace

Draws::Draws(Code& code, const Element& element, Memory& memory)
    : code_(code), element_(element), memory_(memory), is_edge_(is_of_edges(code.info.domain)) {}

Draws::Word Draws::index(ir::Frame frame) const {
  return Word(Lanes<std::uint64_t>::of(memory_.index(frame)));
}

Lanes<std::uint64_t> Draws::step() const {
  return Lanes<std::uint64_t>::of(code_.args.word(offsetof(snn_kernel_args, step)));
}

Draws::Word Draws::cell_word(std::uint32_t stream, std::uint32_t draw) const {
  const auto made = element_.words.find(random::stream_and_draw(stream, draw));
  if (made != element_.words.end()) return Word::of(made->second);
  const Word id = index(ir::Frame::Self);
  const Word element = (id >> 6U) * 16U + (id & 15U);
  const std::array<Word, 4> block = block_of_words(
      code_, Word(step()), element, Word(step() >> 32U), random::stream_and_draw(stream, draw));
  // Neighbours share a word number: that of the first lane holds for all.
  const Place& self = element_.at(ir::Frame::Self);
  const Word first =
      self.kind == Place::Kind::Adjacent ? Word(Lanes<std::uint64_t>::of(self.index)) : id;
  const Word number = first >> 4U;
  const Word low = select((number & 1U) != 0U, block[1], block[0]);
  const Word high = select((number & 1U) != 0U, block[3], block[2]);
  return select((number & 2U) != 0U, high, low);
}

Lanes<double> Draws::unit(std::uint32_t stream) const {
  if (!is_edge_) {
    return random::unit_from<Lanes<double>>(cell_word(stream, 0), cell_word(stream, 1));
  }
  const Word multiplicity =
      element_.multiplicity == nullptr ? Word{0} : Word::of(element_.multiplicity);
  const std::array<Word, 4> block =
      block_of_words(code_, Word(step()), index(ir::Frame::Pre), index(ir::Frame::Post),
                     Word{random::stream_and_draw(stream, 0)} + (multiplicity & 255U));
  return random::unit_from<Lanes<double>>(block[0], block[1]);
}

llvm::Value* Draws::draw(Op op, std::uint32_t stream, std::span<llvm::Value* const> args,
                         llvm::Value* mask) const {
  using Real = Lanes<double>;
  const Real a = Real::of(args[0]);
  const Real b = args.size() > 1 ? Real::of(args[1]) : Real{0};
  if (op == Op::Uniform) return (a + (b - a) * unit(stream)).value();
  if (op == Op::Normal) return (a + b * random::normal_quantile_of(unit(stream))).value();
  if (op == Op::Exponential) return (a * random::exponential_of(unit(stream))).value();
  if (op == Op::Lognormal)
    return random::lognormal_of(random::normal_quantile_of(unit(stream)), a, b).value();
  if (op == Op::Poisson) return poisson(stream, args[0], mask);
  return by_service(op, stream, args, mask);
}

// The search of random::poisson_quantile, for all lanes until the last one is found: sums only
// grow, so a lane that is done stays so.
Lanes<double> Draws::poisson_quantile(Lanes<double> p, Lanes<double> mean, Truth wanted) const {
  llvm::IRBuilder<>& body = code_.body;
  const Lanes<double> none = math::exp_of(-mean);
  llvm::BasicBlock* before = body.GetInsertBlock();
  llvm::BasicBlock* head = code_.block("search");
  llvm::BasicBlock* inside = code_.block("next");
  llvm::BasicBlock* after = code_.block("found");
  llvm::Type* lanes = none.value()->getType();
  body.CreateBr(head);
  body.SetInsertPoint(head);
  llvm::PHINode* candidate = body.CreatePHI(body.getDoubleTy(), 2);
  llvm::PHINode* probability = body.CreatePHI(lanes, 2);
  llvm::PHINode* sum = body.CreatePHI(lanes, 2);
  llvm::PHINode* count = body.CreatePHI(lanes, 2);
  candidate->addIncoming(llvm::ConstantFP::get(body.getDoubleTy(), 0), before);
  probability->addIncoming(none.value(), before);
  sum->addIncoming(none.value(), before);
  count->addIncoming(llvm::ConstantFP::get(lanes, 0), before);
  using Real = Lanes<double>;
  const Truth goes_on = both(wanted, Real::of(sum) < p);
  const Truth is_below_last = Real::of(candidate) < double{random::kMostInverted};
  body.CreateCondBr(body.CreateAnd(write::any(goes_on.value()), is_below_last.value()), inside,
                    after);
  body.SetInsertPoint(inside);
  const Real next = Real::of(candidate) + 1.0;
  const Real likely = Real::of(probability) * (mean / next);
  const Real counted = select(goes_on, next, Real::of(count));
  candidate->addIncoming(next.value(), inside);
  probability->addIncoming(likely.value(), inside);
  sum->addIncoming((Real::of(sum) + likely).value(), inside);
  count->addIncoming(counted.value(), inside);
  body.CreateBr(head);
  body.SetInsertPoint(after);
  return Real::of(count);
}

llvm::Value* Draws::poisson(std::uint32_t stream, llvm::Value* mean, llvm::Value* mask) const {
  using Real = Lanes<double>;
  const Real m = Real::of(mean);
  const Truth here = mask == nullptr ? Truth{true} : Truth::of(mask);
  const Truth is_large = both(here, m > random::kLargestInverted);
  const Truth is_small = both(here, both(m > 0.0, m <= random::kLargestInverted));
  const Real small = poisson_quantile(unit(stream), m, is_small);
  return rarely(is_large, small,
                [&] {
                  return Real::of(by_service(
                      Op::Poisson, stream, {&mean, 1},
                      is_large.value()->getType()->isVectorTy() ? is_large.value() : nullptr));
                })
      .value();
}

llvm::Value* Draws::shared_poisson(std::uint32_t stream, llvm::Value* mean,
                                   llvm::Value* mask) const {
  using Real = Lanes<double>;
  const PoissonTable table(code_, mean);
  const Real small = table.quantile(unit(stream));
  llvm::Value* lanes = write::like(small.value(), mean);
  return rarely(table.is_beyond(), small,
                [&] { return Real::of(by_service(Op::Poisson, stream, {&lanes, 1}, mask)); })
      .value();
}

llvm::Value* Draws::by_service(Op op, std::uint32_t stream, std::span<llvm::Value* const> args,
                               llvm::Value* mask) const {
  llvm::IRBuilder<>& body = code_.body;
  llvm::Value* memory =
      code_.scratch(llvm::ArrayType::get(body.getInt64Ty(), sizeof(snn_draw) / 8));
  const auto set = [&](std::size_t offset, llvm::Value* value) {
    body.CreateStore(value, body.CreateConstInBoundsGEP1_64(body.getInt8Ty(), memory, offset));
  };
  set(offsetof(snn_draw, seed), code_.args.word(offsetof(snn_kernel_args, seed)));
  set(offsetof(snn_draw, step), code_.args.word(offsetof(snn_kernel_args, step)));
  set(offsetof(snn_draw, stream), body.getInt32(stream));
  constexpr std::uint32_t kCell = 0xffffffffU;
  std::vector<llvm::Value*> lanes(args.begin(), args.end());
  const std::size_t n_args = args.size();
  const auto like_args = [&](Word word) { return write::like(args[0], word.value()); };
  lanes.push_back(like_args(index(is_edge_ ? ir::Frame::Pre : ir::Frame::Self)));
  lanes.push_back(like_args(is_edge_ ? index(ir::Frame::Post) : Word{0}));
  Word multiplicity{is_edge_ ? 0U : kCell};
  if (element_.multiplicity != nullptr) multiplicity = Word::of(element_.multiplicity);
  lanes.push_back(like_args(multiplicity));

  std::vector<llvm::Type*> types{body.getPtrTy()};
  types.resize(1 + n_args, body.getDoubleTy());
  auto* type = llvm::FunctionType::get(body.getDoubleTy(), types, false);
  const std::array<llvm::Type*, 1> result{body.getDoubleTy()};
  return each_lane(code_, lanes, result, mask,
                   [&](std::span<llvm::Value* const> lane) {
                     set(offsetof(snn_draw, element), lane[n_args]);
                     set(offsetof(snn_draw, second), lane[n_args + 1]);
                     set(offsetof(snn_draw, multiplicity), lane[n_args + 2]);
                     std::vector<llvm::Value*> given{memory};
                     given.insert(given.end(), lane.begin(),
                                  lane.begin() + static_cast<std::ptrdiff_t>(n_args));
                     return std::vector<llvm::Value*>{
                         body.CreateCall(type, code_.args.service(service_of(op)), given)};
                   })
      .front();
}

}  // namespace snn::cpu
