#include "targets/cpu/target.h"

#include "targets/cpu/aot/shared_object.h"
#include "targets/cpu/jit/kernels.h"

#include <utility>

namespace snn::cpu {
namespace {

class Cpu final : public target::Target {
 public:
  const target::TargetInfo& info() const override {
    static constexpr target::TargetInfo kInfo{
        .name = "cpu",
        .summary = "machine code for this computer, many cells at a time",
        .makes_code = true};
    return kInfo;
  }
  Result<std::string> emit(const ir::Program& program, std::string_view form,
                           const target::TargetOptions& options) const override {
    const CompileOptions how{.level = options.effort, .width = options.width};
    if (form == "llvm") return compile(program, Form::Llvm, how);
    if (form == "asm") return compile(program, Form::Assembly, how);
    Result<std::string> object = compile(program, Form::Object, how);
    if (!object || form == "obj") return object;
    return shared_object(*object);
  }
  Result<std::unique_ptr<exec::Kernels>> load(const ir::Program& program,
                                              const target::TargetOptions& options) const override {
    auto kernels = CompiledKernels::of(program, {.level = options.effort, .width = options.width});
    if (!kernels) return Failure{kernels.error()};
    return std::unique_ptr<exec::Kernels>(std::move(*kernels));
  }
};

}  // namespace

const target::Target& the_target() {
  static const Cpu kTarget;
  return kTarget;
}

}  // namespace snn::cpu
