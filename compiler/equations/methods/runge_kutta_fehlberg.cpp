// The Runge-Kutta-Fehlberg pair of orders 4 and 5 (E. Fehlberg 1969): within each step of the run
// it takes as many steps of its own as its tolerance asks for. The first tries the whole step.
//
// The difference of the two solutions estimates the error; a step counts when this is at most
// tol*max(|x|, 1) in every variable, in internal units, and what goes on is the solution of
// order 5.

#include "compiler/equations/methods/explicit_stages.h"
#include "compiler/equations/methods/method.h"

#include <fmt/format.h>

#include <array>

namespace snn::equations {
namespace {

using model::BinaryOp;
using model::Intrinsic;

constexpr double kTolerance = 1e-6;
constexpr int kTurns = 10000;

const std::array<Stage, 6>& stages() {
  static const std::array<Stage, 6> kStages{
      {{0, {}},
       {1.0 / 4, {1.0 / 4}},
       {3.0 / 8, {3.0 / 32, 9.0 / 32}},
       {12.0 / 13, {1932.0 / 2197, -7200.0 / 2197, 7296.0 / 2197}},
       {1, {439.0 / 216, -8, 3680.0 / 513, -845.0 / 4104}},
       {1.0 / 2, {-8.0 / 27, 2, -3544.0 / 2565, 1859.0 / 4104, -11.0 / 40}}}};
  return kStages;
}
constexpr std::array kFifthOrder{16.0 / 135,      0.0,       6656.0 / 12825,
                                 28561.0 / 56430, -9.0 / 50, 2.0 / 55};
// The solution of order 5 less that of order 4.
constexpr std::array kDifference{1.0 / 360,       0.0,      -128.0 / 4275,
                                 -2197.0 / 75240, 1.0 / 50, 2.0 / 55};

Verdict applies(const Question& question) {
  if (has_noise(question)) return {false, "white noise enters"};
  if (has_array(question)) return {false, "each element of an array would need its own steps"};
  return {true, "steps of its own, as small as the tolerance asks"};
}

Cost cost(const Question& question) {
  return cost_of_drifts(question, static_cast<int>(stages().size()));
}

class Fehlberg {
 public:
  Fehlberg(Writer& writer, const Block& block)
      : writer_(writer), a_(writer.algebra()), block_(block) {}

  void build() {
    const SymbolId elapsed = a_.make_local("elapsed", a_.program()[writer_.step()].type);
    const SymbolId h = a_.make_local("h", a_.program()[writer_.step()].type);
    const Span span = span_of(a_.read(elapsed), a_.read(h));
    const Slopes slopes = slopes_of(writer_, block_, span, stages());
    const ExprId error = worst_error(span, slopes);
    const ExprId counts = a_.compare(BinaryOp::Le, error, a_.literal(1));
    const ExprId reached = a_.choose(counts, a_.add(span.delay, span.h), span.delay);
    const ExprId remaining = a_.subtract(writer_.step(), reached);
    for (std::size_t i = 0; i < block_.size(); ++i) {
      const ExprId end = reached_by(writer_, span, slopes, kFifthOrder, i);
      loop_.carried[i].next = a_.choose(counts, end, span.start[i]);
    }
    loop_.carried.push_back({elapsed, a_.literal(0), reached});
    loop_.carried.push_back(
        {h, writer_.step(),
         a_.call(Intrinsic::Min, {a_.multiply(span.h, growth(error)), remaining})});
    // The last step ends where the step of the run ends, up to rounding.
    constexpr double kRounding = 1e-12;
    loop_.keeps_going =
        a_.compare(BinaryOp::Gt, remaining, a_.multiply(a_.literal(kRounding), writer_.step()));
    loop_.n_turns = kTurns;
    loop_.failure = fmt::format(
        "rkf45 took {} steps within one of the run and is not through; take a larger tolerance",
        kTurns);
    writer_.add({loop_});
    for (std::size_t i = 0; i < block_.size(); ++i)
      writer_.set(block_[i], span.start[i]);
  }

 private:
  Span span_of(ExprId elapsed, ExprId h) {
    Span span{{}, elapsed, h};
    for (const std::size_t i : block_) {
      const SymbolId symbol = writer_.fresh(fmt::format("{} on the way", writer_.name(i)), i);
      loop_.carried.push_back({symbol, writer_.state(i), {}});
      span.start.push_back(a_.read(symbol));
    }
    return span;
  }

  // In units of what the tolerance allows.
  ExprId worst_error(const Span& span, const Slopes& slopes) {
    const ExprId tolerance =
        writer_.tolerance.is_valid() ? writer_.tolerance : a_.literal(kTolerance);
    ExprId worst;
    for (std::size_t i = 0; i < block_.size(); ++i) {
      Span difference = span;
      difference.start[i] = a_.literal(0);
      const ExprId error =
          a_.call(Intrinsic::Abs, reached_by(writer_, difference, slopes, kDifference, i));
      const ExprId size =
          a_.call(Intrinsic::Max, {a_.call(Intrinsic::Abs, span.start[i]), a_.literal(1)});
      const ExprId relative = a_.divide(error, a_.multiply(tolerance, size));
      worst = worst.is_valid() ? a_.call(Intrinsic::Max, {worst, relative}) : relative;
    }
    return writer_.named("error", worst);
  }

  // The error grows as h^5: the next step that would just do, with a margin, and no wild jumps.
  ExprId growth(ExprId error) {
    const ExprId fitting = a_.multiply(a_.literal(0.9), a_.power(error, a_.literal(-0.2)));
    return a_.call(Intrinsic::Max,
                   {a_.literal(0.2), a_.call(Intrinsic::Min, {fitting, a_.literal(5)})});
  }

  Writer& writer_;
  Algebra& a_;
  const Block& block_;
  Iteration loop_;
};

void build(Writer& writer, const Block& block) {
  Fehlberg(writer, block).build();
}

}  // namespace

constinit const Method kRungeKuttaFehlberg{.name = "rkf45",
                                           .summary = "Runge-Kutta-Fehlberg with its own steps",
                                           .has_stages = true,
                                           .joins_exact = true,
                                           .applies = applies,
                                           .cost = cost,
                                           .build = build};

}  // namespace snn::equations
