#include "targets/cpu/object/compile.h"

#include "targets/cpu/emit/kernel.h"

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

#include <memory>
#include <mutex>

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

llvm::OptimizationLevel level_of(unsigned level) {
  if (level == 1) return llvm::OptimizationLevel::O1;
  return level == 2 ? llvm::OptimizationLevel::O2 : llvm::OptimizationLevel::O3;
}

/// LLVM's own pipeline without its vectorisers, which know less than the emitter and cost time, and
/// without functions of a C library, which the code could not call.
void improve(llvm::Module& module, llvm::TargetMachine& machine, unsigned level) {
  if (level == 0) return;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopVectorization = false;
  tuning.SLPVectorization = false;
  tuning.LoopInterleaving = false;
  llvm::PassBuilder builder(&machine, tuning);
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
  builder.buildPerModuleDefaultPipeline(level_of(level)).run(module, modules);
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

}  // namespace

Result<std::string> compile(const ir::Program& program, Form form, const CompileOptions& options) {
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
  const unsigned width = options.width == 0 ? options.processor.width : options.width;
  for (std::size_t i = 0; i < program.kernels.size(); ++i) {
    write_kernel(program, static_cast<ir::KernelId>(i), width, options.processor.has_masked_moves,
                 module);
  }
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

}  // namespace snn::cpu
