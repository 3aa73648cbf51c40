#include "targets/cpu/emit/lane_calls.h"

#include "targets/cpu/emit/types.h"

namespace snn::cpu {

LaneBuffer::LaneBuffer(Code& code, llvm::Type* scalar, unsigned n_lanes)
    : code_(code),
      scalar_(scalar),
      n_lanes_(n_lanes),
      memory_(code.scratch(llvm::ArrayType::get(scalar, n_lanes))) {}

llvm::Value* LaneBuffer::place(llvm::Value* number) {
  return code_.body.CreateGEP(scalar_, memory_, number);
}

void LaneBuffer::fill(llvm::Value* lanes) {
  code_.body.CreateAlignedStore(lanes, memory_, llvm::Align(1));
}

llvm::Value* LaneBuffer::lane(llvm::Value* number) {
  return code_.body.CreateLoad(scalar_, place(number));
}

void LaneBuffer::set_lane(llvm::Value* number, llvm::Value* value) {
  code_.body.CreateStore(value, place(number));
}

llvm::Value* LaneBuffer::lanes() {
  return code_.body.CreateAlignedLoad(lanes_of(scalar_, n_lanes_), memory_, llvm::Align(1));
}

std::vector<llvm::Value*> each_lane(
    Code& code, std::span<llvm::Value* const> args, std::span<llvm::Type* const> results,
    llvm::Value* mask,
    const std::function<std::vector<llvm::Value*>(std::span<llvm::Value* const>)>& call) {
  llvm::IRBuilder<>& body = code.body;
  if (args.empty() || !args.front()->getType()->isVectorTy()) return call(args);
  const unsigned n_lanes = code.shape.n_lanes;
  std::vector<LaneBuffer> from;
  for (llvm::Value* arg : args) {
    from.emplace_back(code, arg->getType()->getScalarType(), n_lanes);
    from.back().fill(arg);
  }
  LaneBuffer wanted(code, body.getInt8Ty(), n_lanes);
  wanted.fill(body.CreateZExt(mask, lanes_of(body.getInt8Ty(), n_lanes)));
  std::vector<LaneBuffer> to;
  for (llvm::Type* type : results) {
    to.emplace_back(code, type, n_lanes);
    to.back().fill(llvm::Constant::getNullValue(lanes_of(type, n_lanes)));
  }
  code.count(body.getInt64(0), body.getInt64(n_lanes), 1, [&](llvm::Value* lane) {
    code.when(body.CreateIsNotNull(wanted.lane(lane)), [&] {
      std::vector<llvm::Value*> single;
      for (LaneBuffer& buffer : from)
        single.push_back(buffer.lane(lane));
      const std::vector<llvm::Value*> given = call(single);
      for (std::size_t i = 0; i < given.size(); ++i)
        to[i].set_lane(lane, given[i]);
    });
  });
  std::vector<llvm::Value*> lanes;
  for (LaneBuffer& buffer : to)
    lanes.push_back(buffer.lanes());
  return lanes;
}

}  // namespace snn::cpu
