#include "targets/reference/target.h"

#include "targets/reference/kernels.h"

namespace snn::reference {
namespace {

class Reference final : public target::Target {
 public:
  const target::TargetInfo& info() const override {
    static constexpr target::TargetInfo kInfo{
        .name = "reference", .summary = "interprets every instruction; the meaning of a program"};
    return kInfo;
  }
  Result<std::string> emit(const ir::Program&, std::string_view,
                           const target::TargetOptions&) const override {
    return Failure{"the target `reference` interprets programs and makes no code of them"};
  }
  Result<std::unique_ptr<exec::Kernels>> load(const ir::Program& program,
                                              const target::TargetOptions&) const override {
    return std::unique_ptr<exec::Kernels>(std::make_unique<InterpretedKernels>(program));
  }
};

}  // namespace

const target::Target& the_target() {
  static const Reference kTarget;
  return kTarget;
}

}  // namespace snn::reference
