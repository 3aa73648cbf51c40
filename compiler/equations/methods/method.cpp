#include "compiler/equations/methods/method.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace snn::equations {
namespace {

// What an elementary function is made of when it runs.
std::string_view price_of(model::Intrinsic function) {
  using model::Intrinsic;
  if (function == Intrinsic::Linoid || function == Intrinsic::Phi) return "exp";
  if (function == Intrinsic::Expm1) return "exp";
  if (function == Intrinsic::Ln || function == Intrinsic::Log1p) return "log";
  if (function == Intrinsic::Log10 || function == Intrinsic::Log2) return "log";
  const bool is_cheap = function == Intrinsic::Abs || function == Intrinsic::Sign ||
                        function == Intrinsic::Min || function == Intrinsic::Max ||
                        function == Intrinsic::Floor || function == Intrinsic::Ceil ||
                        function == Intrinsic::Round;
  return is_cheap ? "" : model::info_of(function).name;
}

// x^3 is a product; only a power that is no multiple of one half needs `pow`.
bool needs_pow(const model::Program& program, const model::Binary& binary) {
  if (binary.op != model::BinaryOp::Pow) return false;
  const auto* exponent = std::get_if<model::Literal>(&program[binary.rhs].kind);
  if (exponent == nullptr) return true;
  const double halves = 2 * exponent->value;
  return halves != static_cast<double>(static_cast<int>(halves));
}

}  // namespace

std::span<const Method* const> methods_by_preference() {
  static constexpr auto kAll = std::to_array<const Method*>(
      {&kExactLinear, &kExponentialEuler, &kRungeKutta4, &kEulerMaruyama, &kMilstein});
  return kAll;
}

const Method* find_method(std::string_view name) {
  static constexpr auto kAll = std::to_array<const Method*>(
      {&kExactLinear, &kExponentialEuler, &kRungeKutta4, &kHeun, &kEuler, &kRungeKuttaFehlberg,
       &kBackwardEuler, &kRosenbrock, &kHines, &kCrankNicolson, &kEulerMaruyama, &kMilstein});
  const auto found = std::ranges::find(kAll, name, &Method::name);
  return found == kAll.end() ? nullptr : *found;
}

Cost cost_of_drifts(const Question& question, int n_evaluations) {
  Cost cost;
  std::set<ExprId> counted;
  for (const std::size_t i : question.block) {
    visit_once(question.program, question.system.equations[i].drift, [&](ExprId id) {
      // What only parameters enter is computed once, at set-up.
      if (!counted.insert(id).second || is_constant(question.program, id)) return;
      const model::Expr& expr = question.program[id];
      const auto* call = std::get_if<model::IntrinsicCall>(&expr.kind);
      if (call != nullptr && !price_of(call->intrinsic).empty()) {
        cost.calls[std::string(price_of(call->intrinsic))] += n_evaluations;
      }
      const auto* binary = std::get_if<model::Binary>(&expr.kind);
      if (binary != nullptr && needs_pow(question.program, *binary)) {
        cost.calls["pow"] += n_evaluations;
      }
    });
  }
  return cost;
}

std::string names_of(const Question& question, const std::set<std::size_t>& equations) {
  std::string text;
  std::size_t i = 0;
  for (const std::size_t index : equations) {
    if (i > 0) text += i + 1 == equations.size() ? " and " : ", ";
    text +=
        fmt::format("`{}`", name_of(question.program, question.system.equations[index].variable));
    ++i;
  }
  return text;
}

bool has_array(const Question& question) {
  return std::ranges::any_of(question.block, [&](std::size_t i) {
    const SymbolId state = question.system.equations[i].variable.symbol;
    return !question.program[state].type.is_scalar();
  });
}

bool has_tree_voltage(const OdeSystem& system, const Block& block) {
  return system.tree && std::ranges::any_of(block, [&](std::size_t i) {
           return system.tree->shape.part_of_voltage(system.equations[i].variable.symbol)
               .has_value();
         });
}

bool has_noise(const Question& question) {
  for (const std::size_t i : question.block) {
    if (!question.system.equations[i].diffusions.empty()) return true;
  }
  return false;
}

}  // namespace snn::equations
