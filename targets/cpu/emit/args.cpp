#include "targets/cpu/emit/args.h"

#include "runtime/abi/snn_abi.h"
#include "targets/cpu/emit/types.h"

#include <llvm/IR/MDBuilder.h>

namespace snn::cpu {
namespace {

constexpr std::uint64_t kSlotBytes = 8;

}  // namespace

Args::Args(const ir::Program& program, llvm::IRBuilder<>& entry, llvm::Function& function)
    : program_(program), entry_(entry), args_(function.getArg(0)) {
  llvm::MDBuilder metadata(entry.getContext());
  domain_ = metadata.createAnonymousAliasScopeDomain(function.getName());
  structure_ = metadata.createAnonymousAliasScope(domain_, "structure");
}

llvm::Value* Args::fetched(llvm::Value* base, std::size_t offset, llvm::Type* type) {
  llvm::Value* place = entry_.CreateConstInBoundsGEP1_64(entry_.getInt8Ty(), base, offset);
  llvm::LoadInst* load = entry_.CreateLoad(type, place);
  load->setMetadata(llvm::LLVMContext::MD_invariant_load,
                    llvm::MDNode::get(entry_.getContext(), {}));
  return load;
}

llvm::Value* Args::member(std::size_t offset, llvm::Type* type) {
  llvm::Value*& member = members_[offset];
  if (member == nullptr) member = fetched(args_, offset, type);
  return member;
}

llvm::Value* Args::service(std::size_t offset) {
  return fetched(pointer(offsetof(snn_kernel_args, services)), offset, entry_.getPtrTy());
}

llvm::Value* Args::column(ir::FieldId field) {
  llvm::Value*& column = columns_[field];
  if (column == nullptr) {
    column = fetched(pointer(offsetof(snn_kernel_args, fields)),
                     blueprint::index_of(field) * sizeof(void*), entry_.getPtrTy());
  }
  return column;
}

llvm::Value* Args::stride(ir::FieldId field) {
  llvm::Value*& stride = strides_[field];
  if (stride == nullptr) {
    stride = fetched(pointer(offsetof(snn_kernel_args, strides)),
                     blueprint::index_of(field) * sizeof(std::uint64_t), entry_.getInt64Ty());
  }
  return stride;
}

llvm::Value* Args::table_word(std::size_t offset, llvm::Type* type) {
  llvm::Value*& word = tables_[offset];
  if (word == nullptr) word = fetched(pointer(offsetof(snn_kernel_args, data)), offset, type);
  return word;
}

llvm::Value* Args::slot(ir::GlobalId global) {
  return entry_.CreateConstInBoundsGEP1_64(entry_.getInt8Ty(),
                                           pointer(offsetof(snn_kernel_args, globals)),
                                           blueprint::index_of(global) * kSlotBytes);
}

llvm::Value* Args::global(ir::GlobalId global) {
  llvm::Value*& value = globals_[global];
  if (value == nullptr) {
    const ir::Type type = program_.blueprint.globals[global].type;
    llvm::LoadInst* load = entry_.CreateLoad(memory_type(entry_.getContext(), type), slot(global));
    mark_structure(load);
    value = type == ir::Type::Bool ? entry_.CreateIsNotNull(load) : load;
  }
  return value;
}

llvm::Value* Args::whole_global(ir::GlobalId global) {
  llvm::Value* value = this->global(global);
  llvm::Type* type = entry_.getInt64Ty();
  if (value->getType()->isFloatingPointTy()) {
    return entry_.CreateIntrinsic(llvm::Intrinsic::fptosi_sat, {type, value->getType()}, {value});
  }
  return entry_.CreateIntCast(value, type,
                              program_.blueprint.globals[global].type != ir::Type::Bool);
}

llvm::MDNode* Args::scope_of(ir::FieldId field) {
  llvm::MDNode*& scope = scopes_[field];
  if (scope == nullptr) {
    llvm::MDBuilder metadata(entry_.getContext());
    scope = metadata.createAnonymousAliasScope(domain_, program_.blueprint.fields[field].name);
  }
  return scope;
}

void Args::mark_column(llvm::Instruction* access, ir::FieldId field) {
  marked_.emplace_back(access, scope_of(field));
}

void Args::mark_structure(llvm::Instruction* access) {
  marked_.emplace_back(access, structure_);
}

void Args::finish() {
  std::vector<llvm::MDNode*> all{structure_};
  for (const auto& [field, scope] : scopes_)
    all.push_back(scope);
  for (const auto& [access, own] : marked_) {
    std::vector<llvm::Metadata*> others;
    for (llvm::MDNode* scope : all) {
      if (scope != own) others.push_back(scope);
    }
    llvm::LLVMContext& context = access->getContext();
    access->setMetadata(llvm::LLVMContext::MD_alias_scope, llvm::MDNode::get(context, {own}));
    if (!others.empty()) {
      access->setMetadata(llvm::LLVMContext::MD_noalias, llvm::MDNode::get(context, others));
    }
  }
}

}  // namespace snn::cpu
