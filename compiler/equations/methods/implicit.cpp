// Methods for stiff systems, which stay stable whatever the step. Exact solutions are read where
// they are known, at the end of the step.
//
//   backward Euler:  x1 = x + f(x1) dt, by Newton's method; first order
//   Rosenbrock:      ROS2 (J. G. Verwer, E. J. Spee, J. G. Blom & W. Hundsdorfer 1999), second
//   order:
//                    (1 - g dt J) k1 = f(x),   (1 - g dt J) k2 = f(x + k1 dt) - 2 k1,
//                    x1 = x + (3 k1 + k2) dt/2,   g = 1 - 1/sqrt(2)
//
// The second order of ROS2 holds for any J, so the slopes need not see the time or exact solutions.

#include "compiler/equations/methods/method.h"
#include "compiler/equations/newton.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

namespace snn::equations {
namespace {

Verdict applies(const Question& question) {
  if (has_noise(question)) return {false, "white noise enters"};
  for (const std::size_t i : question.block) {
    if (!question.structure.rough.contains(i)) continue;
    return {false, fmt::format("the equation of {} has steps in it", names_of(question, {i}))};
  }
  return {true, "as asked for: stable for any step"};
}

Verdict newton_applies(const Question& question) {
  if (has_array(question)) return {false, "each element of an array would need its own turns"};
  return applies(question);
}

// Newton's method takes about three turns from a start that is near.
Cost newton_cost(const Question& question) {
  return cost_of_drifts(question, 3);
}
Cost rosenbrock_cost(const Question& question) {
  return cost_of_drifts(question, 2);
}

std::string names_in(const Writer& writer, const Block& block) {
  std::string names;
  for (const std::size_t i : block)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", writer.name(i));
  return names;
}

void build_backward_euler(Writer& writer, const Block& block) {
  Algebra& a = writer.algebra();
  std::vector<Unknown> unknowns;
  std::vector<ExprId> ends;
  for (const std::size_t i : block) {
    const SymbolId symbol = writer.fresh(fmt::format("{} at the end", writer.name(i)), i);
    unknowns.push_back({symbol, writer.state(i), {}});
    ends.push_back(a.read(symbol));
  }
  const Moment end = writer.moment(block, ends, writer.step(), 1);
  for (std::size_t i = 0; i < block.size(); ++i) {
    const ExprId reached =
        a.add(writer.state(block[i]), a.multiply(writer.step(), writer.drift_at(block[i], end)));
    unknowns[i].residual = a.subtract(ends[i], reached);
  }
  auto loop = newton(a, unknowns,
                     fmt::format("backward Euler found no end of a step for {}; take "
                                 "a smaller dt",
                                 names_in(writer, block)));
  SNN_CHECK(loop.has_value(), "an equation without a slope was given to backward Euler");
  writer.add({std::move(*loop)});
  for (std::size_t i = 0; i < block.size(); ++i)
    writer.set(block[i], ends[i]);
}

class Rosenbrock {
 public:
  Rosenbrock(Writer& writer, const Block& block)
      : writer_(writer), a_(writer.algebra()), block_(block) {}

  void build() {
    std::vector<ExprId> states;
    for (const std::size_t i : block_)
      states.push_back(writer_.state(i));
    const Moment start = writer_.moment(block_, states, a_.literal(0), 0);
    std::vector<ExprId> first = drifts(start);
    make_matrix(start);
    const std::vector<ExprId> k1 = solve("k1", first);
    std::vector<ExprId> reached;
    for (std::size_t i = 0; i < block_.size(); ++i)
      reached.push_back(a_.add(states[i], a_.multiply(writer_.step(), k1[i])));
    std::vector<ExprId> second = drifts(writer_.moment(block_, reached, writer_.step(), 1));
    for (std::size_t i = 0; i < block_.size(); ++i)
      second[i] = a_.subtract(second[i], a_.multiply(a_.literal(2), k1[i]));
    const std::vector<ExprId> k2 = solve("k2", second);
    for (std::size_t i = 0; i < block_.size(); ++i) {
      const ExprId half = a_.multiply(a_.literal(0.5), writer_.step());
      const ExprId sum = a_.add(a_.multiply(a_.literal(3), k1[i]), k2[i]);
      writer_.set(block_[i], a_.add(states[i], a_.multiply(half, sum)));
    }
  }

 private:
  std::vector<ExprId> drifts(const Moment& moment) {
    std::vector<ExprId> found;
    for (const std::size_t i : block_)
      found.push_back(writer_.drift_at(i, moment));
    return found;
  }

  void make_matrix(const Moment& start) {
    constexpr double kGamma = 0.29289321881345248;  // 1 - 1/sqrt(2)
    const ExprId scale = a_.multiply(a_.literal(kGamma), writer_.step());
    for (const std::size_t i : block_) {
      for (const std::size_t j : block_) {
        const auto slope = writer_.structure().slopes.find({i, j});
        const ExprId unit = a_.literal(i == j ? 1 : 0);
        const bool is_flat = slope == writer_.structure().slopes.end();
        matrix_.push_back(
            is_flat ? unit
                    : a_.subtract(unit, a_.multiply(scale, writer_.at(slope->second, start))));
      }
    }
  }

  std::vector<ExprId> solve(std::string_view name, const std::vector<ExprId>& rhs) {
    LinearSolve statement{block_.size(), matrix_, rhs, {}};
    std::vector<ExprId> results;
    for (const std::size_t i : block_) {
      statement.results.push_back(writer_.fresh(fmt::format("{}[{}]", name, writer_.name(i)), i));
      results.push_back(a_.read(statement.results.back()));
    }
    writer_.add({std::move(statement)});
    return results;
  }

  Writer& writer_;
  Algebra& a_;
  const Block& block_;
  std::vector<ExprId> matrix_;
};

void build_rosenbrock(Writer& writer, const Block& block) {
  Rosenbrock(writer, block).build();
}

}  // namespace

constinit const Method kBackwardEuler{.name = "backward_euler",
                                      .summary = "backward Euler",
                                      .has_stages = true,
                                      .applies = newton_applies,
                                      .cost = newton_cost,
                                      .build = build_backward_euler};
constinit const Method kRosenbrock{.name = "rosenbrock",
                                   .summary = "Rosenbrock of second order",
                                   .has_stages = true,
                                   .applies = applies,
                                   .cost = rosenbrock_cost,
                                   .build = build_rosenbrock};

}  // namespace snn::equations
