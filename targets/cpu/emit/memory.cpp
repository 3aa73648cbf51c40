#include "targets/cpu/emit/memory.h"

#include "runtime/abi/snn_abi.h"
#include "targets/cpu/emit/types.h"

namespace snn::cpu {

using Kind = Place::Kind;

llvm::Value* Memory::index(ir::Frame frame) {
  const Place& place = element_.at(frame);
  if (place.kind != Kind::Adjacent) return place.index;
  return code_.body.CreateAdd(code_.body.CreateVectorSplat(code_.shape.n_lanes, place.index),
                              code_.lane_numbers(code_.body.getInt64Ty()));
}

Memory::Target Memory::target(ir::FieldRef field, llvm::Value* block) {
  llvm::IRBuilder<>& body = code_.body;
  Kind kind = element_.at(field.frame).kind;
  llvm::Value* at = element_.at(field.frame).index;
  if (block != nullptr) {
    llvm::Value* offset = nullptr;
    llvm::Value* stride = code_.args.stride(field.field);
    if (block->getType()->isVectorTy()) {
      kind = Kind::Scattered;
      at = index(field.frame);
      stride = body.CreateVectorSplat(code_.shape.n_lanes, stride);
    }
    offset = body.CreateMul(block, stride);
    if (at->getType()->isVectorTy() && !offset->getType()->isVectorTy())
      offset = body.CreateVectorSplat(code_.shape.n_lanes, offset);
    if (!at->getType()->isVectorTy() && offset->getType()->isVectorTy())
      at = body.CreateVectorSplat(code_.shape.n_lanes, at);
    at = body.CreateAdd(at, offset);
  }
  const ir::Type type = code_.program.blueprint.fields[field.field].type;
  return {.kind = kind,
          .pointer = body.CreateGEP(memory_type(body.getContext(), type),
                                    code_.args.column(field.field), at)};
}

llvm::Value* Memory::load(ir::FieldRef field, llvm::Value* block, llvm::Value* mask) {
  llvm::IRBuilder<>& body = code_.body;
  const ir::Type type = code_.program.blueprint.fields[field.field].type;
  const llvm::Align align(memory_bytes(type));
  llvm::Type* scalar = memory_type(body.getContext(), type);
  llvm::Type* lanes = lanes_of(scalar, code_.shape.n_lanes);
  const Target from = target(field, block);
  llvm::Value* value = nullptr;
  if (from.kind == Kind::Scattered) {
    // Lanes that are not wanted may point anywhere.
    llvm::Value* wanted = mask != nullptr ? mask : element_.active;
    value = marked(body.CreateMaskedGather(lanes, from.pointer, align, wanted,
                                           llvm::Constant::getNullValue(lanes)),
                   field.field);
  } else {
    // A block of a column is a multiple of 64 elements long, so all lanes have memory.
    value = marked(
        body.CreateAlignedLoad(from.kind == Kind::Single ? scalar : lanes, from.pointer, align),
        field.field);
  }
  return type == ir::Type::Bool ? body.CreateIsNotNull(value) : value;
}

void Memory::store(ir::FieldRef field, llvm::Value* block, llvm::Value* value, llvm::Value* mask) {
  llvm::IRBuilder<>& body = code_.body;
  const ir::Type type = code_.program.blueprint.fields[field.field].type;
  const llvm::Align align(memory_bytes(type));
  const Target to = target(field, block);
  if (to.kind != Kind::Single && !value->getType()->isVectorTy())
    value = body.CreateVectorSplat(code_.shape.n_lanes, value);
  if (type == ir::Type::Bool) {
    value = body.CreateZExt(
        value,
        lanes_of(body.getInt8Ty(), value->getType()->isVectorTy() ? code_.shape.n_lanes : 1));
  }
  if (to.kind == Kind::Scattered) {
    marked(body.CreateMaskedScatter(value, to.pointer, align, mask), field.field);
  } else if (to.kind == Kind::Adjacent) {
    store_adjacent(field.field, to.pointer, value, mask);
  } else if (mask != nullptr) {
    code_.when(mask,
               [&] { marked(body.CreateAlignedStore(value, to.pointer, align), field.field); });
  } else {
    marked(body.CreateAlignedStore(value, to.pointer, align), field.field);
  }
}

void Memory::store_adjacent(ir::FieldId field, llvm::Value* pointer, llvm::Value* value,
                            llvm::Value* mask) {
  llvm::IRBuilder<>& body = code_.body;
  const llvm::Align align(memory_bytes(code_.program.blueprint.fields[field].type));
  if (code_.shape.has_masked_moves) {
    marked(body.CreateMaskedStore(value, pointer, align, mask), field);
    return;
  }
  // Where all lanes exist they are ours, and a lane that is not wanted gets what it had.
  llvm::BasicBlock* whole = code_.block("whole");
  llvm::BasicBlock* part = code_.block("part");
  llvm::BasicBlock* after = code_.block("stored");
  body.CreateCondBr(element_.is_whole, whole, part);
  body.SetInsertPoint(whole);
  llvm::Value* kept = value;
  if (mask != element_.active) {
    kept = body.CreateSelect(
        mask, value, marked(body.CreateAlignedLoad(value->getType(), pointer, align), field));
  }
  marked(body.CreateAlignedStore(kept, pointer, align), field);
  body.CreateBr(after);
  body.SetInsertPoint(part);
  marked(body.CreateMaskedStore(value, pointer, align, mask), field);
  body.CreateBr(after);
  body.SetInsertPoint(after);
}

llvm::Value* Memory::load_data(ir::DataId data, llvm::Value* at) {
  llvm::IRBuilder<>& body = code_.body;
  const std::size_t row = blueprint::index_of(data) * sizeof(snn_data);
  llvm::Value* n = code_.args.table_word(row + offsetof(snn_data, n), body.getInt64Ty());
  llvm::Value* values = code_.args.table_word(row + offsetof(snn_data, values), body.getPtrTy());
  llvm::Value* zero = body.getInt64(0);
  llvm::Value* last = body.CreateSub(n, body.getInt64(1));
  if (at->getType()->isVectorTy()) {
    zero = body.CreateVectorSplat(code_.shape.n_lanes, zero);
    last = body.CreateVectorSplat(code_.shape.n_lanes, last);
  }
  llvm::Value* place = body.CreateBinaryIntrinsic(
      llvm::Intrinsic::smin, body.CreateBinaryIntrinsic(llvm::Intrinsic::smax, at, zero), last);
  llvm::Value* pointer = body.CreateGEP(body.getDoubleTy(), values, place);
  const llvm::Align align(sizeof(double));
  // Every place is inside, so lanes that are not wanted read something too.
  llvm::Instruction* load =
      at->getType()->isVectorTy()
          ? static_cast<llvm::Instruction*>(body.CreateMaskedGather(
                lanes_of(body.getDoubleTy(), code_.shape.n_lanes), pointer, align))
          : body.CreateAlignedLoad(body.getDoubleTy(), pointer, align);
  code_.args.mark_structure(load);
  return load;
}

ir::FieldRef Memory::mark_of(ir::Frame frame) const {
  const blueprint::Blueprint& blueprint = code_.program.blueprint;
  ir::PopulationId population = code_.info.population;
  if (frame == ir::Frame::Pre) population = blueprint.projections[code_.info.projection].source;
  if (frame == ir::Frame::Post) population = blueprint.projections[code_.info.projection].target;
  return {.frame = frame, .field = blueprint.populations[population].fired};
}

llvm::Value* Memory::block_of_past(ir::FieldId field, llvm::Value* age) {
  llvm::IRBuilder<>& body = code_.body;
  llvm::Value* zero = body.getInt64(0);
  llvm::Value* one = body.getInt64(1);
  llvm::Value* n_kept = code_.args.whole_global(code_.program.blueprint.fields[field].history);
  n_kept = body.CreateBinaryIntrinsic(llvm::Intrinsic::smax, n_kept, one);
  llvm::Value* oldest = body.CreateSub(n_kept, one);
  llvm::Value* last = body.CreateSub(code_.args.word(offsetof(snn_kernel_args, step)), one);
  if (age->getType()->isVectorTy()) {
    const auto in_lanes = [&](llvm::Value* a) {
      return body.CreateVectorSplat(code_.shape.n_lanes, a);
    };
    zero = in_lanes(zero);
    one = in_lanes(one);
    n_kept = in_lanes(n_kept);
    oldest = in_lanes(oldest);
    last = in_lanes(last);
  }
  llvm::Value* kept = body.CreateBinaryIntrinsic(
      llvm::Intrinsic::smin, body.CreateBinaryIntrinsic(llvm::Intrinsic::smax, age, zero), oldest);
  llvm::Value* rest = body.CreateSRem(body.CreateSub(last, kept), n_kept);
  llvm::Value* slot =
      body.CreateSelect(body.CreateICmpSLT(rest, zero), body.CreateAdd(rest, n_kept), rest);
  return body.CreateAdd(slot, one);
}

}  // namespace snn::cpu
