#include "targets/cpu/object/share.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Module.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace snn::cpu {
namespace {

constexpr unsigned kFewInstructions = 30;  // a call more would cost as much
constexpr std::size_t kMostNumbers = 48;

/// An operand: the number of its instruction in the function, and its own.
using Position = std::pair<std::size_t, unsigned>;
/// What stands there in another function.
using Differences = std::map<Position, llvm::Constant*>;

/// An integer, or the same one in every lane; else null.
llvm::ConstantInt* whole_of(llvm::Value* value) {
  if (auto* number = llvm::dyn_cast<llvm::ConstantInt>(value)) return number;
  auto* lanes = llvm::dyn_cast<llvm::Constant>(value);
  if (lanes == nullptr || !lanes->getType()->isVectorTy()) return nullptr;
  return llvm::dyn_cast_or_null<llvm::ConstantInt>(lanes->getSplatValue());
}

/// Whether a number there may be known at run time only.
bool may_be_given(const llvm::Instruction& inst, unsigned operand) {
  if (const auto* call = llvm::dyn_cast<llvm::CallBase>(&inst)) {
    return operand < call->arg_size() && !call->paramHasAttr(operand, llvm::Attribute::ImmArg);
  }
  if (const auto* place = llvm::dyn_cast<llvm::GetElementPtrInst>(&inst))
    return !place->getSourceElementType()->isAggregateType();
  return llvm::isa<llvm::BinaryOperator, llvm::StoreInst, llvm::ICmpInst, llvm::SelectInst>(inst);
}

/// Two functions, instruction by instruction.
class Comparison {
 public:
  Comparison(llvm::Function& one, llvm::Function& other) : one_(one), other_(other) {}

  /// None when they differ in more than whole numbers.
  std::optional<Differences> differences() {
    if (one_.getAttributes() != other_.getAttributes() || !can_pair()) return std::nullopt;
    auto there = llvm::inst_begin(other_);
    std::size_t number = 0;
    for (llvm::Instruction& here : llvm::instructions(one_)) {
      if (!are_alike(here, *there, number)) return std::nullopt;
      ++there;
      ++number;
    }
    return std::move(found_);
  }

 private:
  bool can_pair() {
    if (one_.size() != other_.size() || one_.arg_size() != other_.arg_size()) return false;
    for (unsigned k = 0; k < one_.arg_size(); ++k)
      pair_[one_.getArg(k)] = other_.getArg(k);
    auto there = other_.begin();
    for (llvm::BasicBlock& here : one_) {
      if (here.size() != there->size()) return false;
      pair_[&here] = &*there;
      auto inst = there->begin();
      for (llvm::Instruction& mine : here)
        pair_[&mine] = &*inst++;
      ++there;
    }
    return true;
  }

  bool are_alike(llvm::Instruction& here, llvm::Instruction& there, std::size_t number) {
    if (!here.isSameOperationAs(&there)) return false;
    if (auto* phi = llvm::dyn_cast<llvm::PHINode>(&here)) {
      for (unsigned k = 0; k < phi->getNumIncomingValues(); ++k) {
        if (pair_.at(phi->getIncomingBlock(k)) !=
            llvm::cast<llvm::PHINode>(there).getIncomingBlock(k))
          return false;
      }
    }
    for (unsigned k = 0; k < here.getNumOperands(); ++k) {
      llvm::Value* mine = here.getOperand(k);
      llvm::Value* its = there.getOperand(k);
      if (const auto paired = pair_.find(mine); paired != pair_.end()) {
        if (paired->second != its) return false;
      } else if (mine != its) {
        const bool are_numbers = whole_of(mine) != nullptr && whole_of(its) != nullptr;
        if (!are_numbers || mine->getType() != its->getType() || !may_be_given(here, k))
          return false;
        found_[{number, k}] = llvm::cast<llvm::Constant>(its);
      }
    }
    return true;
  }

  llvm::Function& one_;
  llvm::Function& other_;
  std::map<const llvm::Value*, llvm::Value*> pair_;
  Differences found_;
};

/// Functions that are alike, the first of which lends its instructions.
class Group {
 public:
  explicit Group(llvm::Function& first) : functions_{&first}, differences_(1) {}

  bool take(llvm::Function& function) {
    auto differences = Comparison(*functions_.front(), function).differences();
    if (!differences) return false;
    functions_.push_back(&function);
    differences_.push_back(std::move(*differences));
    return true;
  }

  void share() {
    if (functions_.size() < 2) return;
    find_numbers();
    if (numbers_.size() > kMostNumbers) return;
    llvm::Function* shared = move_body();
    for (std::size_t k = 0; k < functions_.size(); ++k)
      call(*shared, k);
  }

 private:
  /// Of each function in the order of the group. Places with the same row share an argument.
  using Row = std::vector<llvm::ConstantInt*>;

  void find_numbers() {
    std::vector<llvm::Instruction*> insts;
    for (llvm::Instruction& inst : llvm::instructions(*functions_.front()))
      insts.push_back(&inst);
    std::map<Position, bool> places;
    for (const Differences& differences : differences_) {
      for (const auto& [place, value] : differences)
        places[place] = true;
    }
    for (const auto& [place, is_one] : places) {
      llvm::Use& use = insts[place.first]->getOperandUse(place.second);
      Row row;
      for (const Differences& differences : differences_) {
        const auto found = differences.find(place);
        row.push_back(whole_of(found == differences.end() ? use.get() : found->second));
      }
      const auto known = std::ranges::find(numbers_, row);
      uses_.emplace_back(&use, static_cast<std::size_t>(known - numbers_.begin()));
      if (known == numbers_.end()) numbers_.push_back(std::move(row));
    }
  }

  llvm::Function* move_body() {
    llvm::Function& first = *functions_.front();
    std::vector<llvm::Type*> types{first.getArg(0)->getType()};
    for (const Row& row : numbers_)
      types.push_back(row.front()->getType());
    auto* type = llvm::FunctionType::get(first.getReturnType(), types, false);
    llvm::Function* shared = llvm::Function::Create(
        type, llvm::Function::InternalLinkage, first.getName() + "_and_alike", first.getParent());
    shared->setAttributes(first.getAttributes());
    shared->splice(shared->begin(), &first);
    first.getArg(0)->replaceAllUsesWith(shared->getArg(0));
    llvm::IRBuilder<> entry(&shared->getEntryBlock(), shared->getEntryBlock().begin());
    std::map<std::pair<std::size_t, llvm::Type*>, llvm::Value*> given;
    for (const auto& [use, number] : uses_) {
      llvm::Value*& value = given[{number, use->get()->getType()}];
      if (value == nullptr) {
        value = shared->getArg(static_cast<unsigned>(number) + 1);
        if (const auto* lanes = llvm::dyn_cast<llvm::FixedVectorType>(use->get()->getType()))
          value = entry.CreateVectorSplat(lanes->getNumElements(), value);
      }
      use->set(value);
    }
    return shared;
  }

  void call(llvm::Function& shared, std::size_t k) {
    llvm::Function& function = *functions_[k];
    if (k > 0) function.deleteBody();
    function.setLinkage(llvm::Function::ExternalLinkage);
    llvm::IRBuilder<> body(llvm::BasicBlock::Create(function.getContext(), "entry", &function));
    std::vector<llvm::Value*> args{function.getArg(0)};
    for (const Row& row : numbers_)
      args.push_back(row[k]);
    body.CreateCall(&shared, args)->setTailCall();
    body.CreateRetVoid();
  }

  std::vector<llvm::Function*> functions_;
  std::vector<Differences> differences_;
  std::vector<Row> numbers_;
  std::vector<std::pair<llvm::Use*, std::size_t>> uses_;  // and which number stands there
};

}  // namespace

void share_alike(llvm::Module& module) {
  // Groups by length: functions of different lengths are never alike.
  std::map<unsigned, std::vector<Group>> groups;
  for (llvm::Function& function : module) {
    const unsigned length = function.getInstructionCount();
    const bool is_kernel = function.hasExternalLinkage() && function.arg_size() == 1;
    if (!is_kernel || length < kFewInstructions) continue;
    std::vector<Group>& alike = groups[length];
    const bool is_taken =
        std::ranges::any_of(alike, [&](Group& group) { return group.take(function); });
    if (!is_taken) alike.emplace_back(function);
  }
  for (auto& [length, alike] : groups) {
    for (Group& group : alike)
      group.share();
  }
}

}  // namespace snn::cpu
