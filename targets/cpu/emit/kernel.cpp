#include "targets/cpu/emit/kernel.h"

#include "runtime/abi/snn_abi.h"
#include "targets/cpu/emit/body.h"
#include "targets/cpu/emit/cell_words.h"
#include "targets/cpu/emit/code.h"
#include "targets/cpu/emit/types.h"
#include "targets/cpu/math/writer.h"

#include <llvm/IR/Module.h>

namespace snn::cpu {
namespace {

using blueprint::Domain;
using ir::Frame;
using ir::Op;

/// Whether edges that lead to one cell could be computed at once: not where they change it.
bool changes_ends(const ir::Kernel& kernel) {
  for (const ir::Inst& inst : kernel.insts) {
    const auto* field = std::get_if<ir::FieldRef>(&inst.attribute);
    if (field != nullptr && ir::info(inst.op).has(ir::kWrites) && field->frame != Frame::Edge)
      return true;
  }
  return false;
}

unsigned lanes_for(const ir::Program& program, ir::KernelId id, unsigned width) {
  const Domain domain = program.blueprint.kernels[id].domain;
  if (domain == Domain::EachCell) return width;
  if (domain == Domain::EachEdge && !changes_ends(program.kernels[id])) return width;
  return 1;
}

class Loops {
 public:
  explicit Loops(Code& code) : code_(code), body_(code.body) {}

  void write() {
    const Writing here(code_.body);
    switch (code_.info.domain) {
      case Domain::Once: round(at_zero()); return;
      case Domain::EachCell: over_range(Frame::Self); return;
      case Domain::EachEdge: over_range(Frame::Edge); return;
      case Domain::EachFired: over_list({Frame::Self}); return;
      case Domain::SourceArrival: over_list({Frame::Self, Frame::Pre}); return;
      case Domain::TargetArrival: over_list({Frame::Self, Frame::Post}); return;
      case Domain::RowArrival: over_rows(); return;
      case Domain::ColumnArrival: over_columns(); return;
      case Domain::Pair: over_pair(); return;
    }
  }

 private:
  llvm::Value* begin() { return code_.args.word(offsetof(snn_kernel_args, begin)); }
  llvm::Value* end() { return code_.args.word(offsetof(snn_kernel_args, end)); }

  Element at_zero() {
    Element element;
    for (Place& place : element.places)
      place.index = body_.getInt64(0);
    element.number = body_.getInt64(0);
    return element;
  }

  void round(const Element& element) { Body(code_, element).write(); }

  /// A number of a table of the arguments, as an i64.
  llvm::Value* fetched(std::size_t table, llvm::Type* type, llvm::Value* at) {
    llvm::Value* place = body_.CreateGEP(type, code_.args.pointer(table), at);
    llvm::LoadInst* load = body_.CreateLoad(type, place);
    code_.args.mark_structure(load);
    return body_.CreateZExt(load, body_.getInt64Ty());
  }
  llvm::Value* cell_at(std::size_t table, llvm::Value* at) {
    return fetched(table, body_.getInt32Ty(), at);
  }
  /// Counted in its whole population.
  llvm::Value* target_of(llvm::Value* edge) {
    return body_.CreateAdd(fetched(offsetof(snn_kernel_args, targets), body_.getInt16Ty(), edge),
                           code_.args.word(offsetof(snn_kernel_args, first_target)));
  }
  llvm::Value* edge_at(std::size_t table, llvm::Value* at) {
    return fetched(table, body_.getInt64Ty(), at);
  }

  void over_list(std::initializer_list<Frame> frames) {
    code_.count(begin(), end(), 1, [&](llvm::Value* i) {
      Element element = at_zero();
      element.number = cell_at(offsetof(snn_kernel_args, list), i);
      for (const Frame frame : frames)
        element.at(frame).index = element.number;
      round(element);
    });
  }

  void over_edge(llvm::Value* edge, llvm::Value* source, llvm::Value* target) {
    Element element = at_zero();
    element.number = edge;
    element.at(Frame::Edge).index = edge;
    element.at(Frame::Pre).index = source;
    element.at(Frame::Post).index = target;
    if (draws()) element.multiplicity = multiplicity_of(edge);
    round(element);
  }

  void over_rows() {
    code_.count(begin(), end(), 1, [&](llvm::Value* i) {
      llvm::Value* source = cell_at(offsetof(snn_kernel_args, list), i);
      llvm::Value* first = edge_at(offsetof(snn_kernel_args, row_begin), source);
      llvm::Value* last = edge_at(offsetof(snn_kernel_args, row_end), source);
      code_.count(first, last, 1,
                  [&](llvm::Value* edge) { over_edge(edge, source, target_of(edge)); });
    });
  }

  void over_columns() {
    code_.count(begin(), end(), 1, [&](llvm::Value* i) {
      llvm::Value* target = cell_at(offsetof(snn_kernel_args, list), i);
      llvm::Value* first = edge_at(offsetof(snn_kernel_args, row_begin), target);
      llvm::Value* last = edge_at(offsetof(snn_kernel_args, row_end), target);
      code_.count(first, last, 1, [&](llvm::Value* at) {
        llvm::Value* edge = edge_at(offsetof(snn_kernel_args, edges), at);
        over_edge(edge, cell_at(offsetof(snn_kernel_args, sources), edge), target);
      });
    });
  }

  void over_pair() {
    Element element = at_zero();
    const auto cell = [&](std::size_t offset) {
      return body_.CreateZExt(code_.args.member(offset, body_.getInt32Ty()), body_.getInt64Ty());
    };
    element.at(Frame::Pre).index = cell(offsetof(snn_kernel_args, source));
    element.at(Frame::Post).index = cell(offsetof(snn_kernel_args, target));
    element.number = element.at(Frame::Pre).index;
    Body body(code_, element);
    body.write();
    SNN_CHECK(body.yielded().size() == 1, "a kernel of pairs gives one value, not {}",
              body.yielded().size());
    llvm::Value* result = body.value(body.yielded().front());
    llvm::Type* real = body_.getDoubleTy();
    if (result->getType()->isIntegerTy()) {
      result = result->getType()->isIntegerTy(1) ? body_.CreateUIToFP(result, real)
                                                 : body_.CreateSIToFP(result, real);
    }
    body_.CreateStore(body_.CreateFPCast(result, real),
                      code_.args.pointer(offsetof(snn_kernel_args, result)));
  }

  /// EachCell and EachEdge: as many at once as there are lanes. Groups begin at multiples of their
  /// size, so that the first and the last one may be cut short.
  void over_range(Frame frame) {
    const unsigned n_lanes = code_.shape.n_lanes;
    if (n_lanes == 1) {
      code_.count(begin(), end(), 1, [&](llvm::Value* i) {
        if (frame == Frame::Edge) {
          over_edge(i, cell_at(offsetof(snn_kernel_args, sources), i), target_of(i));
          return;
        }
        Element element = at_zero();
        element.at(frame).index = element.number = i;
        round(element);
      });
      return;
    }
    llvm::Value* first = code_.entry.CreateAnd(begin(), ~std::uint64_t{n_lanes - 1});
    CellWords words(code_);
    code_.count(first, end(), n_lanes, [&](llvm::Value* i) {
      Element element = at_zero();
      element.number = i;
      element.at(frame) = {.kind = Place::Kind::Adjacent, .index = i};
      element.active = active_lanes(i);
      element.is_whole = body_.CreateAnd(body_.CreateICmpUGE(i, begin()),
                                         body_.CreateICmpULE(plus(i, n_lanes), end()));
      if (frame == Frame::Edge) {
        element.at(Frame::Pre) = scattered(sources_of(i, element.active));
        element.at(Frame::Post) = scattered(targets_of(i, element.active));
        if (draws()) element.multiplicity = multiplicities(i, element.active);
      }
      if (frame == Frame::Self) words.prepare(element, i, first);
      round(element);
    });
  }

  llvm::Value* plus(llvm::Value* i, std::uint64_t n) {
    return body_.CreateAdd(i, body_.getInt64(n));
  }

  /// The lanes of the group at `i` that are between begin and end, compared as small numbers.
  llvm::Value* active_lanes(llvm::Value* i) {
    const unsigned n_lanes = code_.shape.n_lanes;
    llvm::Type* word = body_.getInt32Ty();
    llvm::Value* before = body_.CreateBinaryIntrinsic(
        llvm::Intrinsic::smax, body_.CreateSub(begin(), i), body_.getInt64(0));
    llvm::Value* after = body_.CreateBinaryIntrinsic(
        llvm::Intrinsic::umin, body_.CreateSub(end(), i), body_.getInt64(n_lanes));
    const auto in_lanes = [&](llvm::Value* a) {
      return body_.CreateVectorSplat(n_lanes, body_.CreateTrunc(a, word));
    };
    llvm::Value* lanes = code_.lane_numbers(word);
    return body_.CreateAnd(body_.CreateICmpUGE(lanes, in_lanes(before)),
                           body_.CreateICmpULT(lanes, in_lanes(after)));
  }

  static Place scattered(llvm::Value* cells) {
    return {.kind = Place::Kind::Scattered, .index = cells};
  }
  llvm::Value* sources_of(llvm::Value* first, llvm::Value* active) {
    return masked(offsetof(snn_kernel_args, sources), body_.getInt32Ty(), first, active);
  }
  llvm::Value* targets_of(llvm::Value* first, llvm::Value* active) {
    llvm::Value* here =
        masked(offsetof(snn_kernel_args, targets), body_.getInt16Ty(), first, active);
    return body_.CreateAdd(
        here, body_.CreateVectorSplat(code_.shape.n_lanes,
                                      code_.args.word(offsetof(snn_kernel_args, first_target))));
  }

  /// Numbers of a table of the arguments from `first` on, as i64.
  llvm::Value* masked(std::size_t table, llvm::Type* type, llvm::Value* first,
                      llvm::Value* active) {
    llvm::Type* words = lanes_of(type, code_.shape.n_lanes);
    llvm::Value* place = body_.CreateGEP(type, code_.args.pointer(table), first);
    const llvm::Align align(type->getScalarSizeInBits() / 8);
    llvm::CallInst* load =
        body_.CreateMaskedLoad(words, place, align, active, llvm::Constant::getNullValue(words));
    code_.args.mark_structure(load);
    return body_.CreateZExt(load, lanes_of(body_.getInt64Ty(), code_.shape.n_lanes));
  }

  [[nodiscard]] bool draws() const {
    for (const ir::Inst& inst : code_.kernel.insts) {
      if (ir::info(inst.op).has(ir::kRandom)) return true;
    }
    return false;
  }

  /// 0 where there is no table of multiplicities.
  llvm::Value* multiplicity_of(llvm::Value* edge) {
    llvm::Type* word = body_.getInt32Ty();
    llvm::Value* table = code_.args.pointer(offsetof(snn_kernel_args, multiplicity));
    llvm::Value* zero = code_.scratch(word);
    body_.CreateStore(body_.getInt32(0), zero);
    llvm::Value* place =
        body_.CreateSelect(body_.CreateIsNull(table), zero, body_.CreateGEP(word, table, edge));
    return body_.CreateLoad(word, place);
  }
  llvm::Value* multiplicities(llvm::Value* first, llvm::Value* active) {
    constexpr std::size_t kTable = offsetof(snn_kernel_args, multiplicity);
    llvm::Value* exists = body_.CreateVectorSplat(
        code_.shape.n_lanes, body_.CreateIsNotNull(code_.args.pointer(kTable)));
    llvm::Value* numbers =
        masked(kTable, body_.getInt32Ty(), first, body_.CreateAnd(active, exists));
    return body_.CreateTrunc(numbers, lanes_of(body_.getInt32Ty(), code_.shape.n_lanes));
  }

  Code& code_;
  llvm::IRBuilder<>& body_;
};

}  // namespace

std::string symbol_of(ir::KernelId kernel) {
  return SNN_KERNEL_PREFIX + std::to_string(blueprint::index_of(kernel));
}

void write_kernel(const ir::Program& program, ir::KernelId kernel, unsigned width,
                  bool has_masked_moves, llvm::Module& module) {
  llvm::LLVMContext& context = module.getContext();
  auto* type = llvm::FunctionType::get(llvm::Type::getVoidTy(context),
                                       {llvm::PointerType::getUnqual(context)}, false);
  llvm::Function* function =
      llvm::Function::Create(type, llvm::Function::ExternalLinkage, symbol_of(kernel), module);
  function->addFnAttr(llvm::Attribute::NoUnwind);
  function->addFnAttr("no-builtins");
  function->addFnAttr("prefer-vector-width", "512");
  if (has_masked_moves) function->addFnAttr(kHasMaskedMoves);
  if (program.blueprint.kernels[kernel].domain == Domain::Once) {
    // Run once or a few times: not worth the time.
    function->addFnAttr(llvm::Attribute::OptimizeNone);
    function->addFnAttr(llvm::Attribute::NoInline);
  }
  function->addParamAttr(0, llvm::Attribute::NoAlias);
  function->addParamAttr(0, llvm::Attribute::ReadOnly);
  Code code(program, kernel, *function,
            {.n_lanes = lanes_for(program, kernel, width), .has_masked_moves = has_masked_moves});
  Loops(code).write();
  code.finish();
}

}  // namespace snn::cpu
