#include "compiler/driver/optimise.h"

#include "compiler/ir/text/parse.h"
#include "compiler/ir/text/print.h"
#include "compiler/passes/pipeline.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

namespace snn::driver {
namespace {

passes::Pipeline pipeline_of(const OptimiseOptions& options) {
  if (options.effort == "0") return passes::pipeline_of(passes::Effort::None);
  if (options.effort == "1") return passes::pipeline_of(passes::Effort::Some);
  if (options.effort == "2") return passes::pipeline_of(passes::Effort::Full);
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
  const auto after = [&](const passes::PassInfo& pass, passes::PassResult result,
                         const ir::Program& changed) {
    if (pass.name != options.print_after) return;
    const bool has_changed = result == passes::PassResult::Changed;
    text += fmt::format("# after {}{}\n{}\n", pass.name,
                        has_changed ? "" : ", which changed nothing", ir::print(changed));
  };
  passes::PassContext context{.precision =
                                  options.precision == "f32" ? ir::Type::F32 : ir::Type::F64};
  const bool verifies = options.verifies_each || passes::kVerifiesByDefault;
  passes::run(*program, pipeline_of(options), context, {.verifies = verifies, .after = after});
  return text + ir::print(*program);
}

}  // namespace snn::driver
