#include "compiler/driver/optimise.h"

#include "compiler/driver/run_passes.h"
#include "compiler/ir/text/parse.h"
#include "compiler/ir/text/print.h"
#include "compiler/support/check.h"

namespace snn::driver {
namespace {

passes::Pipeline pipeline_of(const OptimiseOptions& options) {
  if (!options.effort.empty()) return driver::pipeline_of(options.effort);
  passes::Pipeline pipeline;
  for (const std::string& name : options.passes) {
    pipeline.push_back(passes::pass_named(name));
    SNN_CHECK(pipeline.back() != nullptr, "there is no pass `{}`", name);
  }
  return pipeline;
}

}  // namespace

std::vector<std::string> pass_names() {
  std::vector<std::string> names;
  for (const passes::PassInfo& pass : passes::all_passes())
    names.emplace_back(pass.name);
  return names;
}

std::optional<std::string> optimise(Session& session, const std::string& path,
                                    const OptimiseOptions& options) {
  const std::optional<source::FileId> file = session.read(path);
  if (!file) return std::nullopt;
  std::optional<ir::Program> program = ir::parse(session.sources(), *file, session.diagnostics());
  if (!program) return std::nullopt;
  std::string text;
  run_passes(session, *program, pipeline_of(options),
             {.precision = options.precision,
              .print_after = options.print_after,
              .show = [&](std::string_view shown) { text += shown; },
              .verifies_each = options.verifies_each || passes::kVerifiesByDefault});
  return text + ir::print(*program);
}

}  // namespace snn::driver
