// Arrays: an expression that is one is computed element by element, where it is asked for.

#include "compiler/lower/expressions.h"
#include "compiler/lower/functions.h"
#include "compiler/model/eval.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace snn::lower {

using ir::Op;
using model::Intrinsic;

namespace {

bool is_logical(model::BinaryOp op) {
  return op == model::BinaryOp::And || op == model::BinaryOp::Or;
}

std::optional<std::int64_t> whole_literal(const model::Program& program, ExprId expr) {
  const auto* literal = std::get_if<model::Literal>(&program[expr].kind);
  if (literal == nullptr || literal->value != std::floor(literal->value)) return std::nullopt;
  return static_cast<std::int64_t>(literal->value);
}

}  // namespace

// A path names cells or what a script observes, and a call of unknown length a measure of them.
bool Expressions::is_array(ExprId id) const {
  const model::Expr& expr = program_[id];
  if (expr.type.is_scalar() || std::holds_alternative<model::Path>(expr.kind)) return false;
  return expr.type.length > 0 || !std::holds_alternative<model::IntrinsicCall>(expr.kind);
}

// Of what many cells have, the run knows how many numbers there are.
bool Expressions::names_cells(ExprId id) const {
  const model::Expr& expr = program_[id];
  if (expr.type.is_scalar()) return false;
  if (std::holds_alternative<model::Path>(expr.kind)) return true;
  return std::ranges::any_of(equations::parts_of(expr),
                             [&](ExprId part) { return names_cells(part); });
}

std::int64_t Expressions::length_of(ExprId id) {
  const model::Expr& expr = program_[id];
  if (expr.type.length > 0) return expr.type.length;
  const auto unknown = [&]() -> std::int64_t {
    throw Unsupported("an array whose length is not known before the run", expr.span);
  };
  const auto of_range = [&](const model::Subscript& range) {
    const auto begin = model::evaluate(program_, range.begin, {});
    const auto end = model::evaluate(program_, range.end, {});
    const auto step = range.step ? model::evaluate(program_, range.step, {}) : 1.0;
    if (!begin || !end || !step || *step <= 0) return unknown();
    return static_cast<std::int64_t>(std::ceil((*end - *begin) / *step));
  };
  if (const auto* read = std::get_if<model::Read>(&expr.kind)) {
    if (const auto definition = definition_of(read->symbol)) return length_of(*definition);
    return names_.array({read->symbol, read->derivative}, expr).length;
  }
  if (const auto* element = std::get_if<model::Element>(&expr.kind)) {
    for (const model::Subscript& subscript : element->subscripts)
      if (subscript.end) return of_range(subscript);
  }
  if (const auto* list = std::get_if<model::Comprehension>(&expr.kind))
    return of_range(list->range);
  if (const auto* list = std::get_if<model::ArrayValue>(&expr.kind))
    return static_cast<std::int64_t>(list->elements.size());
  for (const ExprId part : equations::parts_of(expr))
    if (is_array(part)) return length_of(part);
  return unknown();
}

void Expressions::for_each_element(std::int64_t length,
                                   const std::function<void(const Position&)>& visit) {
  if (length <= kMostWrittenOut) {
    for (std::int64_t k = 0; k < length; ++k)
      visit({.known = k});
    return;
  }
  const Known outside = known_;
  static_cast<void>(builder_.repeat(builder_.constant_int(Type::I64, length), {},
                                    [&](ValueId k, std::span<const ValueId>) {
                                      visit({.known = std::nullopt, .at = k});
                                      restore(outside);
                                      return std::vector<ValueId>();
                                    }));
}

void Expressions::prepare(ExprId id) {
  const model::Expr& expr = program_[id];
  if (expr.type.kind == model::Kind::Error) return;
  if (!is_array(id)) {
    static_cast<void>(value(id));
    return;
  }
  // What stands inside reads the counter.
  if (std::holds_alternative<model::Comprehension>(expr.kind)) return;
  if (const auto* read = std::get_if<model::Read>(&expr.kind)) {
    if (const auto definition = definition_of(read->symbol)) prepare(*definition);
    return;
  }
  for (const ExprId part : equations::parts_of(expr))
    prepare(part);
}

Position Expressions::position(ExprId subscript) {
  if (const auto known = whole_literal(program_, subscript)) return {.known = known};
  return {.known = std::nullopt, .at = whole(to_real(value(subscript)), Type::I64)};
}

ValueId Expressions::index_of(const Position& at) {
  return at.known ? builder_.constant_int(Type::I64, *at.known) : at.at;
}

ValueId Expressions::load(const Array& array, const Position& at) {
  // An array of one element is a field like any other.
  return to_real(array.length == 1 ? builder_.load(array.field)
                                   : builder_.load_at(array.field, index_of(at)));
}

void Expressions::store(FieldRef field, const Position& at, ValueId value) {
  const ValueId kept = builder_.convert(value, builder_.type_of(field));
  if (builder_.length_of(field) == 1) {
    builder_.store(field, kept);
  } else {
    builder_.store_at(field, index_of(at), kept);
  }
}

void Expressions::require_inside(ValueId at, std::int64_t length, const model::Expr& expr) {
  if (real_ != Type::F64 || !expr.span.is_valid()) return;
  const ValueId inside =
      builder_.op(Op::And, {builder_.op(Op::Ge, {at, builder_.constant_int(Type::I64, 0)}),
                            builder_.op(Op::Lt, {at, builder_.constant_int(Type::I64, length)})});
  builder_.require(inside, fmt::format("a subscript lies outside the array: it has {} elements, "
                                       "numbered from 0",
                                       length));
}

// ---- elements
// ---------------------------------------------------------------------------------------

ValueId Expressions::element(ExprId id, const Position& at) {
  if (!is_array(id)) return value(id);
  // Numbers that are known, and values of the kernel behind them, never meet.
  const std::int64_t place = at.known ? *at.known : -1 - static_cast<std::int64_t>(at.at.index);
  if (const auto found = known_.elements.find({id, place}); found != known_.elements.end())
    return found->second;
  const ValueId result = computed_element(id, at);
  known_.elements[{id, place}] = result;
  return result;
}

ValueId Expressions::computed_element(ExprId id, const Position& at) {
  const model::Expr& expr = program_[id];
  const auto real = [&](ExprId part) { return to_real(element(part, at)); };
  const auto truth = [&](ExprId part) { return builder_.convert(element(part, at), Type::Bool); };
  const auto unsupported = [&](std::string what) -> ValueId {
    throw Unsupported(std::move(what), expr.span);
  };
  return match(
      expr.kind,
      [&](const model::Read& read) {
        return element_of_variable({read.symbol, read.derivative}, at, expr);
      },
      [&](const model::Unary& unary) {
        return unary.op == model::UnaryOp::Minus ? builder_.op(Op::Neg, {real(unary.operand)})
                                                 : builder_.op(Op::Not, {truth(unary.operand)});
      },
      [&](const model::Binary& b) {
        if (b.op == model::BinaryOp::Pow && is_array(b.rhs))
          return builder_.op(Op::Pow, {real(b.lhs), real(b.rhs)});
        if (b.op == model::BinaryOp::Pow) return power(real(b.lhs), b.rhs);
        if (is_logical(b.op)) {
          const ValueId lhs = truth(b.lhs);
          return operation(b.op, lhs, truth(b.rhs));
        }
        const ValueId lhs = real(b.lhs);
        return operation(b.op, lhs, real(b.rhs));
      },
      [&](const model::Conditional& c) {
        const ValueId test = truth(c.condition);
        const ValueId yes = element(c.yes, at);
        return choose(test, yes, builder_.convert(element(c.no, at), builder_.type_of(yes)));
      },
      [&](const model::IntrinsicCall& call) { return element_of_call(call, at, expr); },
      [&](const model::FunctionCall& call) {
        const ExprId body = program_.functions[call.function].body;
        return with_arguments(call, [&] { return element(body, at); });
      },
      [&](const model::ArrayValue& list) { return element_of_list(list, at); },
      [&](const model::Comprehension& list) { return element_of_comprehension(list, at); },
      [&](const model::Element& e) {
        if (e.subscripts.size() != 1) return unsupported("a part of a matrix");
        return element(e.base, moved(e.subscripts.front(), at));
      },
      [&](const model::Literal& literal) { return number(literal.value); },
      [&](const model::BoolLiteral& literal) { return builder_.constant_bool(literal.value); },
      [&](const model::Path&) { return unsupported("a variable of many cells here"); },
      [&](const model::Remote&) { return unsupported("an array of another cell"); },
      [&](const model::Convolution&) { return unsupported("`convolve` over an array"); },
      [&](const model::TextLiteral&) { return unsupported("a text as a value"); },
      [&](const model::SteadyValue&) { return unsupported("`steady` here"); },
      [&](const model::ErrorValue&) { return unsupported("a mistake"); });
}

ValueId Expressions::element_of_variable(StateVariable variable, const Position& at,
                                         const model::Expr& expr) {
  if (const auto definition = definition_of(variable.symbol)) return element(*definition, at);
  const Array array = names_.array(variable, expr);
  if (!at.known) return load(array, at);
  const ValueId value = load(array, at);
  builder_.name(value, fmt::format("{}.{}", program_[variable.symbol].name, *at.known));
  return value;
}

ValueId Expressions::element_of_call(const model::IntrinsicCall& call, const Position& at,
                                     const model::Expr& expr) {
  std::vector<ValueId> args;
  for (const model::NamedArg& arg : call.args)
    args.push_back(to_real(element(arg.value, at)));
  if (is_elementary(call.intrinsic)) return elementary(builder_, call.intrinsic, args);
  if (call.intrinsic == Intrinsic::Pow) return power(args[0], call.args[1].value);
  if (call.intrinsic == Intrinsic::Min || call.intrinsic == Intrinsic::Max) {
    const Op op = call.intrinsic == Intrinsic::Min ? Op::Min : Op::Max;
    ValueId result = args.front();
    for (std::size_t i = 1; i < args.size(); ++i)
      result = builder_.op(op, {result, args[i]});
    return result;
  }
  throw Unsupported(fmt::format("`{}` of an array", model::info_of(call.intrinsic).name),
                    expr.span);
}

// A list of numbers at a place that only the run knows: one choice after another.
ValueId Expressions::element_of_list(const model::ArrayValue& list, const Position& at) {
  const auto last = static_cast<std::int64_t>(list.elements.size()) - 1;
  const auto nth = [&](std::int64_t k) {
    return to_real(value(list.elements[static_cast<std::size_t>(k)]));
  };
  if (at.known) return nth(std::clamp<std::int64_t>(*at.known, 0, last));
  ValueId result = nth(last);
  for (std::int64_t k = last; k-- > 0;) {
    const ValueId is_before = builder_.op(Op::Le, {at.at, builder_.constant_int(Type::I64, k)});
    result = choose(is_before, nth(k), result);
  }
  return result;
}

ValueId Expressions::element_of_comprehension(const model::Comprehension& list,
                                              const Position& at) {
  const Position counter = moved(list.range, at);
  const Known outside = known_;
  known_.exprs.clear();
  known_.elements.clear();
  bind(list.variable, to_real(index_of(counter)));
  const ValueId result = value(list.value);
  restore(outside);
  return result;
}

// begin + k*step
Position Expressions::moved(const model::Subscript& range, const Position& at) {
  const Position begin = position(range.begin);
  const Position step = range.step ? position(range.step) : Position{.known = 1};
  if (begin.known && step.known && at.known)
    return {.known = *begin.known + *at.known * *step.known};
  ValueId offset = index_of(at);
  if (step.known != 1) offset = builder_.op(Op::Mul, {offset, index_of(step)});
  return {.known = std::nullopt, .at = builder_.op(Op::Add, {index_of(begin), offset})};
}

// `x[k]`, `Q[i, j]`
ValueId Expressions::subscripted(const model::Element& e, const model::Expr& expr) {
  if (e.subscripts.size() == 1) {
    const Position at = position(e.subscripts.front().begin);
    if (!at.known) require_inside(at.at, length_of(e.base), expr);
    return element(e.base, at);
  }
  const auto* matrix = std::get_if<model::Read>(&program_[e.base].kind);
  if (matrix == nullptr || e.subscripts.size() != 2)
    throw Unsupported("an element of this", expr.span);
  const Array array = names_.array({matrix->symbol, 0}, expr);
  const ValueId row = index_of(position(e.subscripts[0].begin));
  const ValueId column = index_of(position(e.subscripts[1].begin));
  require_inside(row, array.length / array.n_columns, expr);
  require_inside(column, array.n_columns, expr);
  const ValueId width = builder_.constant_int(Type::I64, array.n_columns);
  const ValueId place = builder_.op(Op::Add, {builder_.op(Op::Mul, {row, width}), column});
  return load(array, {.known = std::nullopt, .at = place});
}

// ---- one number of many
// -----------------------------------------------------------------------------

// In the order of the elements.
ValueId Expressions::reduced(const model::IntrinsicCall& call) {
  const ExprId array = call.args.front().value;
  const std::int64_t n = length_of(array);
  const Op op = call.intrinsic == Intrinsic::Min   ? Op::Min
                : call.intrinsic == Intrinsic::Max ? Op::Max
                                                   : Op::Add;
  ValueId result = to_real(element(array, {.known = 0}));
  if (n <= kMostWrittenOut) {
    for (std::int64_t k = 1; k < n; ++k)
      result = builder_.op(op, {result, to_real(element(array, {.known = k}))});
  } else {
    prepare(array);
    const Known outside = known_;
    const ValueId one = builder_.constant_int(Type::I64, 1);
    const std::vector<ValueId> last = builder_.repeat(
        builder_.constant_int(Type::I64, n - 1), {&result, 1},
        [&](ValueId k, std::span<const ValueId> carried) {
          const ValueId at = builder_.op(Op::Add, {k, one});
          const ValueId next = to_real(element(array, {.known = std::nullopt, .at = at}));
          const ValueId sum = builder_.op(op, {carried.front(), next});
          restore(outside);
          return std::vector{sum};
        });
    result = last.front();
  }
  if (call.intrinsic != Intrinsic::Mean) return result;
  return builder_.op(Op::Div, {result, number(static_cast<double>(n))});
}

// Each element is equally likely.
ValueId Expressions::chosen(const model::IntrinsicCall& call, const model::Expr& expr) {
  const ExprId array = call.args.front().value;
  const auto n = static_cast<double>(length_of(array));
  const ValueId u = draw(Op::Uniform, number(0), number(n), expr);
  const ValueId at = builder_.convert(builder_.op(Op::Floor, {u}), Type::I64);
  return to_real(element(array, {.known = std::nullopt, .at = at}));
}

}  // namespace snn::lower
