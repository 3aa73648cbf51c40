#include "compiler/equations/print.h"

#include "compiler/support/match.h"

#include <fmt/format.h>

#include <string_view>

namespace snn::equations {
namespace {

using model::BinaryOp;

struct Operator {
  std::string_view spelling;
  int rank = 0;  // binds tighter the higher
};

Operator operator_of(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return {" or ", 1};
    case BinaryOp::And: return {" and ", 2};
    case BinaryOp::Lt: return {" < ", 3};
    case BinaryOp::Le: return {" <= ", 3};
    case BinaryOp::Gt: return {" > ", 3};
    case BinaryOp::Ge: return {" >= ", 3};
    case BinaryOp::Eq: return {" == ", 3};
    case BinaryOp::Ne: return {" != ", 3};
    case BinaryOp::Add: return {" + ", 4};
    case BinaryOp::Sub: return {" - ", 4};
    case BinaryOp::Mul: return {"*", 5};
    case BinaryOp::Div: return {"/", 5};
    case BinaryOp::Mod: return {" % ", 5};
    case BinaryOp::Pow: return {"^", 7};
  }
  return {};
}

constexpr int kChoice = 0;
constexpr int kMinus = 6;
constexpr int kAtom = 8;

class PlanPrinter {
 public:
  explicit PlanPrinter(const model::Program& program) : program_(program) {}

  void print_statements(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      match(
          statement.kind,
          [&](const Let& s) { line(fmt::format("{} = {}", name(s.symbol), expr(s.value))); },
          [&](const MatrixExponential& s) {
            print_matrix(s.results, s.n, fmt::format("exp of the {0} x {0} matrix", s.n), s.matrix);
          },
          [&](const LinearSolve& s) { print_solve(s); }, [&](const Iteration& s) { print_loop(s); },
          [&](const TreeSolve& s) { print_tree(s); });
    }
  }

  void print_results(const std::vector<NewValue>& results) {
    for (const NewValue& result : results)
      line(fmt::format("{} := {}", name_of(program_, result.variable), expr(result.value)));
  }

  void print_section(std::string_view title, const std::vector<Statement>& statements,
                     const std::vector<NewValue>& results) {
    if (statements.empty() && results.empty()) return;
    line(std::string(title));
    ++depth_;
    print_statements(statements);
    print_results(results);
    --depth_;
  }

  void print_rest(const UpdatePlan& plan) {
    for (const ExtraDraw& draw : plan.extra_draws) {
      line(fmt::format("{} is draw {} of {}", name(draw.symbol), draw.nth, name(draw.noise)));
    }
    for (const Jump& jump : plan.jumps) {
      line(fmt::format("on {}: {} += {}", name(jump.source), name_of(program_, jump.variable),
                       growth(jump)));
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void line(const std::string& content) { text_ += std::string(2 * depth_, ' ') + content + "\n"; }

  const std::string& name(SymbolId symbol) const { return program_[symbol].name; }

  void print_matrix(const std::vector<SymbolId>& results, std::size_t n, const std::string& what,
                    const std::vector<ExprId>& matrix) {
    line(what);
    ++depth_;
    for (std::size_t row = 0; row < n; ++row) {
      std::string entries;
      for (std::size_t i = row * n; i < (row + 1) * n; ++i)
        entries += (i == row * n ? "" : ", ") + expr(matrix[i]);
      line(entries);
    }
    std::string names;
    for (const SymbolId result : results)
      names += (names.empty() ? "" : ", ") + name(result);
    line("gives " + names);
    --depth_;
  }

  void print_solve(const LinearSolve& s) {
    print_matrix(s.results, s.n, fmt::format("solve the {} equations", s.n), s.matrix);
    std::string right;
    for (const ExprId entry : s.rhs)
      right += (right.empty() ? "" : ", ") + expr(entry);
    ++depth_;
    line("right-hand side " + right);
    --depth_;
  }

  void print_tree(const TreeSolve& s) {
    line("solve along the tree");
    ++depth_;
    for (std::size_t k = 0; k < s.rows.size(); ++k) {
      const TreeSolve::Row& row = s.rows[k];
      const std::string end = row.end ? name(row.end) : std::string("a branch point");
      if (row.end)
        line(fmt::format("({})*{} + currents = {}", expr(row.diagonal), end, expr(row.right)));
      if (s.along[k]) line(fmt::format("along {}: {}", end, expr(s.along[k])));
      if (s.links[k]) line(fmt::format("from {} towards the root: {}", end, expr(s.links[k])));
    }
    for (const TreeSolve::Point& point : s.points) {
      line(fmt::format("at {}: {} to the left, {} to the right", name(point.end),
                       expr(point.diagonal), expr(point.right)));
    }
    --depth_;
  }

  void print_loop(const Iteration& s) {
    for (const Carried& carried : s.carried)
      line(fmt::format("{} = {}", name(carried.symbol), expr(carried.start)));
    line(fmt::format("repeat, at most {} times", s.n_turns));
    ++depth_;
    print_statements(s.body);
    for (const Carried& carried : s.carried)
      line(fmt::format("{} := {}", name(carried.symbol), expr(carried.next)));
    line(fmt::format("while {}, else: {}", expr(s.keeps_going), s.failure));
    --depth_;
  }

  std::string expr(ExprId id, int outer = kChoice) const {
    const auto [text, rank] = spelled(program_[id].kind);
    return rank < outer ? "(" + text + ")" : text;
  }

  std::string list(const std::vector<ExprId>& ids) const {
    std::string text;
    for (const ExprId id : ids)
      text += (text.empty() ? "" : ", ") + expr(id);
    return text;
  }

  using Spelled = std::pair<std::string, int>;

  Spelled spelled(const model::ExprKind& kind) const {
    return match(
        kind,
        [](const model::Literal& e) {
          return Spelled{fmt::format("{}", e.value), e.value < 0 ? kMinus : kAtom};
        },
        [](const model::BoolLiteral& e) { return Spelled{e.value ? "true" : "false", kAtom}; },
        [](const model::TextLiteral& e) { return Spelled{fmt::format("\"{}\"", e.value), kAtom}; },
        [](const model::SteadyValue&) { return Spelled{"steady", kAtom}; },
        [&](const model::Read& e) {
          return Spelled{name_of(program_, {e.symbol, e.derivative}), kAtom};
        },
        [&](const model::Path& e) { return Spelled{path(e), kAtom}; },
        [&](const model::Remote& e) {
          const std::string text =
              fmt::format("{}.{}", e.side == model::Side::Pre ? "pre" : "post", e.variable);
          return Spelled{e.time ? fmt::format("{}({})", text, expr(e.time)) : text, kAtom};
        },
        [&](const model::Element& e) {
          std::vector<ExprId> places;
          for (const model::Subscript& subscript : e.subscripts)
            places.push_back(subscript.begin);
          return Spelled{fmt::format("{}[{}]", expr(e.base, kAtom), list(places)), kAtom};
        },
        [&](const model::Unary& e) {
          const bool is_minus = e.op == model::UnaryOp::Minus;
          return Spelled{(is_minus ? "-" : "not ") + expr(e.operand, kMinus), kMinus};
        },
        [&](const model::Binary& e) { return binary(e); },
        [&](const model::Conditional& e) {
          return Spelled{
              fmt::format("if {} then {} else {}", expr(e.condition), expr(e.yes, 1), expr(e.no)),
              kChoice};
        },
        [&](const model::IntrinsicCall& e) {
          std::vector<ExprId> args;
          for (const model::NamedArg& arg : e.args)
            args.push_back(arg.value);
          return Spelled{fmt::format("{}({})", model::info_of(e.intrinsic).name, list(args)),
                         kAtom};
        },
        [&](const model::FunctionCall& e) {
          return Spelled{fmt::format("{}({})", program_.functions[e.function].name, list(e.args)),
                         kAtom};
        },
        [&](const model::Convolution& e) {
          return Spelled{fmt::format("convolve({}, {})", name(e.kernel), expr(e.source)), kAtom};
        },
        [&](const model::ArrayValue& e) {
          return Spelled{fmt::format("[{}]", list(e.elements)), kAtom};
        },
        [&](const model::Comprehension& e) {
          return Spelled{fmt::format("{} in {}..{}: {}", name(e.variable), expr(e.range.begin),
                                     expr(e.range.end), expr(e.value)),
                         kChoice};
        },
        [](const model::ErrorValue&) { return Spelled{"error", kAtom}; });
  }

  Spelled binary(const model::Binary& e) const {
    const auto [spelling, rank] = operator_of(e.op);
    // a - b - c and a/b/c lean to the left, a^b^c to the right.
    const bool leans_right = e.op == BinaryOp::Pow;
    const std::string lhs = expr(e.lhs, leans_right ? rank + 1 : rank);
    const std::string rhs = expr(e.rhs, leans_right ? rank : rank + 1);
    return {fmt::format("{}{}{}", lhs, spelling, rhs), rank};
  }

  // `pre`, `post` and `self` have no weight.
  std::string growth(const Jump& jump) const {
    const bool is_unit = program_[jump.source].kind == model::SymbolKind::Train;
    if (is_unit) return expr(jump.factor);
    const auto* factor = std::get_if<model::Literal>(&program_[jump.factor].kind);
    if (factor != nullptr && factor->value == 1) return "weight";
    return "weight*" + expr(jump.factor, kMinus);
  }

  std::string path(const model::Path& e) const {
    std::string text;
    for (const model::PathStep& step : e.steps) {
      text += (text.empty() ? "" : ".") + name(step.symbol);
      for (const model::Subscript& subscript : step.subscripts)
        text += fmt::format("[{}]", expr(subscript.begin));
    }
    return text;
  }

  const model::Program& program_;
  std::string text_;
  std::size_t depth_ = 1;
};

}  // namespace

std::string print(const model::Program& program, const UpdatePlan& plan) {
  PlanPrinter printer(program);
  printer.print_section("at set-up", plan.derive, {});
  printer.print_section("each step", plan.step.statements, plan.step.results);
  if (plan.refractory) {
    printer.print_section("each refractory step", plan.refractory->statements,
                          plan.refractory->results);
  }
  printer.print_rest(plan);
  return printer.text();
}

std::string print(const model::Program& program, const SteadyPlan& plan) {
  PlanPrinter printer(program);
  printer.print_section("at the start", plan.statements, plan.results);
  return printer.text();
}

}  // namespace snn::equations
