#include "compiler/equations/methods/writer.h"

#include "compiler/equations/methods/exact_solution.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::equations {
namespace {

// `t` and `step` are made once for a program.
SymbolId built_in(const model::Program& program, model::SymbolKind kind) {
  for (std::size_t i = 0; i < program.symbols.size(); ++i) {
    if (program[SymbolId(i)].kind == kind) return SymbolId(i);
  }
  SNN_CHECK(false, "the program has no {}", model::noun(kind));
}

}  // namespace

Writer::Writer(Algebra& algebra, const OdeSystem& system, const Structure& structure,
               UpdatePlan& plan, Step& step, Names& names)
    : a_(algebra),
      system_(system),
      structure_(structure),
      plan_(plan),
      step_(step),
      names_(names),
      step_symbol_(built_in(algebra.program(), model::SymbolKind::Step)),
      time_symbol_(built_in(algebra.program(), model::SymbolKind::Time)) {}

ExprId Writer::in_time(ExprId rate, ExprId h) {
  const model::ExprKind kind = a_.program()[rate].kind;
  if (const auto* unary = std::get_if<model::Unary>(&kind);
      unary != nullptr && unary->op == model::UnaryOp::Minus) {
    return a_.negate(in_time(unary->operand, h));
  }
  const auto* quotient = std::get_if<model::Binary>(&kind);
  if (quotient != nullptr && quotient->op == model::BinaryOp::Div && a_.is_one(quotient->lhs)) {
    return a_.divide(h, quotient->rhs);
  }
  return a_.multiply(rate, h);
}

ExprId Writer::state(std::size_t equation) {
  const StateVariable variable = system_.equations[equation].variable;
  return a_.derivative_read(variable.symbol, variable.derivative);
}

std::string Writer::name(std::size_t equation) const {
  return name_of(a_.program(), system_.equations[equation].variable);
}

std::int64_t Writer::length_of(std::size_t equation) const {
  return a_.program()[system_.equations[equation].variable.symbol].type.length;
}

ExprId Writer::drift_at(std::size_t equation, const Moment& moment) {
  return at(system_.equations[equation].drift, moment);
}

Moment Writer::moment(const Block& block, const std::vector<ExprId>& values, ExprId delay,
                      double fraction) {
  Moment moment;
  if (!a_.is_zero(delay)) moment[{time_symbol_}] = a_.add(time(), delay);
  for (const std::size_t i : block) {
    for (const std::size_t read : structure_.reads[i]) {
      if (fraction == 0 || exact == nullptr || !exact->has(read)) continue;
      moment[system_.equations[read].variable] = exact->value(read, fraction);
    }
  }
  for (std::size_t i = 0; i < block.size(); ++i)
    moment[system_.equations[block[i]].variable] = values[i];
  if (!system_.guard) return moment;
  const auto guarded = moment.find(system_.guard->variable);
  const auto index = system_.index_of(system_.guard->variable);
  if (guarded == moment.end() || std::ranges::find(block, *index) == block.end()) return moment;
  const ExprId level = at(system_.guard->level, moment);
  guarded->second = a_.call(model::Intrinsic::Min, {guarded->second, level});
  return moment;
}

SymbolId Writer::fresh(const std::string& name, std::size_t like_equation) {
  model::Type type = model::Type::real();
  type.length = length_of(like_equation);
  return a_.make_local(name, type);
}

void Writer::set(std::size_t equation, ExprId value) {
  step_.results.push_back({system_.equations[equation].variable, value});
}

ExprId Writer::named(std::string name, ExprId expr) {
  names_.try_emplace(expr, std::move(name));
  return expr;
}

ExprId Writer::draw(SymbolId noise, int nth) {
  if (nth == 0) return a_.read(noise);
  for (const ExtraDraw& known : plan_.extra_draws) {
    if (known.noise == noise && known.nth == nth) return a_.read(known.symbol);
  }
  const std::string name = fmt::format("{}[{}]", a_.program()[noise].name, nth);
  const SymbolId symbol = a_.make_local(name, a_.program()[noise].type);
  plan_.extra_draws.push_back({symbol, noise, nth});
  return a_.read(symbol);
}

}  // namespace snn::equations
