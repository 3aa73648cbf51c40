#include "compiler/passes/pipeline.h"

#include "compiler/ir/verify.h"
#include "compiler/support/check.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace snn::passes {
namespace {

constexpr std::array kPasses{
#define SNN_PASS(function, name, sentence) PassInfo{name, function, sentence},
#include "compiler/passes/passes.def"
#undef SNN_PASS
};

Pipeline listed(std::initializer_list<std::string_view> names) {
  Pipeline pipeline;
  for (const std::string_view name : names) {
    const PassInfo* pass = pass_named(name);
    SNN_CHECK(pass != nullptr, "there is no pass `{}`", name);
    pipeline.push_back(pass);
  }
  return pipeline;
}

}  // namespace

std::span<const PassInfo> all_passes() {
  return kPasses;
}

const PassInfo* pass_named(std::string_view name) {
  const auto at = std::ranges::find(kPasses, name, &PassInfo::name);
  return at == kPasses.end() ? nullptr : &*at;
}

Pipeline pipeline_of(Effort effort) {
  switch (effort) {
    case Effort::None: return listed({"machine"});
    // What shortens the program for its own sake: less to compile.
    case Effort::Some: return listed({"machine", "fold", "cse", "forward", "dce"});
    case Effort::Full:
      return listed({"machine",
                     // First, so that all others see the whole work of a cell.
                     "fuse_kernels", "fold", "cse",
                     // Loads that are known make `if_to_select` shorter, and stores in what were
                     // blocks can be forwarded behind it.
                     "forward", "if_to_select", "forward",
                     // Choices between equals, and the loads that both blocks made.
                     "fold", "cse",
                     // Last: it moves instructions away from where readers expect them.
                     "hoist_invariant", "dce"});
  }
  return {};
}

void run(ir::Program& program, const Pipeline& pipeline, PassContext& context,
         const RunOptions& options) {
  for (const PassInfo* pass : pipeline) {
    const PassResult result = pass->function(program, context);
    if (options.verifies) {
      const std::vector<ir::Violation> violations = ir::verify(program);
      SNN_CHECK(violations.empty(), "after the pass {}:\n{}", pass->name,
                ir::describe(program, violations));
    }
    if (options.after) options.after(*pass, result, program);
  }
}

}  // namespace snn::passes
