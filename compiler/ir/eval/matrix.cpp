#include "compiler/ir/eval/evaluate.h"
#include "compiler/support/check.h"
#include "runtime/math/expm.h"
#include "runtime/math/real.h"
#include "runtime/math/solve.h"

#include <cstdint>
#include <vector>

namespace snn::ir {
namespace {

template <math::Real F>
std::vector<F> reals_of(std::span<const Number> numbers) {
  std::vector<F> reals;
  reals.reserve(numbers.size());
  for (const Number number : numbers)
    reals.push_back(static_cast<F>(number.as_real()));
  return reals;
}

template <math::Real F>
std::vector<F> computed(Op op, std::size_t n, std::span<const Number> args) {
  std::vector<F> matrix = reals_of<F>(args.first(n * n));
  if (op == Op::MatrixExponential) return math::expm(matrix, n);
  std::vector<F> solution = reals_of<F>(args.subspan(n * n));
  if (!math::solve(matrix, solution, n)) solution.assign(solution.size(), math::kNan<F>);
  return solution;
}

template <math::Real F>
void fill(const std::vector<F>& values, Type type, std::span<Number> results) {
  for (std::size_t i = 0; i < results.size(); ++i)
    results[i] = Number::real(type, static_cast<double>(values[i]));
}

}  // namespace

void evaluate_matrix(Op op, const Attribute& attribute, std::span<const Number> args,
                     std::span<Number> results) {
  SNN_CHECK(op == Op::MatrixExponential || op == Op::Solve, "`{}` knows no matrix", info(op).name);
  const auto n = static_cast<std::size_t>(std::get<std::int64_t>(attribute));
  const Type type = args.empty() ? Type::F64 : args[0].type();
  if (type == Type::F32) {
    fill(computed<float>(op, n, args), type, results);
  } else {
    fill(computed<double>(op, n, args), type, results);
  }
}

}  // namespace snn::ir
