#include "compiler/ir/verify.h"

#include "compiler/ir/access.h"
#include "compiler/ir/eval/number.h"
#include "compiler/ir/verify_types.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::ir {
namespace {

/// One kernel: walks its blocks, knows which values are in sight.
class KernelCheck {
 public:
  KernelCheck(const Program& program, KernelId id, std::vector<Violation>& found)
      : program_(program),
        id_(id),
        kernel_(program.kernels[id]),
        types_{.program = program,
               .info = program.blueprint.kernels[id],
               .kernel = kernel_,
               .is_in_step = runs_in_steps(program.blueprint, id)},
        found_(found) {
    is_visible_.resize(kernel_.values.size());
    is_assigned_.resize(kernel_.values.size());
    is_placed_.resize(kernel_.insts.size());
  }

  void run() {
    if (!has_its_place()) return;
    if (!kernel_.body.params.empty()) report({}, "the body of a kernel has no parameters");
    const bool is_pair = types_.info.domain == blueprint::Domain::Pair;
    check_block(kernel_.body);
    const Inst* last = last_of(kernel_.body);
    const std::size_t n_given = last == nullptr ? 0 : last->args.size();
    if (is_pair && n_given != 1) report({}, "a kernel of pairs yields one value");
    if (!is_pair && n_given != 0) report({}, "only a kernel of pairs yields a value");
  }

 private:
  void report(InstId inst, std::string text) {
    found_.push_back({.kernel = id_, .inst = inst, .text = std::move(text)});
  }

  bool has_its_place() {
    using blueprint::Domain;
    const blueprint::KernelInfo& info = types_.info;
    const blueprint::Blueprint& all = program_.blueprint;
    const bool is_of_cells = info.domain == Domain::EachCell || info.domain == Domain::EachFired;
    if (is_of_cells && index_of(info.population) >= all.populations.size()) {
      report({}, "its population does not exist");
      return false;
    }
    const bool is_of_projection = !is_of_cells && info.domain != Domain::Once;
    if (is_of_projection && index_of(info.projection) >= all.projections.size()) {
      report({}, "its projection does not exist");
      return false;
    }
    return true;
  }

  const Inst* last_of(const Block& block) const {
    if (block.body.empty() || block.body.back().index >= kernel_.insts.size()) return nullptr;
    const Inst& last = kernel_.insts[block.body.back()];
    return last.op == Op::Yield ? &last : nullptr;
  }

  void define(InstId inst, ValueId value, std::vector<ValueId>& scope) {
    if (value.index >= kernel_.values.size()) {
      report(inst, "a result is not among the values of the kernel");
      return;
    }
    if (is_assigned_[value]) report(inst, fmt::format("`{}` is assigned twice", name_of(value)));
    is_assigned_[value] = 1;
    is_visible_[value] = 1;
    scope.push_back(value);
    const bool is_ideal = program_.level == Level::Ideal;
    if (!is_ideal && kernel_.values[value].type == Type::Real) {
      report(inst, fmt::format("`{}` is a `real` at a level where every number has its width",
                               name_of(value)));
    }
  }

  [[nodiscard]] std::string name_of(ValueId value) const {
    const std::string& name = kernel_.values[value].name;
    return name.empty() ? fmt::format("%{}", value.index) : "%" + name;
  }

  void check_block(const Block& block) {
    std::vector<ValueId> scope;
    for (const ValueId param : block.params)
      define({}, param, scope);
    for (std::size_t i = 0; i < block.body.size(); ++i) {
      const InstId id = block.body[i];
      if (id.index >= kernel_.insts.size() || is_placed_[id]) {
        report(id, "an instruction stands in two places, or does not exist");
        continue;
      }
      is_placed_[id] = 1;
      check_inst(id, i + 1 == block.body.size(), scope);
    }
    for (const ValueId value : scope)
      is_visible_[value] = 0;
  }

  void check_inst(InstId id, bool is_last, std::vector<ValueId>& scope) {
    const Inst& inst = kernel_.insts[id];
    bool are_args_fine = true;
    for (const ValueId arg : inst.args) {
      if (arg.index < kernel_.values.size() && is_visible_[arg]) continue;
      are_args_fine = false;
      report(id, arg.index < kernel_.values.size()
                     ? fmt::format("`{}` is not in sight here", name_of(arg))
                     : "an operand is not among the values of the kernel");
    }
    if (inst.op == Op::Yield && !is_last) report(id, "nothing may follow a yield");
    for (const Block& block : inst.blocks)
      check_block(block);
    for (const ValueId result : inst.results)
      define(id, result, scope);
    if (!are_args_fine) return;
    const std::string problem = problem_of(types_, inst);
    if (!problem.empty()) report(id, problem);
  }

  const Program& program_;
  KernelId id_;
  const Kernel& kernel_;
  TypeCheck types_;
  std::vector<Violation>& found_;
  IdVector<ValueId, std::uint8_t> is_visible_;
  IdVector<ValueId, std::uint8_t> is_assigned_;
  IdVector<InstId, std::uint8_t> is_placed_;
};

void check_tables(const Program& program, std::vector<Violation>& found) {
  const blueprint::Blueprint& all = program.blueprint;
  if (program.kernels.size() != all.kernels.size()) {
    found.push_back({.text = fmt::format("{} kernels in the blueprint have {} bodies",
                                         all.kernels.size(), program.kernels.size())});
  }
  if (program.level == Level::Ideal) return;
  const auto is_real = [](const auto& row) { return row.type == Type::Real; };
  const auto field = std::ranges::find_if(all.fields, is_real);
  if (field != all.fields.end()) {
    found.push_back({.text = fmt::format("the field `{}` is still a `real`", field->name)});
  }
  const auto global = std::ranges::find_if(all.globals, is_real);
  if (global != all.globals.end()) {
    found.push_back({.text = fmt::format("the global `{}` is still a `real`", global->name)});
  }
}

}  // namespace

std::vector<Violation> verify(const Program& program) {
  std::vector<Violation> found;
  check_tables(program, found);
  if (program.kernels.size() != program.blueprint.kernels.size()) return found;
  for (std::size_t i = 0; i < program.kernels.size(); ++i)
    KernelCheck(program, static_cast<KernelId>(i), found).run();
  return found;
}

std::string describe(const Program& program, const std::vector<Violation>& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    if (blueprint::exists(violation.kernel)) {
      text += fmt::format("kernel {}, ", program.blueprint.kernels[violation.kernel].name);
      const Kernel& kernel = program.kernels[violation.kernel];
      if (violation.inst.index < kernel.insts.size()) {
        const Inst& inst = kernel.insts[violation.inst];
        text += fmt::format("{}", info(inst.op).name);
        if (inst.location.line > 0) text += fmt::format(" of line {}", inst.location.line);
        text += ": ";
      }
    }
    text += violation.text + "\n";
  }
  return text;
}

}  // namespace snn::ir
