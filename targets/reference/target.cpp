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
