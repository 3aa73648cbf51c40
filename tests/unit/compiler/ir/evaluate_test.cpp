#include "compiler/ir/eval/evaluate.h"

#include "runtime/math/exp.h"
#include "runtime/math/store.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

namespace snn::ir {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

double of_reals(Op op, std::initializer_list<double> args, Type type = Type::F64,
                const Attribute& attribute = {}) {
  std::vector<Number> numbers;
  for (const double arg : args)
    numbers.push_back(Number::real(type, arg));
  return evaluate(op, type, attribute, numbers).as_real();
}

std::int64_t of_wholes(Op op, std::initializer_list<std::int64_t> args, Type type = Type::I64) {
  std::vector<Number> numbers;
  for (const std::int64_t arg : args)
    numbers.push_back(Number::whole(type, arg));
  return evaluate(op, type, {}, numbers).as_whole();
}

bool compares(Op op, double a, double b) {
  return evaluate(op, Type::Bool, {},
                  std::vector{Number::real(Type::F64, a), Number::real(Type::F64, b)})
      .is_true();
}

Number converted(Number from, Type to) {
  return evaluate(Op::Convert, to, {}, std::vector{from});
}

TEST_CASE("evaluate: every pure op of the table that only depends on its operands has a function") {
  for (int i = 0; i < n_ops(); ++i) {
    const auto op = static_cast<Op>(i);
    const OpInfo& row = info(op);
    const bool depends_on_place =
        row.attribute == AttributeKind::Frame || row.attribute == AttributeKind::Population ||
        row.attribute == AttributeKind::Data || op == Op::StepNumber || op == Op::Time;
    const bool is_function = row.has(kPure) && !depends_on_place && row.result != ResultRule::Many;
    CHECK_MESSAGE(is_evaluable(op) == is_function, std::string(row.name));
  }
}

TEST_CASE("evaluate: integers wrap, and division is defined for every operand") {
  CHECK(of_wholes(Op::Add, {kHighest, 1}) == kLowest);
  CHECK(of_wholes(Op::Mul, {kLowest, -1}) == kLowest);
  CHECK(of_wholes(Op::Add, {std::numeric_limits<std::int32_t>::max(), 1}, Type::I32) ==
        std::numeric_limits<std::int32_t>::min());
  CHECK(of_wholes(Op::Div, {7, -2}) == -3);
  CHECK(of_wholes(Op::Div, {7, 0}) == 0);
  CHECK(of_wholes(Op::Div, {kLowest, -1}) == kLowest);
  CHECK(of_wholes(Op::Div, {std::numeric_limits<std::int32_t>::min(), -1}, Type::I32) ==
        std::numeric_limits<std::int32_t>::min());
  CHECK(of_wholes(Op::Neg, {kLowest}) == kLowest);
  CHECK(of_wholes(Op::Abs, {kLowest}) == kLowest);
}

TEST_CASE("evaluate: mod has the sign of the divisor") {
  CHECK(of_wholes(Op::Mod, {-1, 5}) == 4);
  CHECK(of_wholes(Op::Mod, {1, -5}) == -4);
  CHECK(of_wholes(Op::Mod, {5, 0}) == 0);
  CHECK(of_wholes(Op::Mod, {kLowest, -1}) == 0);
  CHECK(of_reals(Op::Mod, {-1, 5}) == 4);
  CHECK(of_reals(Op::Mod, {1, -5}) == -4);
}

TEST_CASE("evaluate: min and max follow IEEE minimum and maximum") {
  CHECK(std::signbit(of_reals(Op::Min, {0.0, -0.0})));
  CHECK(std::signbit(of_reals(Op::Min, {-0.0, 0.0})));
  CHECK(!std::signbit(of_reals(Op::Max, {0.0, -0.0})));
  CHECK(!std::signbit(of_reals(Op::Max, {-0.0, 0.0})));
  CHECK(std::isnan(of_reals(Op::Min, {1, kNan})));
  CHECK(std::isnan(of_reals(Op::Max, {kNan, 1})));
  CHECK(of_reals(Op::Max, {-kInfinity, 3}) == 3);
}

TEST_CASE("evaluate: comparisons with NaN are false but for `ne`") {
  for (const Op op : {Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Eq, Op::Crosses})
    CHECK_FALSE(compares(op, kNan, 1));
  CHECK(compares(Op::Ne, kNan, kNan));
  CHECK(compares(Op::Crosses, 1, 1));
}

TEST_CASE("evaluate: floats become integers towards zero, saturating, NaN to 0") {
  CHECK(converted(Number::real(Type::F64, -2.9), Type::I64).as_whole() == -2);
  CHECK(converted(Number::real(Type::F64, 1e300), Type::I64).as_whole() == kHighest);
  CHECK(converted(Number::real(Type::F64, -1e300), Type::I32).as_whole() ==
        std::numeric_limits<std::int32_t>::min());
  CHECK(converted(Number::real(Type::F64, kNan), Type::I32).as_whole() == 0);
  CHECK(converted(Number::real(Type::F64, kNan), Type::Bool).is_true());
  CHECK_FALSE(converted(Number::real(Type::F64, -0.0), Type::Bool).is_true());
  CHECK(converted(Number::whole(Type::I64, (std::int64_t{1} << 32) + 5), Type::I32).as_whole() ==
        5);
}

TEST_CASE("evaluate: an integer becomes an f32 in one rounding") {
  // Between two f32; through f64 it would first round onto their middle and then to even.
  const std::int64_t above_middle = (std::int64_t{1} << 60) + (std::int64_t{1} << 36) + 1;
  CHECK(converted(Number::whole(Type::I64, above_middle), Type::F32).as_real() ==
        std::ldexp(1.0, 60) + std::ldexp(1.0, 37));
}

TEST_CASE("evaluate: an f32 op rounds once to f32") {
  const float third = 1.0F / 3.0F;
  CHECK(of_reals(Op::Div, {1, 3}, Type::F32) == static_cast<double>(third));
  CHECK(of_reals(Op::Fma, {third, 3, -1}, Type::F32) ==
        static_cast<double>(std::fma(third, 3.0F, -1.0F)));
  CHECK(of_reals(Op::Exp, {1.5}, Type::F32) == static_cast<double>(math::exp(1.5F)));
}

TEST_CASE("evaluate: a half rounds up, and tiny values are flushed to +0") {
  CHECK(of_reals(Op::Round, {2.5}) == 3);
  CHECK(of_reals(Op::Round, {-2.5}) == -2);
  CHECK(of_reals(Op::Flush, {0x1p-960}) == 0x1p-960);
  CHECK(of_reals(Op::Flush, {0x1p-961}) == 0);
  CHECK(!std::signbit(of_reals(Op::Flush, {-0x1p-961})));
  CHECK(of_reals(Op::Flush, {0x1p-97}, Type::F32) == 0);
}

TEST_CASE("evaluate: powers of constants") {
  CHECK(of_reals(Op::PowInt, {3}, Type::F64, std::int64_t{-2}) == doctest::Approx(1.0 / 9));
  CHECK(of_reals(Op::PowHalf, {4}, Type::F64, std::int64_t{3}) == 8);
}

TEST_CASE("evaluate: solve gives x of A x = b, NaN when A is singular") {
  std::vector<Number> args;
  for (const double x : {2.0, 1.0, 1.0, 3.0, 5.0, 10.0})
    args.push_back(Number::real(Type::F64, x));
  std::vector<Number> x(2);
  evaluate_matrix(Op::Solve, std::int64_t{2}, args, x);
  CHECK(x[0].as_real() == doctest::Approx(1));
  CHECK(x[1].as_real() == doctest::Approx(3));
  args[3] = Number::real(Type::F64, 0.5);
  evaluate_matrix(Op::Solve, std::int64_t{2}, args, x);
  CHECK(std::isnan(x[0].as_real()));
}

}  // namespace
}  // namespace snn::ir
