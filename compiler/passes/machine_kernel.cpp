#include "compiler/ir/access.h"
#include "compiler/ir/builder.h"
#include "compiler/ir/eval/number.h"
#include "compiler/ir/walk.h"
#include "compiler/passes/machine.h"
#include "compiler/support/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Op;
using ir::Type;
using ir::ValueId;

/// Beyond these constant exponents `pow` is as good.
constexpr double kMostHalves = 1024;

/// Ops whose result jumps: a quotient one bit too low must not reach them.
bool is_discontinuous(const Kernel& kernel, const Inst& inst) {
  constexpr std::array kJumps{Op::Floor, Op::Ceil, Op::Round, Op::Mod, Op::Lt,     Op::Le,
                              Op::Gt,    Op::Ge,   Op::Eq,    Op::Ne,  Op::Crosses};
  if (std::ranges::find(kJumps, inst.op) != kJumps.end()) return true;
  return inst.op == Op::Convert && !ir::is_float(kernel.values[inst.results.front()].type);
}

class KernelRewriter {
 public:
  KernelRewriter(ir::Program& program, ir::KernelId id, const MachineOptions& options)
      : program_(program),
        old_(std::exchange(program.kernels[id], {})),
        b_(program, id),
        definition_(ir::find_definitions(old_)),
        is_hot_(ir::runs_in_steps(program.blueprint, id)) {
    const blueprint::Domain domain = program.blueprint.kernels[id].domain;
    const bool is_wide = domain == blueprint::Domain::Once || domain == blueprint::Domain::Pair;
    width_ = is_wide ? Type::F64 : options.precision;
    made_.resize(old_.values.size());
    is_uniform_.resize(old_.values.size());
    feeds_jump_.resize(old_.values.size());
    ir::for_each_inst(old_, [&](InstId inst_id) {
      const Inst& inst = old_.insts[inst_id];
      if (!is_discontinuous(old_, inst)) return;
      for (const ValueId arg : inst.args)
        feeds_jump_[arg] = 1;
    });
  }

  void run() {
    const std::vector<ValueId> given = block(old_.body);
    if (!given.empty()) b_.yield(given);
  }

 private:
  [[nodiscard]] Type float_type(bool is_uniform) const { return is_uniform ? Type::F64 : width_; }
  [[nodiscard]] bool is_real(ValueId old) const { return old_.values[old].type == Type::Real; }
  /// The type that takes the place of an old one.
  [[nodiscard]] static Type settled(Type old, Type wanted) {
    return old == Type::Real ? wanted : old;
  }

  /// A constant of the old kernel, its sign included.
  [[nodiscard]] std::optional<double> constant_of(ValueId old) const {
    if (!definition_[old]) return std::nullopt;
    const Inst& inst = old_.insts[definition_[old]];
    if (inst.op == Op::Neg) {
      const std::optional<double> inner = constant_of(inst.args[0]);
      return inner ? std::optional(-*inner) : std::nullopt;
    }
    const auto* value = std::get_if<double>(&inst.attribute);
    return inst.op == Op::Const && value != nullptr ? std::optional(*value) : std::nullopt;
  }

  /// The new value of an old one; a `real` one in the width that is wanted.
  ValueId operand(ValueId old, Type wanted) {
    if (!is_real(old) || b_.type_of(made_[old]) == wanted) return made_[old];
    const std::optional<double> constant = constant_of(old);
    if (constant) return b_.constant(wanted, rounded(*constant, wanted));
    return b_.convert(made_[old], wanted);
  }
  std::vector<ValueId> operands(const std::vector<ValueId>& old, Type wanted) {
    std::vector<ValueId> made;
    for (const ValueId value : old)
      made.push_back(operand(value, wanted));
    return made;
  }
  static double rounded(double value, Type type) { return ir::Number::real(type, value).as_real(); }

  void define(ValueId old, ValueId made, bool is_uniform) {
    made_[old] = made;
    is_uniform_[old] = is_uniform ? 1 : 0;
    if (!old_.values[old].name.empty()) b_.name(made, old_.values[old].name);
  }

  /// Writes a block; gives what it yields.
  std::vector<ValueId> block(const Block& old) {
    for (const InstId id : old.body) {
      const Inst& inst = old_.insts[id];
      b_.at(inst.location);
      if (inst.op == Op::Yield) return operands(inst.args, width_);
      rewrite(inst);
    }
    return {};
  }

  void rewrite(const Inst& inst) {
    const ir::OpInfo& row = ir::info(inst.op);
    if (row.has(ir::kRegion)) {
      rewrite_region(inst);
    } else if (row.attribute == ir::AttributeKind::Field) {
      rewrite_memory(inst);
    } else if (row.attribute == ir::AttributeKind::Global) {
      rewrite_global(inst);
    } else if (row.result == ir::ResultRule::None) {
      rewrite_effect(inst);
    } else {
      rewrite_value(inst);
    }
  }

  // ---- what computes
  // ---------------------------------------------------------------------------------

  void rewrite_value(const Inst& inst) {
    const bool depends_on_place = inst.op == Op::Index || inst.op == Op::Fired;
    const bool is_uniform =
        ir::info(inst.op).has(ir::kPure) && !depends_on_place &&
        std::ranges::all_of(inst.args, [&](ValueId arg) { return is_uniform_[arg]; });
    const Type type = float_type(is_uniform);
    if (inst.op == Op::MatrixExponential || inst.op == Op::Solve) {
      rewrite_matrix(inst, type, is_uniform);
      return;
    }
    const ValueId result = inst.results.front();
    define(result, made_value(inst, type), is_uniform);
  }

  ValueId made_value(const Inst& inst, Type type) {
    const ValueId result = inst.results.front();
    const Type given = settled(old_.values[result].type, type);
    if (inst.op == Op::Const) return constant(inst, given);
    if (inst.op == Op::Index) return b_.index(std::get<ir::Frame>(inst.attribute));
    if (inst.op == Op::LoadData)
      return b_.load_data(std::get<ir::DataId>(inst.attribute), made_[inst.args[0]]);
    if (inst.op == Op::Size) return b_.size(std::get<ir::PopulationId>(inst.attribute));
    if (inst.op == Op::StepNumber) return b_.step_number();
    if (inst.op == Op::Time) return b_.time(given);
    if (inst.op == Op::Fired) return b_.fired(std::get<ir::Frame>(inst.attribute));
    if (inst.op == Op::Convert) return b_.convert(made_[inst.args[0]], given);
    if (inst.op == Op::Pow && is_real(result)) return power(inst, type);
    if (inst.op == Op::Div && is_real(result)) return quotient(inst, type);
    const std::vector<ValueId> args = operands(inst.args, type);
    switch (args.size()) {
      case 1: return b_.op(inst.op, {args[0]}, inst.attribute);
      case 2: return b_.op(inst.op, {args[0], args[1]}, inst.attribute);
      case 3: return b_.op(inst.op, {args[0], args[1], args[2]}, inst.attribute);
      default: SNN_CHECK(false, "`{}` of {} operands", ir::info(inst.op).name, args.size());
    }
    return {};
  }

  ValueId constant(const Inst& inst, Type type) {
    if (const auto* value = std::get_if<double>(&inst.attribute)) {
      return b_.constant(type, rounded(*value, type));
    }
    const std::int64_t whole = std::get<std::int64_t>(inst.attribute);
    return type == Type::Bool ? b_.constant_bool(whole != 0) : b_.constant_int(type, whole);
  }

  ValueId power(const Inst& inst, Type type) {
    const ValueId x = operand(inst.args[0], type);
    const std::optional<double> exponent = constant_of(inst.args[1]);
    const double halves = exponent ? 2 * *exponent : 0;
    const bool is_product =
        exponent && std::fabs(halves) <= kMostHalves && halves == std::floor(halves);
    if (!is_product) return b_.op(Op::Pow, {x, operand(inst.args[1], type)});
    const auto n_halves = static_cast<std::int64_t>(halves);
    if (n_halves == 1) return b_.op(Op::Sqrt, {x});
    if (n_halves == 3) return b_.op(Op::Mul, {x, b_.op(Op::Sqrt, {x})});
    if (n_halves % 2 != 0) return b_.op(Op::PowHalf, {x}, n_halves);
    return whole_power(x, n_halves / 2, type);
  }

  ValueId whole_power(ValueId x, std::int64_t n, Type type) {
    if (n == 0) return b_.constant(type, 1);
    if (n == 1) return x;
    if (n == -1) return b_.op(Op::Div, {b_.constant(type, 1), x});
    if (n < 2 || n > 4) return b_.op(Op::PowInt, {x}, n);
    const ValueId square = b_.op(Op::Mul, {x, x});
    if (n == 2) return square;
    return b_.op(Op::Mul, {square, n == 3 ? x : square});
  }

  ValueId quotient(const Inst& inst, Type type) {
    const ValueId dividend = inst.args[0];
    const ValueId divisor = inst.args[1];
    if (const std::optional<double> reciprocal = exact_reciprocal(divisor, type)) {
      return b_.op(Op::Mul, {operand(dividend, type), b_.constant(type, *reciprocal)});
    }
    const bool is_cheap = is_hot_ && is_uniform_[divisor] && !is_uniform_[dividend] &&
                          !feeds_jump_[inst.results.front()] && !comes_from_whole(dividend);
    if (!is_cheap) return b_.op(Op::Div, {operand(dividend, type), operand(divisor, type)});
    // In f64 whatever the precision: the reciprocal is computed once for all elements.
    const ValueId one = b_.constant(Type::F64, 1);
    const ValueId wide = b_.op(Op::Div, {one, operand(divisor, Type::F64)});
    return b_.op(Op::Mul, {operand(dividend, type), b_.convert(wide, type)});
  }

  /// 1/c where c is a power of two and both are normal numbers.
  [[nodiscard]] std::optional<double> exact_reciprocal(ValueId divisor, Type type) const {
    const std::optional<double> value = constant_of(divisor);
    if (!value) return std::nullopt;
    int exponent = 0;
    constexpr double kMantissaOfPower = 0.5;
    if (std::fabs(std::frexp(*value, &exponent)) != kMantissaOfPower) return std::nullopt;
    const int most = type == Type::F32 ? 120 : 1000;
    return std::abs(exponent) < most ? std::optional(1 / *value) : std::nullopt;
  }

  /// Positions and counts are divided exactly.
  [[nodiscard]] bool comes_from_whole(ValueId old) const {
    if (!definition_[old]) return false;
    const Inst& inst = old_.insts[definition_[old]];
    return inst.op == Op::Convert && !ir::is_float(old_.values[inst.args[0]].type);
  }

  void rewrite_matrix(const Inst& inst, Type type, bool is_uniform) {
    const std::int64_t n = std::get<std::int64_t>(inst.attribute);
    const std::vector<ValueId> args = operands(inst.args, type);
    const std::span<const ValueId> all(args);
    const auto n_matrix = static_cast<std::size_t>(n * n);
    const std::vector<ValueId> made = inst.op == Op::Solve
                                          ? b_.solve(n, all.first(n_matrix), all.subspan(n_matrix))
                                          : b_.matrix_exponential(n, all);
    for (std::size_t i = 0; i < made.size(); ++i)
      define(inst.results[i], made[i], is_uniform);
  }

  // ---- what reads and writes
  // ---------------------------------------------------------------------------

  void rewrite_memory(const Inst& inst) {
    const auto field = std::get<ir::FieldRef>(inst.attribute);
    const blueprint::Field& column = program_.blueprint.fields[field.field];
    if (!inst.results.empty()) {
      const ValueId result = inst.results.front();
      ValueId made;
      if (inst.op == Op::Load) made = b_.load(field);
      if (inst.op == Op::LoadAt) made = b_.load_at(field, made_[inst.args[0]]);
      if (inst.op == Op::LoadPast) made = b_.load_past(field, made_[inst.args[0]]);
      if (is_real(result)) made = b_.convert(made, width_);
      define(result, made, false);
      return;
    }
    ValueId value = operand(inst.args.back(), column.type);
    const bool is_state = column.role == blueprint::FieldRole::State && ir::is_float(column.type);
    if (inst.op == Op::Accumulate) {
      b_.accumulate(field, value);
      return;
    }
    if (is_state) value = b_.op(Op::Flush, {value});
    if (inst.op == Op::Store) b_.store(field, value);
    if (inst.op == Op::StoreAt) b_.store_at(field, made_[inst.args[0]], value);
  }

  void rewrite_global(const Inst& inst) {
    const auto id = std::get<ir::GlobalId>(inst.attribute);
    const blueprint::Global& global = program_.blueprint.globals[id];
    if (inst.op == Op::LoadGlobal) {
      define(inst.results.front(), b_.load_global(id), true);
      return;
    }
    ValueId value = operand(inst.args.front(), global.type);
    if (global.role == blueprint::GlobalRole::State && ir::is_float(global.type)) {
      value = b_.op(Op::Flush, {value});
    }
    b_.store_global(id, value);
  }

  void rewrite_effect(const Inst& inst) {
    if (inst.op == Op::Emit) {
      b_.emit(made_[inst.args.front()]);
      return;
    }
    SNN_CHECK(inst.op == Op::Require, "`{}` gives nothing", ir::info(inst.op).name);
    b_.require(made_[inst.args.front()], std::get<std::string>(inst.attribute));
  }

  // ---- blocks
  // --------------------------------------------------------------------------------------------

  void define_params(const std::vector<ValueId>& old, std::span<const ValueId> made) {
    for (std::size_t i = 0; i < old.size(); ++i)
      define(old[i], made[i], false);
  }

  void rewrite_region(const Inst& inst) {
    std::vector<ValueId> made;
    if (inst.op == Op::If) {
      made = b_.branch(
          made_[inst.args[0]], [&] { return block(inst.blocks[0]); },
          [&] { return block(inst.blocks[1]); });
    } else if (inst.op == Op::Repeat) {
      const std::vector<ValueId> args = operands(inst.args, width_);
      const Block& body = inst.blocks.front();
      made = b_.repeat(args[0], std::span(args).subspan(1),
                       [&](ValueId counter, std::span<const ValueId> carried) {
                         std::vector<ValueId> params(carried.begin(), carried.end());
                         params.insert(params.begin(), counter);
                         define_params(body.params, params);
                         return block(body);
                       });
    } else {
      const std::vector<ValueId> args = operands(inst.args, width_);
      const Block& body = inst.blocks.front();
      made = b_.loop(std::get<std::int64_t>(inst.attribute), args,
                     [&](std::span<const ValueId> carried) {
                       define_params(body.params, carried);
                       return block(body);
                     });
    }
    for (std::size_t i = 0; i < made.size(); ++i)
      define(inst.results[i], made[i], false);
  }

  ir::Program& program_;
  Kernel old_;
  ir::Builder b_;
  IdVector<ValueId, InstId> definition_;
  bool is_hot_;
  Type width_ = Type::F64;
  IdVector<ValueId, ValueId> made_;
  IdVector<ValueId, std::uint8_t> is_uniform_;
  IdVector<ValueId, std::uint8_t> feeds_jump_;
};

}  // namespace

void rewrite_kernel(ir::Program& program, ir::KernelId kernel, const MachineOptions& options) {
  KernelRewriter(program, kernel, options).run();
}

}  // namespace snn::passes
