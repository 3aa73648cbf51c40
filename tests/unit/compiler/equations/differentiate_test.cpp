// Slopes against differences: for each function of the table, at points on both sides of zero.

#include "checked_model.h"
#include "compiler/equations/symbolic/algebra.h"
#include "compiler/model/eval.h"

#include <fmt/format.h>

#include <cmath>

namespace snn {
namespace {

using equations::Algebra;

double value_at(const model::Program& program, model::ExprId expr, model::SymbolId symbol,
                double at) {
  const auto value = model::evaluate(program, expr, {{symbol, at}});
  REQUIRE(value.has_value());
  return *value;
}

void check_slope(const std::string& expression, double at) {
  CAPTURE(expression);
  CAPTURE(at);
  tests::CheckedModel checked(
      fmt::format("neuron N {{ state x = 1  param a = 2  dx/dt = ({})/1 ms }}", expression));
  const model::SymbolId x = checked.symbol("N", "x");
  const model::ExprId right =
      checked.program.components[checked.component("N")].equations.front().value;
  Algebra algebra(checked.program);
  const model::ExprId expanded = equations::expand(algebra, right);
  const auto slope = equations::differentiate(algebra, expanded, {x});
  REQUIRE(slope.has_value());
  // A central difference is good to about eps^(2/3) of the function's scale.
  const double h = 1e-5;
  const double difference = (value_at(checked.program, expanded, x, at + h) -
                             value_at(checked.program, expanded, x, at - h)) /
                            (2 * h);
  const double found = value_at(checked.program, *slope, x, at);
  CHECK(std::abs(found - difference) <= 1e-7 * (1 + std::abs(difference)));
}

TEST_CASE("differentiate: every function of one argument agrees with a difference") {
  for (const char* expression :
       {"exp(x)", "expm1(x)", "sin(x)", "cos(x)", "tanh(x)", "linoid(x)", "phi(x)", "abs(x)", "x^3",
        "2^x", "1/(1 + x^2)", "relu(x)", "sigmoid(a*x)", "min(x, a)", "max(x, a*x)",
        "if x > 0 then x^2 else -x", "x*exp(-x^2)/(2 + cos(x))"}) {
    for (const double at : {-1.7, -0.3, 0.4, 2.5})
      check_slope(expression, at);
  }
}

TEST_CASE("differentiate: functions of positive arguments agree with a difference") {
  for (const char* expression : {"log(x)", "ln(x)", "log1p(x)", "log10(x)", "log2(x)", "sqrt(x)",
                                 "x^0.5", "x^a", "x^x", "log(x)/x"}) {
    for (const double at : {0.4, 1.3, 7.0})
      check_slope(expression, at);
  }
}

TEST_CASE("differentiate: steps have no slope") {
  tests::CheckedModel checked("neuron N { state x = 1  dx/dt = floor(x)/1 ms }");
  const model::SymbolId x = checked.symbol("N", "x");
  Algebra algebra(checked.program);
  const auto right = checked.program.components[checked.component("N")].equations.front().value;
  CHECK_FALSE(equations::differentiate(algebra, equations::expand(algebra, right), {x}));
}

TEST_CASE("algebra: equal expressions from different definitions are one") {
  tests::CheckedModel checked(
      "neuron N { state x = 1  let a = exp(-x)  let b = exp(-x)  dx/dt = (a - b)/1 ms }");
  Algebra algebra(checked.program);
  const auto right = checked.program.components[checked.component("N")].equations.front().value;
  CHECK(algebra.is_zero(equations::expand(algebra, right)));
}

TEST_CASE("algebra: definitions that use the one before twice stay short") {
  std::string text = "neuron N { state x = 1  let a0 = x\n";
  for (int i = 1; i <= 60; ++i)
    text += fmt::format("let a{0} = a{1}*a{1} + a{1}\n", i, i - 1);
  text += "dx/dt = a60/1 ms }";
  tests::CheckedModel checked(text);
  Algebra algebra(checked.program);
  const auto right = checked.program.components[checked.component("N")].equations.front().value;
  int n_exprs = 0;
  equations::visit_once(checked.program, equations::expand(algebra, right),
                        [&](model::ExprId) { ++n_exprs; });
  CHECK(n_exprs < 200);
}

}  // namespace
}  // namespace snn
