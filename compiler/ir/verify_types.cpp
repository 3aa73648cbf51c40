#include "compiler/ir/verify_types.h"

#include "compiler/ir/access.h"
#include "compiler/ir/eval/number.h"
#include "compiler/ir/type_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace snn::ir {
namespace {

using Problem = std::string;

std::vector<Type> types_of(const TypeCheck& check, std::span<const ValueId> values) {
  std::vector<Type> types;
  for (const ValueId value : values)
    types.push_back(check.kernel.values[value].type);
  return types;
}

std::string names_of(const std::vector<Type>& types) {
  std::string names;
  for (const Type type : types)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name_of(type));
  return "(" + names + ")";
}

Problem mismatch(const std::vector<Type>& wanted, const std::vector<Type>& found) {
  return wanted == found ? ""
                         : fmt::format("{} expected, not {}", names_of(wanted), names_of(found));
}

// ---- operands of arithmetic
// ------------------------------------------------------------------------

bool suits(const OpInfo& row, Type type) {
  if (row.has(kFloat)) return is_float(type);
  if (row.has(kNumeric)) return is_float(type) || is_whole(type);
  if (row.has(kTruth)) return type == Type::Bool;
  if (row.has(kWhole)) return is_whole(type);
  return true;
}

Problem operand_problem(const Inst& inst, const std::vector<Type>& args) {
  const OpInfo& row = info(inst.op);
  if (row.arity != kVariadic && static_cast<int>(args.size()) != row.arity) {
    return fmt::format("{} operands, not {}", row.arity, args.size());
  }
  const Traits kinds = kFloat | kNumeric | kTruth | kWhole;
  if ((row.traits & kinds) == 0) return "";
  for (const Type type : args) {
    if (!suits(row, type)) return fmt::format("no operand may be of type {}", name_of(type));
    if (type != args.front()) return fmt::format("operands of types {}", names_of(args));
  }
  return "";
}

Problem result_problem(const Inst& inst, const std::vector<Type>& args,
                       const std::vector<Type>& results) {
  const ResultRule rule = info(inst.op).result;
  if (rule == ResultRule::None) return mismatch({}, results);
  if (rule == ResultRule::Same) return mismatch({args[0]}, results);
  if (rule == ResultRule::Second) return mismatch({args[1]}, results);
  if (rule == ResultRule::Bool) return mismatch({Type::Bool}, results);
  if (rule == ResultRule::Given && results.size() != 1) {
    return fmt::format("one result, not {}", results.size());
  }
  return "";
}

// ---- attributes
// ------------------------------------------------------------------------------------

template <class T>
bool holds(const Inst& inst) {
  return std::holds_alternative<T>(inst.attribute);
}

bool has_attribute(const Inst& inst, const std::vector<Type>& results) {
  switch (info(inst.op).attribute) {
    case AttributeKind::None: return holds<std::monostate>(inst);
    case AttributeKind::Number:
      return is_float(results.front()) ? holds<double>(inst) : holds<std::int64_t>(inst);
    case AttributeKind::Field: return holds<FieldRef>(inst);
    case AttributeKind::Global: return holds<GlobalId>(inst);
    case AttributeKind::Frame: return holds<Frame>(inst);
    case AttributeKind::Population: return holds<PopulationId>(inst);
    case AttributeKind::Data: return holds<DataId>(inst);
    case AttributeKind::Stream: return holds<Stream>(inst);
    case AttributeKind::Integer: return holds<std::int64_t>(inst);
    case AttributeKind::Text: return holds<std::string>(inst);
  }
  return false;
}

Problem field_problem(const TypeCheck& check, const Inst& inst, const std::vector<Type>& args,
                      const std::vector<Type>& results) {
  const FieldRef field = std::get<FieldRef>(inst.attribute);
  const blueprint::Blueprint& all = check.program.blueprint;
  if (index_of(field.field) >= all.fields.size()) return "its field does not exist";
  const blueprint::Field& column = all.fields[field.field];
  if (!has_frame(check.info.domain, field.frame)) {
    return fmt::format("there is no `{}` in a kernel of this domain", name_of(field.frame));
  }
  if (!belongs_to(all, check.info, field)) {
    return fmt::format("`{}` is no field of `{}`", column.name, name_of(field.frame));
  }
  const bool is_array_op = inst.op == Op::LoadAt || inst.op == Op::StoreAt;
  if (is_array_op != (column.length > 1) && inst.op != Op::LoadPast) {
    return fmt::format("`{}` holds {} numbers", column.name, column.length);
  }
  if (inst.op == Op::LoadPast && !exists(column.history)) {
    return fmt::format("`{}` keeps no past", column.name);
  }
  if (inst.op == Op::Load) return mismatch({column.type}, results);
  if (inst.op == Op::LoadAt || inst.op == Op::LoadPast) {
    if (!is_whole(args[0])) return "a place is an integer";
    return mismatch({column.type}, results);
  }
  if (inst.op == Op::StoreAt && !is_whole(args[0])) return "a place is an integer";
  if (args.back() != column.type) return mismatch({column.type}, {args.back()});
  const bool may = inst.op == Op::Accumulate ? may_accumulate(all, check.info, field)
                                             : may_store(all, check.info, field);
  return may ? ""
             : fmt::format("a kernel of this domain may not change `{}.{}`", name_of(field.frame),
                           column.name);
}

Problem place_problem(const TypeCheck& check, const Inst& inst, const std::vector<Type>& results) {
  if (inst.op == Op::Index || inst.op == Op::Size || inst.op == Op::StepNumber) {
    if (results.front() != Type::I64) return "an i64";
  }
  if (inst.op == Op::Time && !is_float(results.front())) return "time is a float";
  if (const auto* frame = std::get_if<Frame>(&inst.attribute)) {
    if (*frame == Frame::Edge || *frame == Frame::Run || !has_frame(check.info.domain, *frame)) {
      return fmt::format("there is no cell `{}` in a kernel of this domain", name_of(*frame));
    }
  }
  if (inst.op == Op::Emit && check.info.domain != blueprint::Domain::EachCell &&
      check.info.domain != blueprint::Domain::EachFired) {
    return "only a kernel of cells emits";
  }
  if (inst.op == Op::Emit || inst.op == Op::Fired) {
    const auto* frame = std::get_if<Frame>(&inst.attribute);
    const PopulationId population =
        population_of(check.program.blueprint, check.info, frame == nullptr ? Frame::Self : *frame);
    if (!exists(population) || !exists(check.program.blueprint.populations[population].fired)) {
      return "the population has no mark of spikes";
    }
  }
  return "";
}

Problem global_problem(const TypeCheck& check, const Inst& inst, const std::vector<Type>& args,
                       const std::vector<Type>& results) {
  const GlobalId global = std::get<GlobalId>(inst.attribute);
  if (index_of(global) >= check.program.blueprint.globals.size())
    return "its global does not exist";
  const Type type = check.program.blueprint.globals[global].type;
  if (inst.op == Op::LoadGlobal) return mismatch({type}, results);
  if (check.info.domain != blueprint::Domain::Once) {
    return "only a kernel that runs once changes numbers of the run";
  }
  return mismatch({type}, args);
}

Problem data_problem(const TypeCheck& check, const Inst& inst, const std::vector<Type>& args,
                     const std::vector<Type>& results) {
  const DataId data = std::get<DataId>(inst.attribute);
  if (index_of(data) >= check.program.blueprint.data.size()) return "its data do not exist";
  if (check.program.blueprint.data[data].values.empty()) return "its data hold no number";
  if (!is_whole(args[0])) return "a place is an integer";
  return mismatch({Type::F64}, results);
}

// ---- blocks
// ----------------------------------------------------------------------------------------

std::vector<Type> yielded(const TypeCheck& check, const Block& block) {
  if (block.body.empty()) return {};
  const Inst& last = check.kernel.insts[block.body.back()];
  return last.op == Op::Yield ? types_of(check, last.args) : std::vector<Type>{};
}

Problem region_problem(const TypeCheck& check, const Inst& inst, const std::vector<Type>& args,
                       const std::vector<Type>& results) {
  const std::size_t n_blocks = inst.op == Op::If ? 2 : 1;
  if (inst.blocks.size() != n_blocks) return fmt::format("{} blocks", inst.blocks.size());
  if (inst.op == Op::If) {
    if (args.front() != Type::Bool) return mismatch({Type::Bool}, args);
    for (const Block& block : inst.blocks) {
      if (!block.params.empty()) return "a block of an `if` has no parameters";
      const Problem problem = mismatch(results, yielded(check, block));
      if (!problem.empty()) return problem;
    }
    return "";
  }
  std::vector<Type> params = results;
  std::vector<Type> given = results;
  std::vector<Type> wanted = results;
  if (inst.op == Op::Repeat) {
    params.insert(params.begin(), Type::I64);
    wanted.insert(wanted.begin(), Type::I64);
  } else {
    given.insert(given.begin(), Type::Bool);
    if (std::get<std::int64_t>(inst.attribute) < 1) return "a loop may run at least once";
  }
  Problem problem = mismatch(wanted, args);
  if (problem.empty()) problem = mismatch(params, types_of(check, inst.blocks.front().params));
  if (problem.empty()) problem = mismatch(given, yielded(check, inst.blocks.front()));
  return problem;
}

Problem matrix_problem(const Inst& inst, const std::vector<Type>& args,
                       const std::vector<Type>& results) {
  const std::int64_t n = std::get<std::int64_t>(inst.attribute);
  constexpr std::int64_t kLargest = 4096;
  if (n < 1 || n > kLargest) return fmt::format("a matrix of {} rows", n);
  const auto n_rows = static_cast<std::size_t>(n);
  const std::size_t n_right = inst.op == Op::Solve ? n_rows : 0;
  if (args.size() != n_rows * n_rows + n_right) return fmt::format("{} operands", args.size());
  const std::size_t n_results = inst.op == Op::Solve ? n_rows : n_rows * n_rows;
  return mismatch(std::vector<Type>(n_results, args.front()), results);
}

}  // namespace

std::string problem_of(const TypeCheck& check, const Inst& inst) {
  const OpInfo& row = info(inst.op);
  const std::vector<Type> args = types_of(check, inst.args);
  const std::vector<Type> results = types_of(check, inst.results);
  Problem problem = operand_problem(inst, args);
  if (problem.empty()) problem = result_problem(inst, args, results);
  if (!problem.empty()) return problem;
  if (!has_attribute(inst, results)) return "not what stands behind this instruction";
  if (row.has(kSetup) && check.is_in_step) return "legal at set-up only";
  if (row.has(kRegion)) return region_problem(check, inst, args, results);
  if (!inst.blocks.empty()) return "blocks in an instruction that has none";
  if (row.attribute == AttributeKind::Field) return field_problem(check, inst, args, results);
  if (row.attribute == AttributeKind::Global) return global_problem(check, inst, args, results);
  if (row.attribute == AttributeKind::Data) return data_problem(check, inst, args, results);
  if (inst.op == Op::MatrixExponential || inst.op == Op::Solve) {
    return matrix_problem(inst, args, results);
  }
  if (inst.op == Op::Select && args[0] != Type::Bool) return "a choice is made by a Bool";
  if (inst.op == Op::Select && args[1] != args[2]) return mismatch({args[1]}, {args[2]});
  if ((inst.op == Op::Emit || inst.op == Op::Require) && args[0] != Type::Bool) {
    return mismatch({Type::Bool}, args);
  }
  return place_problem(check, inst, results);
}

}  // namespace snn::ir
