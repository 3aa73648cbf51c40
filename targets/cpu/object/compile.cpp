#include "targets/cpu/object/compile.h"

#include "compiler/ir/access.h"
#include "compiler/ir/walk.h"
#include "targets/cpu/emit/kernel.h"
#include "targets/cpu/math/functions.h"
#include "targets/cpu/object/share.h"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/ADCE.h>
#include <llvm/Transforms/Scalar/DeadStoreElimination.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/GVN.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>

namespace snn::cpu {
namespace {

void register_target() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  });
}

/// Null when this LLVM knows no such machine.
std::unique_ptr<llvm::TargetMachine> machine_for(const CompileOptions& options,
                                                 std::string& error) {
  register_target();
  const std::string triple = llvm::sys::getProcessTriple();
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, error);
  if (target == nullptr) return nullptr;
  llvm::TargetOptions how;
  // A product and a sum are fused where the program says fma and nowhere else.
  how.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  const auto level =
      options.level == 0 ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Default;
  return std::unique_ptr<llvm::TargetMachine>(
      target->createTargetMachine(triple, options.processor.name, options.processor.features, how,
                                  llvm::Reloc::PIC_, std::nullopt, level));
}

/// What pays for code that is straight within a loop: the emitter wrote vectors, put what no cell
/// changes before the loop, and the program's own passes have been over it. No functions of a C
/// library, which the code could not call.
void improve(llvm::Module& module, llvm::TargetMachine& machine, unsigned level) {
  if (level == 0) return;
  llvm::PassBuilder builder(&machine);
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graphs;
  llvm::ModuleAnalysisManager modules;
  llvm::TargetLibraryInfoImpl library(llvm::Triple(module.getTargetTriple()));
  library.disableAllFunctions();
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graphs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graphs, modules);

  llvm::FunctionPassManager passes;
  passes.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true));
  passes.addPass(llvm::InstCombinePass());
  passes.addPass(llvm::SimplifyCFGPass());
  if (level > 1) {
    llvm::LoopPassManager inside;
    inside.addPass(llvm::LICMPass(llvm::LICMOptions()));
    passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(inside), true));
  }
  if (level > 2) passes.addPass(llvm::GVNPass());
  passes.addPass(llvm::DSEPass());
  passes.addPass(llvm::ADCEPass());
  llvm::ModulePassManager all;
  all.addPass(llvm::createModuleToFunctionPassAdaptor(std::move(passes)));
  all.run(module, modules);
}

Result<std::string> assembled(llvm::Module& module, llvm::TargetMachine& machine, Form form) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  llvm::TargetLibraryInfoImpl library(llvm::Triple(module.getTargetTriple()));
  library.disableAllFunctions();
  passes.add(new llvm::TargetLibraryInfoWrapperPass(library));
  const auto type = form == Form::Assembly ? llvm::CodeGenFileType::AssemblyFile
                                           : llvm::CodeGenFileType::ObjectFile;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, type))
    return Failure{"this LLVM writes no code for this machine"};
  passes.run(module);
  return std::string(bytes.begin(), bytes.end());
}

/// Code that runs once had better be short.
unsigned width_for(const ir::Program& program, ir::KernelId kernel, const CompileOptions& options) {
  constexpr unsigned kMostOfSetUp = 8;
  if (options.width != 0) return options.width;
  const unsigned usual = options.processor.width;
  return ir::runs_in_steps(program.blueprint, kernel) ? usual : std::min(usual, kMostOfSetUp);
}

/// Some of the kernels of a program in one of the forms.
Result<std::string> compile_some(const ir::Program& program, std::span<const ir::KernelId> kernels,
                                 Form form, const CompileOptions& options) {
  std::string error;
  const std::unique_ptr<llvm::TargetMachine> machine = machine_for(options, error);
  if (machine == nullptr) return Failure{error};
  if (!options.processor.has_fma)
    return Failure{
        "the processor has no fused multiply-add, which compiled code needs: run on the reference "
        "target"};

  llvm::LLVMContext context;
  llvm::Module module(program.blueprint.name, context);
  module.setTargetTriple(machine->getTargetTriple().str());
  module.setDataLayout(machine->createDataLayout());
  for (const ir::KernelId kernel : kernels) {
    write_kernel(program, kernel, width_for(program, kernel, options),
                 options.processor.has_masked_moves, module);
  }
  share_alike(module);
  std::string complaint;
  llvm::raw_string_ostream complaints(complaint);
  const bool is_broken = llvm::verifyModule(module, &complaints);
  SNN_CHECK(!is_broken, "the emitted module is broken: {}", complaint);

  improve(module, *machine, options.level);
  if (form != Form::Llvm) return assembled(module, *machine, form);
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

/// How long a kernel takes to compile, roughly: a function is as long as many other instructions.
std::size_t weight_of(const ir::Kernel& kernel) {
  constexpr std::size_t kOfFunction = 20;
  std::size_t weight = 0;
  ir::for_each_inst(kernel, [&](ir::InstId id) {
    const ir::Op op = kernel.insts[id].op;
    weight += is_function(op) || ir::info(op).has(ir::kRandom) ? kOfFunction : 1;
  });
  return weight;
}

}  // namespace

Result<std::string> compile(const ir::Program& program, Form form, const CompileOptions& options) {
  std::vector<ir::KernelId> all;
  for (std::size_t i = 0; i < program.kernels.size(); ++i)
    all.push_back(static_cast<ir::KernelId>(i));
  return compile_some(program, all, form, options);
}

Result<std::vector<std::string>> compile_at_once(const ir::Program& program,
                                                 const CompileOptions& options) {
  const std::size_t n_parts = std::clamp<std::size_t>(
      std::min<std::size_t>(std::thread::hardware_concurrency(), program.kernels.size()), 1, 8);
  std::vector<std::pair<std::size_t, ir::KernelId>> by_weight;
  for (std::size_t i = 0; i < program.kernels.size(); ++i) {
    const auto id = static_cast<ir::KernelId>(i);
    by_weight.emplace_back(weight_of(program.kernels[id]), id);
  }
  std::ranges::stable_sort(by_weight, std::ranges::greater(),
                           [](const auto& row) { return row.first; });
  // Each to the part that has least to do.
  std::vector<std::size_t> loads(n_parts);
  std::vector<std::vector<ir::KernelId>> parts(n_parts);
  for (const auto& [weight, id] : by_weight) {
    const auto least = static_cast<std::size_t>(std::ranges::min_element(loads) - loads.begin());
    loads[least] += weight + 1;
    parts[least].push_back(id);
  }
  register_target();
  std::vector<std::optional<Result<std::string>>> made(n_parts);
  const auto make = [&](std::size_t part) {
    made[part].emplace(compile_some(program, parts[part], Form::Object, options));
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t part = 1; part < n_parts; ++part)
      helpers.emplace_back(make, part);
    make(0);
  }
  std::vector<std::string> objects;
  for (const auto& object : made) {
    if (!*object) return Failure{object->error()};
    objects.push_back(**object);
  }
  return objects;
}

}  // namespace snn::cpu
