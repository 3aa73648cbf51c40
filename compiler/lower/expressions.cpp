#include "compiler/lower/expressions.h"

#include "compiler/lower/functions.h"
#include "compiler/support/match.h"

#include <cmath>
#include <optional>

namespace snn::lower {

using ir::Op;
using model::SymbolKind;

namespace {

std::optional<double> literal_of(const model::Program& program, ExprId id) {
  const model::ExprKind& kind = program[id].kind;
  if (const auto* literal = std::get_if<model::Literal>(&kind)) return literal->value;
  const auto* minus = std::get_if<model::Unary>(&kind);
  if (minus == nullptr || minus->op != model::UnaryOp::Minus) return std::nullopt;
  const std::optional<double> operand = literal_of(program, minus->operand);
  return operand ? std::optional(-*operand) : std::nullopt;
}

std::optional<Op> op_of(model::BinaryOp op) {
  switch (op) {
    case model::BinaryOp::Add: return Op::Add;
    case model::BinaryOp::Sub: return Op::Sub;
    case model::BinaryOp::Mul: return Op::Mul;
    case model::BinaryOp::Div: return Op::Div;
    case model::BinaryOp::Mod: return Op::Mod;
    case model::BinaryOp::Lt: return Op::Lt;
    case model::BinaryOp::Le: return Op::Le;
    case model::BinaryOp::Gt: return Op::Gt;
    case model::BinaryOp::Ge: return Op::Ge;
    case model::BinaryOp::Eq: return Op::Eq;
    case model::BinaryOp::Ne: return Op::Ne;
    case model::BinaryOp::And: return Op::And;
    case model::BinaryOp::Or: return Op::Or;
    case model::BinaryOp::Pow: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

ValueId Expressions::value(ExprId id) {
  if (const auto found = known_.exprs.find(id); found != known_.exprs.end()) return found->second;
  const ValueId result = computed(program_[id]);
  known_.exprs[id] = result;
  return result;
}

ValueId Expressions::condition(ExprId id) {
  return builder_.convert(value(id), Type::Bool);
}

ValueId Expressions::variable(StateVariable variable, const model::Expr& at) {
  if (const auto found = known_.variables.find(variable); found != known_.variables.end())
    return found->second;
  ValueId result;
  if (const auto definition = definition_of(variable.symbol)) {
    result = value(*definition);
  } else {
    result = names_.read(*this, variable, at);
  }
  known_.variables[variable] = result;
  return result;
}

// What a name stands for without being a place of its own.
std::optional<ExprId> Expressions::definition_of(SymbolId symbol) const {
  if (const auto found = definitions_.find(symbol); found != definitions_.end())
    return found->second;
  const model::Symbol& declared = program_[symbol];
  const bool is_definition =
      declared.kind == SymbolKind::Const ||
      (declared.kind == SymbolKind::Let && declared.variable != model::Symbol::kNoVariable);
  return is_definition ? std::optional(declared.value) : std::nullopt;
}

void Expressions::set(StateVariable variable, ValueId value) {
  forget_computed();
  known_.variables[variable] = value;
}

void Expressions::forget_computed() {
  known_.exprs.clear();
  known_.elements.clear();
  std::erase_if(known_.variables, [&](const auto& entry) {
    const SymbolId symbol = entry.first.symbol;
    return program_[symbol].kind == SymbolKind::Let || definitions_.contains(symbol);
  });
}

ValueId Expressions::whole(ValueId value, Type type) {
  return builder_.convert(builder_.op(Op::Round, {value}), type);
}

ValueId Expressions::draw(Op op, ValueId first, ValueId second, const model::Expr& at) {
  return builder_.op(op, {first, second}, names_.stream(at));
}

ValueId Expressions::choose(ValueId condition, ValueId yes, ValueId no) {
  return builder_.op(Op::Select, {condition, yes, no});
}

ValueId Expressions::computed(const model::Expr& expr) {
  const auto unsupported = [&](std::string what) -> ValueId {
    throw Unsupported(std::move(what), expr.span);
  };
  return match(
      expr.kind, [&](const model::Literal& literal) { return number(literal.value); },
      [&](const model::BoolLiteral& literal) { return builder_.constant_bool(literal.value); },
      [&](const model::Read& read) { return variable({read.symbol, read.derivative}, expr); },
      [&](const model::Path& path) { return names_.path(*this, path, expr); },
      [&](const model::Remote& remote) { return names_.remote(*this, remote, expr); },
      [&](const model::Unary& unary) {
        const Op op = unary.op == model::UnaryOp::Minus ? Op::Neg : Op::Not;
        const ValueId operand =
            op == Op::Not ? condition(unary.operand) : to_real(value(unary.operand));
        return builder_.op(op, {operand});
      },
      [&](const model::Binary& b) { return binary(b); },
      [&](const model::Conditional& c) {
        const ValueId test = condition(c.condition);
        const ValueId yes = value(c.yes);
        return choose(test, yes, builder_.convert(value(c.no), builder_.type_of(yes)));
      },
      [&](const model::IntrinsicCall& call) { return intrinsic(call, expr); },
      [&](const model::FunctionCall& call) { return function(call, expr); },
      [&](const model::Element& element) { return subscripted(element, expr); },
      [&](const model::Convolution& c) { return names_.convolution(*this, c, expr); },
      [&](const model::ArrayValue&) { return unsupported("an array"); },
      [&](const model::Comprehension&) { return unsupported("a list of values"); },
      [&](const model::TextLiteral&) { return unsupported("a text as a value"); },
      [&](const model::SteadyValue&) { return unsupported("`steady` here"); },
      [&](const model::ErrorValue&) { return unsupported("a mistake"); });
}

ValueId Expressions::binary(const model::Binary& b) {
  if (b.op == model::BinaryOp::Pow) return power(value(b.lhs), b.rhs);
  if (b.op == model::BinaryOp::And || b.op == model::BinaryOp::Or) {
    const ValueId lhs = condition(b.lhs);
    return builder_.op(*op_of(b.op), {lhs, condition(b.rhs)});
  }
  // Operands in the order of the text: what is printed reads like what was written.
  const ValueId lhs = to_real(value(b.lhs));
  return operation(b.op, lhs, to_real(value(b.rhs)));
}

ValueId Expressions::operation(model::BinaryOp op, ValueId lhs, ValueId rhs) {
  return builder_.op(*op_of(op), {lhs, rhs});
}

ValueId Expressions::power(ValueId base, ExprId exponent) {
  const std::optional<double> p = literal_of(program_, exponent);
  constexpr double kLargest = 64;
  if (p && std::fabs(*p) <= kLargest) {
    if (*p == std::floor(*p)) return builder_.op(Op::PowInt, {base}, static_cast<std::int64_t>(*p));
    if (*p * 2 == std::floor(*p * 2))
      return builder_.op(Op::PowHalf, {base}, static_cast<std::int64_t>(*p * 2));
  }
  return builder_.op(Op::Pow, {base, value(exponent)});
}

// The body stands for the call: its arguments are names whose values are known here.
ValueId Expressions::function(const model::FunctionCall& call, const model::Expr&) {
  const ExprId body = program_.functions[call.function].body;
  return with_arguments(call, [&] { return value(body); });
}

ValueId Expressions::with_arguments(const model::FunctionCall& call,
                                    const std::function<ValueId()>& body) {
  const model::Function& callee = program_.functions[call.function];
  std::vector<std::optional<ValueId>> args;
  for (const ExprId arg : call.args)
    args.push_back(is_array(arg) ? std::nullopt : std::optional(value(arg)));
  Known outside = known_;
  const std::map<SymbolId, ExprId> definitions = definitions_;
  known_.exprs.clear();
  known_.elements.clear();
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i]) {
      bind(callee.args[i], *args[i]);
    } else {
      define(callee.args[i], call.args[i]);
    }
  }
  const ValueId result = body();
  definitions_ = definitions;
  restore(std::move(outside));
  return result;
}

ValueId Expressions::fold(Op op, const std::vector<model::NamedArg>& args) {
  ValueId result = to_real(value(args.front().value));
  for (std::size_t i = 1; i < args.size(); ++i)
    result = builder_.op(op, {result, to_real(value(args[i].value))});
  return result;
}

ValueId Expressions::intrinsic(const model::IntrinsicCall& call, const model::Expr& expr) {
  using model::Intrinsic;
  const bool is_fold = call.args.size() > 1;
  const bool is_reduction = call.intrinsic == Intrinsic::Sum || call.intrinsic == Intrinsic::Mean ||
                            call.intrinsic == Intrinsic::Min || call.intrinsic == Intrinsic::Max;
  // Of one argument: of an array, of a list in a script, or of what a network has.
  if (is_reduction && !is_fold && is_array(call.args.front().value) &&
      !names_cells(call.args.front().value))
    return reduced(call);
  if (call.intrinsic == Intrinsic::Choice) return chosen(call, expr);
  if (is_fold && call.intrinsic == Intrinsic::Min) return fold(Op::Min, call.args);
  if (is_fold && call.intrinsic == Intrinsic::Max) return fold(Op::Max, call.args);
  if (call.intrinsic == Intrinsic::Pow)
    return power(to_real(value(call.args[0].value)), call.args[1].value);
  if (is_elementary(call.intrinsic)) {
    std::vector<ValueId> args;
    for (const model::NamedArg& arg : call.args)
      args.push_back(to_real(value(arg.value)));
    return elementary(builder_, call.intrinsic, args);
  }
  if (const std::optional<Op> draw = draw_of(call.intrinsic)) {
    const ir::Stream stream = names_.stream(expr);
    const ValueId first = to_real(value(call.args[0].value));
    if (ir::info(*draw).arity == 1) return builder_.op(*draw, {first}, stream);
    return builder_.op(*draw, {first, to_real(value(call.args[1].value))}, stream);
  }
  if (call.intrinsic == Intrinsic::Bernoulli) {
    const ValueId p = to_real(value(call.args[0].value));
    const ValueId u = draw(Op::Uniform, number(0), number(1), expr);
    return to_real(builder_.op(Op::Lt, {u, p}));
  }
  return names_.call(*this, call, expr);
}

}  // namespace snn::lower
