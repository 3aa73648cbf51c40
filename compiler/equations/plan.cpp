#include "compiler/equations/plan.h"

#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::equations {
namespace {

Choice choose(const Question& question) {
  Choice choice;
  choice.equations = question.block;
  for (const Method* method : methods_by_preference()) {
    Verdict verdict = method->applies(question);
    if (verdict.applies) {
      choice.method = method;
      choice.why = std::move(verdict.why);
      choice.cost = method->cost(question);
      return choice;
    }
    choice.refusals.push_back({method, std::move(verdict.why)});
  }
  SNN_CHECK(false, "no method integrates a block of {} equations", question.block.size());
}

// Blocks with an exact solution are one linear system, stepped by one matrix.
void add(std::vector<Choice>& choices, Choice choice) {
  const auto exact = std::ranges::find(choices, &kExactLinear, &Choice::method);
  if (choice.method != &kExactLinear || exact == choices.end()) {
    choices.push_back(std::move(choice));
    return;
  }
  exact->equations.insert(exact->equations.end(), choice.equations.begin(), choice.equations.end());
  exact->cost.n_multiply_adds += choice.cost.n_multiply_adds;
  if (choice.why.size() > exact->why.size()) exact->why = choice.why;
}

bool reads_from(const Structure& structure, const Choice& reader, const Choice& read) {
  return std::ranges::any_of(reader.equations, [&](std::size_t i) {
    return std::ranges::any_of(read.equations,
                               [&](std::size_t j) { return structure.reads[i].contains(j); });
  });
}

// The stages of Runge-Kutta need what they read at times inside the step. Exact solutions are known
// there; whatever else it reads is integrated in the same Runge-Kutta.
void join_runge_kutta(std::vector<Choice>& choices, const model::Program& program,
                      const OdeSystem& system, const Structure& structure) {
  for (std::size_t reader = choices.size(); reader-- > 0;) {
    if (choices[reader].method != &kRungeKutta4) continue;
    for (std::size_t read = reader; read-- > 0;) {
      const bool is_exact = choices[read].method == &kExactLinear;
      if (is_exact || !reads_from(structure, choices[reader], choices[read])) continue;
      Block& joined = choices[reader].equations;
      joined.insert(joined.end(), choices[read].equations.begin(), choices[read].equations.end());
      choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(read));
      --reader;
    }
    const std::set<std::size_t> none;
    Choice& choice = choices[reader];
    choice.cost = kRungeKutta4.cost({program, system, structure, choice.equations, none});
  }
}

std::string cost_text(const Cost& cost) {
  std::string text;
  for (const auto& [function, n] : cost.calls) {
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {}", n, function);
  }
  if (cost.n_multiply_adds > 0) {
    if (!text.empty()) text += ", ";
    text += fmt::format("{} multiply-add{}", cost.n_multiply_adds,
                        cost.n_multiply_adds == 1 ? "" : "s");
  }
  return text.empty() ? "arithmetic only" : text;
}

}  // namespace

Plan plan(Algebra& algebra, model::ComponentId component) {
  Plan result;
  result.system = system_of(algebra, component);
  const Structure structure = structure_of(algebra, result.system);
  std::set<std::size_t> exact;
  for (const Block& block : structure.blocks) {
    const Question question{algebra.program(), result.system, structure, block, exact};
    Choice choice = choose(question);
    if (choice.method == &kExactLinear) exact.insert(block.begin(), block.end());
    add(result.choices, std::move(choice));
  }
  join_runge_kutta(result.choices, algebra.program(), result.system, structure);
  for (Choice& choice : result.choices)
    std::ranges::sort(choice.equations);
  return result;
}

std::string explain(const model::Program& program, const Plan& plan) {
  const model::Component& component = program.components[plan.system.component];
  std::string text = fmt::format("{}\n", program[component.symbol].name);
  for (const Choice& choice : plan.choices) {
    std::string names;
    for (const std::size_t i : choice.equations) {
      if (!names.empty()) names += ", ";
      names += name_of(program, plan.system.equations[i].variable);
    }
    text += fmt::format("  {}: {}\n", names, choice.method->summary);
    text += fmt::format("    {}\n", choice.why);
    for (const Refusal& refusal : choice.refusals) {
      text += fmt::format("    not {}: {}\n", refusal.method->name, refusal.why);
    }
    text += fmt::format("    per cell and step: {}\n", cost_text(choice.cost));
  }
  if (plan.choices.empty()) text += "  no equations\n";
  return text;
}

}  // namespace snn::equations
