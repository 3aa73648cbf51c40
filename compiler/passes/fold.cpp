// fold: computes what is known.
//
//   %a = const 2 : f64                |  %a = const 2 : f64
//   %b = exp %a                       |  %b = const 7.38905609893065 : f64
//   %c = mul %x, %one                 |  (every %c is %x)
//   %r = if %true : f64 { … } else …  |  (the instructions of the first block, in its place)
//
// Constants go through `ir::evaluate`, so a folded number has the bits that the kernel would have
// computed. Identities are those that hold for every number, zeros of either sign, infinities and
// NaN included: x*1, x/1, x - 0, x + -0, --x, not not x, `and` and `or` with a constant, a choice
// between equals. x + 0 is not one of them: it turns -0 into 0. What was flushed is not flushed
// again, nor is the one arm of a choice that was, where the other is the same for all elements:
//
//   %v = flush %x                     |  %v = flush %x
//   %next = select %s, %reset, %v     |  %0 = flush %reset
//   %stored = flush %next             |  %stored = select %s, %0, %v
//
// Limits: no reassociation, ever; a `repeat` is unrolled by nobody.

#include "compiler/ir/eval/evaluate.h"
#include "compiler/ir/invariant.h"
#include "compiler/ir/walk.h"
#include "compiler/passes/pass.h"
#include "compiler/passes/rewrite.h"

#include <cmath>
#include <optional>
#include <utility>

namespace snn::passes {
namespace {

using ir::Block;
using ir::Inst;
using ir::InstId;
using ir::Kernel;
using ir::Number;
using ir::Op;
using ir::ValueId;

class Folder {
 public:
  explicit Folder(Kernel& kernel) : kernel_(kernel), replaced_(kernel) {
    known_.resize(kernel.values.size());
    definition_ = ir::find_definitions(kernel);
    is_same_ = ir::find_invariant(kernel);
  }

  bool run() {
    kernel_.body.body = folded(kernel_.body);
    return has_changed_ || !replaced_.is_empty();
  }

 private:
  std::vector<InstId> folded(const Block& block) {
    std::vector<InstId> body;
    for (const InstId id : block.body) {
      Inst& inst = kernel_.insts[id];
      replaced_.apply(inst);
      if (inst.op == Op::If && known_[inst.args[0]]) {
        inline_arm(inst, body);
        continue;
      }
      for (std::size_t i = 0; i < inst.blocks.size(); ++i) {
        std::vector<InstId> inner = folded(kernel_.insts[id].blocks[i]);
        kernel_.insts[id].blocks[i].body = std::move(inner);
      }
      fold(kernel_.insts[id]);
      if (kernel_.insts[id].op == Op::Flush) choose_flushed(id, body);
      body.push_back(id);
    }
    return body;
  }

  /// The instructions of the arm that runs, in the place of the `if`.
  void inline_arm(Inst& inst, std::vector<InstId>& body) {
    has_changed_ = true;
    const Block arm = inst.blocks[known_[inst.args[0]]->is_true() ? 0 : 1];
    const std::vector<ValueId> results = inst.results;
    for (const InstId id : folded(arm)) {
      const Inst& inner = kernel_.insts[id];
      if (inner.op != Op::Yield) {
        body.push_back(id);
        continue;
      }
      for (std::size_t i = 0; i < results.size(); ++i)
        replaced_.replace(results[i], inner.args[i]);
    }
  }

  void fold(Inst& inst) {
    if (!ir::is_evaluable(inst.op)) return;
    const ValueId result = inst.results.front();
    if (const std::optional<Number> number = computed(inst)) {
      known_[result] = number;
      if (inst.op != Op::Const) become_constant(inst, *number);
    } else if (const ValueId same = same_as(inst)) {
      replaced_.replace(result, same);
    }
  }

  std::optional<Number> computed(const Inst& inst) {
    std::vector<Number> args;
    for (const ValueId arg : inst.args) {
      if (!known_[arg]) return std::nullopt;
      args.push_back(*known_[arg]);
    }
    return ir::evaluate(inst.op, kernel_.values[inst.results.front()].type, inst.attribute, args);
  }

  void become_constant(Inst& inst, Number number) {
    inst.op = Op::Const;
    inst.args.clear();
    inst.attribute = ir::is_float(number.type()) ? ir::Attribute(number.as_real())
                                                 : ir::Attribute(number.as_whole());
    has_changed_ = true;
  }

  /// The choice whose result is flushed, when it becomes a choice between flushed numbers.
  void choose_flushed(InstId id, std::vector<InstId>& body) {
    const ValueId chosen = kernel_.insts[id].args[0];
    if (chosen.index >= definition_.size() || !definition_[chosen]) return;
    const Inst choice = kernel_.insts[definition_[chosen]];
    if (choice.op != Op::Select) return;
    std::vector<ValueId> args;
    for (const ValueId arg : choice.args)
      args.push_back(replaced_.of(arg));
    if (!is_flushed(args[1]) && !is_flushed(args[2])) return;
    for (const std::size_t arm : {std::size_t{1}, std::size_t{2}}) {
      const ValueId arg = args[arm];
      const bool is_same = arg.index < is_same_.size() && is_same_[arg] != 0;
      if (!is_flushed(arg) && !is_same) return;
    }
    for (const std::size_t arm : {std::size_t{1}, std::size_t{2}}) {
      if (!is_flushed(args[arm])) args[arm] = flushed(args[arm], kernel_.insts[id].location, body);
    }
    kernel_.insts[id].op = Op::Select;
    kernel_.insts[id].args = std::move(args);
    has_changed_ = true;
  }

  ValueId flushed(ValueId value, const ir::Location& location, std::vector<InstId>& body) {
    const ValueId result =
        kernel_.values.push_back({.type = kernel_.values[value].type, .name = {}});
    body.push_back(kernel_.insts.push_back(
        {.op = Op::Flush, .args = {value}, .results = {result}, .location = location}));
    known_.resize(kernel_.values.size());
    definition_.resize(kernel_.values.size());
    definition_[result] = body.back();
    return result;
  }

  /// Whether flushing it again would change nothing.
  [[nodiscard]] bool is_flushed(ValueId value) const {
    if (known_[value]) {
      const Number number = *known_[value];
      return ir::evaluate(Op::Flush, number.type(), {}, {&number, 1}) == number;
    }
    return value.index < definition_.size() && definition_[value] &&
           kernel_.insts[definition_[value]].op == Op::Flush;
  }

  // ---- identities
  // --------------------------------------------------------------------------------------

  [[nodiscard]] bool is_real(ValueId value, double real) const {
    return known_[value] && *known_[value] == Number::real(known_[value]->type(), real);
  }
  [[nodiscard]] bool is_whole(ValueId value, std::int64_t whole) const {
    return known_[value] && *known_[value] == Number::whole(known_[value]->type(), whole);
  }
  [[nodiscard]] bool is_float(ValueId value) const {
    return ir::is_float(kernel_.values[value].type);
  }
  /// Adding it changes no number.
  [[nodiscard]] bool is_nothing(ValueId value) const {
    return is_float(value) ? is_real(value, -0.0) : is_whole(value, 0);
  }
  [[nodiscard]] bool is_one(ValueId value) const {
    return is_float(value) ? is_real(value, 1) : is_whole(value, 1);
  }

  /// The operand of the op that gives `value`, when that op is `op`.
  [[nodiscard]] ValueId inside(Op op, ValueId value) const {
    if (value.index >= definition_.size() || !definition_[value]) return {};
    const Inst& inst = kernel_.insts[definition_[value]];
    return inst.op == op ? inst.args.front() : ValueId();
  }

  /// The value that this instruction gives again, if there is one.
  [[nodiscard]] ValueId same_as(const Inst& inst) const {
    const std::vector<ValueId>& x = inst.args;
    if (inst.op == Op::Neg || inst.op == Op::Not) return inside(inst.op, x[0]);
    if (inst.op == Op::Flush) return is_flushed(x[0]) ? x[0] : ValueId();
    if (inst.op == Op::Select) {
      if (x[1] == x[2]) return x[1];
      return known_[x[0]] ? x[known_[x[0]]->is_true() ? 1 : 2] : ValueId();
    }
    if (x.size() != 2) return {};
    if (inst.op == Op::Add) return is_nothing(x[1]) ? x[0] : is_nothing(x[0]) ? x[1] : ValueId();
    if (inst.op == Op::Mul) return is_one(x[1]) ? x[0] : is_one(x[0]) ? x[1] : ValueId();
    if (inst.op == Op::Div) return is_one(x[1]) ? x[0] : ValueId();
    if (inst.op == Op::Sub) {
      return is_float(x[1]) ? (is_real(x[1], 0) ? x[0] : ValueId())
                            : (is_whole(x[1], 0) ? x[0] : ValueId());
    }
    if (inst.op == Op::And || inst.op == Op::Or) return truth(inst.op, x[0], x[1]);
    return {};
  }

  [[nodiscard]] ValueId truth(Op op, ValueId a, ValueId b) const {
    if (a == b) return a;
    if (known_[b]) std::swap(a, b);
    if (!known_[a]) return {};
    // `true and b` and `false or b` are b; `false and b` and `true or b` are the constant.
    return known_[a]->is_true() == (op == Op::And) ? b : a;
  }

  Kernel& kernel_;
  Replacements replaced_;
  IdVector<ValueId, std::optional<Number>> known_;
  IdVector<ValueId, InstId> definition_;
  IdVector<ValueId, std::uint8_t> is_same_;
  bool has_changed_ = false;
};

}  // namespace

PassResult fold(ir::Program& program, PassContext&) {
  bool has_changed = false;
  for (Kernel& kernel : program.kernels)
    has_changed = Folder(kernel).run() || has_changed;
  return has_changed ? PassResult::Changed : PassResult::Unchanged;
}

}  // namespace snn::passes
