#include "compiler/lower/late_drives.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace snn::lower {
namespace {

/// The statements in the order in which they are carried out.
class LateFinder {
 public:
  explicit LateFinder(const model::Program& program) : program_(program) {}

  std::set<model::StepId> find(const model::Script& script) {
    visit(script);
    return std::move(late_);
  }

 private:
  void visit(const model::Script& script) {
    for (const model::StepId id : script) {
      const auto& kind = program_.steps[id].kind;
      if (std::holds_alternative<model::RunStep>(kind)) has_run_ = true;
      if (std::holds_alternative<model::DriveStep>(kind) && has_run_) late_.insert(id);
      if (const auto* at = std::get_if<model::AtStep>(&kind)) visit_at(*at);
      if (const auto* repeat = std::get_if<model::RepeatStep>(&kind)) visit(repeat->script);
      if (const auto* sweep = std::get_if<model::SweepStep>(&kind)) {
        has_run_ = false;  // each point begins at the beginning
        visit(sweep->script);
      }
    }
  }

  void visit_at(const model::AtStep& at) {
    const bool has_run_before = has_run_;
    has_run_ = true;
    visit(at.script);
    has_run_ = has_run_before;
  }

  const model::Program& program_;
  std::set<model::StepId> late_;
  bool has_run_ = false;
};

}  // namespace

void declare_late_drives(Workspace& work) {
  if (work.network.experiment == nullptr) return;
  const auto late = LateFinder(work.model).find(work.network.experiment->script);
  for (std::size_t k = 0; k < work.network.drives.size(); ++k) {
    const network::DriveId id(k);
    const network::Drive& drive = work.network.drives[id];
    if (!late.contains(drive.step)) continue;
    work.drive_begun[id] =
        work.blueprint().globals.add({.name = fmt::format("{} has begun", drive.path),
                                      .type = Type::Bool,
                                      .role = blueprint::GlobalRole::State});
  }
}

bool is_late(const Workspace& work, model::StepId step) {
  return std::ranges::any_of(work.drive_begun, [&](const auto& entry) {
    return work.network.drives[entry.first].step == step;
  });
}

KernelId write_begin(Workspace& work, model::StepId step) {
  const KernelId kernel =
      work.add_kernel("a drive begins", blueprint::Domain::Once, PopulationId::none);
  ir::Builder builder(work.program, kernel);
  for (const auto& [id, has_begun] : work.drive_begun) {
    if (work.network.drives[id].step == step)
      builder.store_global(has_begun, builder.constant_bool(true));
  }
  return kernel;
}

}  // namespace snn::lower
