#include "compiler/driver/run_passes.h"

#include "compiler/ir/text/print.h"

#include <fmt/format.h>

#include <chrono>

namespace snn::driver {

passes::Pipeline pipeline_of(std::string_view effort) {
  if (effort == "0") return passes::pipeline_of(passes::Effort::None);
  if (effort == "1") return passes::pipeline_of(passes::Effort::Some);
  return passes::pipeline_of(passes::Effort::Full);
}

void run_passes(Session& session, ir::Program& program, const passes::Pipeline& pipeline,
                const PassOptions& options) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point began = Clock::now();
  const auto after = [&](const passes::PassInfo& pass, passes::PassResult result,
                         const ir::Program& changed) {
    session.add_time(pass.name, Clock::now() - began);
    if (pass.name == options.print_after) {
      const bool has_changed = result == passes::PassResult::Changed;
      options.show(fmt::format("# after {}{}\n{}\n", pass.name,
                               has_changed ? "" : ", which changed nothing", ir::print(changed)));
    }
    began = Clock::now();
  };
  passes::PassContext context{.precision =
                                  options.precision == "f32" ? ir::Type::F32 : ir::Type::F64};
  passes::run(program, pipeline, context, {.verifies = options.verifies_each, .after = after});
}

}  // namespace snn::driver
