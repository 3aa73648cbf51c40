#include "targets/cpu/emit/body.h"

#include "compiler/ir/eval/evaluate.h"
#include "runtime/abi/snn_abi.h"
#include "targets/cpu/emit/arithmetic.h"
#include "targets/cpu/emit/draws.h"
#include "targets/cpu/emit/matrix.h"
#include "targets/cpu/emit/types.h"
#include "targets/cpu/math/functions.h"
#include "targets/cpu/math/writer.h"

#include <llvm/IR/Module.h>

namespace snn::cpu {

using ir::FieldRef;
using ir::Op;
using ir::Type;

namespace {

FieldRef field_of(const ir::Inst& inst) {
  return std::get<FieldRef>(inst.attribute);
}

}  // namespace

Body::Body(Code& code, const Element& element)
    : code_(code), element_(element), memory_(code, element), mask_(element.active) {
  values_.resize(code.kernel.values.size(), nullptr);
}

void Body::write() {
  const Writing here(code_.body);
  yielded_ = write_block(code_.kernel.body);
}

std::vector<ir::ValueId> Body::write_block(const ir::Block& block) {
  for (const ir::InstId id : block.body) {
    if (code_.kernel.insts[id].op == Op::Yield) return code_.kernel.insts[id].args;
    write_inst(id);
  }
  return {};
}

llvm::Value* Body::shaped(ir::ValueId value, ir::ValueId as) {
  llvm::Value* given = values_[value];
  if (!code_.is_varying(as) || given->getType()->isVectorTy()) return given;
  return code_.body.CreateVectorSplat(code_.shape.n_lanes, given);
}

llvm::Value* Body::whole(ir::ValueId value) {
  return converted(values_[value], type_of(value), Type::I64);
}

void Body::write_inst(ir::InstId id) {
  const ir::Inst& inst = code_.kernel.insts[id];
  if (ir::is_evaluable(inst.op)) {
    write_evaluable(inst);
  } else if (inst.op == Op::If) {
    write_if(inst);
  } else if (inst.op == Op::Repeat) {
    write_repeat(inst);
  } else if (inst.op == Op::Loop) {
    write_loop(id, inst);
  } else if (inst.op == Op::Solve || inst.op == Op::MatrixExponential) {
    write_matrix(inst);
  } else if (inst.results.empty()) {
    write_effect(id, inst);
  } else {
    values_[inst.results.front()] = read(inst);
  }
}

void Body::write_evaluable(const ir::Inst& inst) {
  const ir::ValueId result = inst.results.front();
  const bool is_invariant = code_.spreads[result] == Spread::Invariant;
  const Writing here(is_invariant ? code_.entry : code_.body);
  if (inst.op == Op::Const) {
    values_[result] = constant(type_of(result), inst.attribute);
    return;
  }
  std::vector<llvm::Value*> args;
  for (const ir::ValueId arg : inst.args)
    args.push_back(values_[arg]);
  // A function of one lane and many takes many of both.
  if (code_.is_varying(result) && inst.op != Op::Select) {
    for (std::size_t i = 0; i < args.size(); ++i)
      args[i] = shaped(inst.args[i], result);
  }
  const bool is_rare = is_invariant || code_.info.domain == blueprint::Domain::Once;
  if (is_rare && is_function(inst.op) && inst.op != Op::Sqrt) {
    values_[result] = call(inst, args, is_invariant ? code_.entry : code_.body);
    return;
  }
  const Type from = type_of(inst.args[inst.op == Op::Select ? 1 : 0]);
  values_[result] = arithmetic(inst, from, type_of(result), args);
}

llvm::Value* Body::call(const ir::Inst& inst, std::span<llvm::Value* const> args,
                        llvm::IRBuilder<>& builder) {
  const auto* whole = std::get_if<std::int64_t>(&inst.attribute);
  const std::int64_t n = whole == nullptr ? 0 : *whole;
  llvm::Type* real = args.front()->getType();
  const std::string name = "snn." + std::string(ir::info(inst.op).name) + "." + std::to_string(n) +
                           (real->isDoubleTy() ? ".f64" : ".f32");
  llvm::Module& module = *code_.function.getParent();
  llvm::Function* callee = module.getFunction(name);
  if (callee == nullptr) {
    const std::vector<llvm::Type*> types(args.size(), real);
    callee = llvm::Function::Create(llvm::FunctionType::get(real, types, false),
                                    llvm::Function::InternalLinkage, name, module);
    callee->setAttributes(llvm::AttributeList().addFnAttributes(
        module.getContext(),
        llvm::AttrBuilder(module.getContext(), code_.function.getAttributes().getFnAttrs())));
    callee->addFnAttr(llvm::Attribute::NoInline);
    llvm::IRBuilder<> inside(llvm::BasicBlock::Create(module.getContext(), "entry", callee));
    const Writing there(inside);
    std::vector<llvm::Value*> params;
    for (llvm::Argument& param : callee->args())
      params.push_back(&param);
    inside.CreateRet(function(inst.op, real->isDoubleTy(), params, n));
  }
  return builder.CreateCall(callee, llvm::ArrayRef<llvm::Value*>(args.data(), args.size()));
}

llvm::Value* Body::read(const ir::Inst& inst) {
  const Type type = type_of(inst.results.front());
  llvm::IRBuilder<>& entry = code_.entry;
  if (inst.op == Op::Load) return memory_.load(field_of(inst), nullptr, mask_);
  if (inst.op == Op::LoadAt) {
    const FieldRef field = field_of(inst);
    const std::int64_t last = code_.program.blueprint.fields[field.field].length - 1;
    llvm::Value* nearest =
        write::minimum(write::maximum(whole(inst.args[0]), write::constant(std::int64_t{0})),
                       write::constant(last));
    return memory_.load(field, nearest, mask_);
  }
  if (inst.op == Op::LoadPast) {
    const FieldRef field = field_of(inst);
    return memory_.load(field, memory_.block_of_past(field.field, whole(inst.args[0])), mask_);
  }
  if (inst.op == Op::LoadGlobal) {
    const auto global = std::get<ir::GlobalId>(inst.attribute);
    if (code_.spreads[inst.results.front()] == Spread::Invariant) return code_.args.global(global);
    llvm::Value* value =
        code_.body.CreateLoad(memory_type(entry.getContext(), type), code_.args.slot(global));
    return type == Type::Bool ? code_.body.CreateIsNotNull(value) : value;
  }
  if (inst.op == Op::LoadData)
    return memory_.load_data(std::get<ir::DataId>(inst.attribute), whole(inst.args[0]));
  if (inst.op == Op::Index)
    return converted(memory_.index(std::get<ir::Frame>(inst.attribute)), Type::I64, type);
  if (inst.op == Op::Fired) {
    const FieldRef mark = memory_.mark_of(std::get<ir::Frame>(inst.attribute));
    return memory_.load(mark, nullptr, mask_);
  }
  if (ir::info(inst.op).has(ir::kRandom)) return draw(inst);
  const Writing there(entry);
  if (inst.op == Op::Size) {
    const auto population = std::get<ir::PopulationId>(inst.attribute);
    return converted(code_.args.whole_global(code_.program.blueprint.populations[population].size),
                     Type::I64, type);
  }
  if (inst.op == Op::StepNumber)
    return converted(code_.args.word(offsetof(snn_kernel_args, step)), Type::I64, type);
  SNN_CHECK(inst.op == Op::Time, "`{}` cannot be compiled", ir::info(inst.op).name);
  return converted(code_.args.member(offsetof(snn_kernel_args, time), entry.getDoubleTy()),
                   Type::F64, type);
}

void Body::write_effect(ir::InstId id, const ir::Inst& inst) {
  llvm::Value* first = values_[inst.args.front()];
  if (inst.op == Op::Store) {
    memory_.store(field_of(inst), nullptr, first, mask_);
    return;
  }
  if (inst.op == Op::Accumulate) {
    llvm::Value* sum = write::add(memory_.load(field_of(inst), nullptr, mask_), first);
    memory_.store(field_of(inst), nullptr, sum, mask_);
    return;
  }
  if (inst.op == Op::StoreAt) {
    write_store_at(inst);
    return;
  }
  if (inst.op == Op::StoreGlobal) {
    if (first->getType()->isIntegerTy(1))
      first = code_.body.CreateZExt(first, code_.body.getInt8Ty());
    code_.body.CreateStore(first, code_.args.slot(std::get<ir::GlobalId>(inst.attribute)));
    return;
  }
  if (inst.op == Op::Emit) {
    memory_.store(memory_.mark_of(ir::Frame::Self), nullptr, first, mask_);
    return;
  }
  SNN_CHECK(inst.op == Op::Require, "`{}` cannot be compiled", ir::info(inst.op).name);
  constexpr std::uint32_t kRequirement = 1;
  fail(kRequirement, id, write::bit_not(first));
}

void Body::write_store_at(const ir::Inst& inst) {
  const FieldRef field = field_of(inst);
  llvm::Value* block = whole(inst.args[0]);
  const std::int64_t length = code_.program.blueprint.fields[field.field].length;
  // As an unsigned number a negative index is above every length.
  llvm::Value* is_inside =
      write::compare(write::Compare::Less, block, write::constant(length), false);
  if (mask_ != nullptr) is_inside = write::bit_and(mask_, is_inside);
  llvm::Value* safe =
      write::select(write::compare(write::Compare::Less, block, write::constant(length), false),
                    block, write::constant(std::int64_t{0}));
  memory_.store(field, safe, values_[inst.args[1]], is_inside);
}

void Body::write_matrix(const ir::Inst& inst) {
  std::vector<llvm::Value*> args;
  for (const ir::ValueId arg : inst.args)
    args.push_back(shaped(arg, inst.results.front()));
  const std::vector<llvm::Value*> results =
      matrix(code_, inst, type_of(inst.results.front()), args, mask_);
  for (std::size_t i = 0; i < results.size(); ++i)
    values_[inst.results[i]] = results[i];
}

llvm::Value* Body::draw(const ir::Inst& inst) {
  const Type type = type_of(inst.results.front());
  const Draws draws(code_, element_, memory_);
  const std::uint32_t stream = std::get<ir::Stream>(inst.attribute).value;
  const ir::ValueId first = inst.args.front();
  if (inst.op == Op::Poisson && code_.info.domain == blueprint::Domain::EachCell &&
      code_.spreads[first] == Spread::Invariant) {
    const auto mean = [&] {
      const Writing there(code_.entry);
      return converted(values_[first], type_of(first), Type::F64);
    };
    return converted(draws.shared_poisson(stream, mean(), mask_), Type::F64, type);
  }
  std::vector<llvm::Value*> args;
  for (const ir::ValueId arg : inst.args)
    args.push_back(converted(shaped(arg, inst.results.front()), type_of(arg), Type::F64));
  llvm::Value* drawn = draws.draw(inst.op, stream, args, mask_);
  return converted(drawn, Type::F64, type);
}

void Body::fail(std::uint32_t kind, ir::InstId id, llvm::Value* failed) {
  llvm::IRBuilder<>& body = code_.body;
  if (mask_ != nullptr) failed = write::bit_and(mask_, failed);
  llvm::Value* failure = code_.args.pointer(offsetof(snn_kernel_args, failure));
  const auto member = [&](std::size_t offset) {
    return body.CreateConstInBoundsGEP1_64(body.getInt8Ty(), failure, offset);
  };
  llvm::Value* is_wanted = body.CreateIsNotNull(failure);
  code_.when(body.CreateAnd(is_wanted, write::any(failed)), [&] {
    llvm::Value* number = element_.number;
    if (failed->getType()->isVectorTy()) {
      llvm::Value* lanes = body.CreateZExt(
          body.CreateBitCast(failed, body.getIntNTy(code_.shape.n_lanes)), body.getInt64Ty());
      llvm::Value* lane = body.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, lanes, body.getTrue());
      number = body.CreateAdd(number, lane);
    }
    llvm::Value* before = body.CreateLoad(body.getInt32Ty(), member(offsetof(snn_failure, kind)));
    llvm::Value* is_first = body.CreateIsNull(before);
    if (failed->getType()->isVectorTy()) {
      // An earlier instruction may have failed in a later lane of this round.
      llvm::Value* other =
          body.CreateLoad(body.getInt64Ty(), member(offsetof(snn_failure, element)));
      llvm::Value* is_before = body.CreateAnd(body.CreateICmpULT(number, other),
                                              body.CreateICmpUGE(other, element_.number));
      is_first = body.CreateOr(is_first, is_before);
    }
    code_.when(is_first, [&] {
      body.CreateStore(body.getInt32(kind), member(offsetof(snn_failure, kind)));
      body.CreateStore(body.getInt32(id.index), member(offsetof(snn_failure, inst)));
      body.CreateStore(number, member(offsetof(snn_failure, element)));
      body.CreateStore(llvm::ConstantFP::get(body.getDoubleTy(), 0),
                       member(offsetof(snn_failure, value)));
    });
  });
}

}  // namespace snn::cpu
