#include "compiler/equations/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace snn::equations {
namespace {

std::vector<const Method*> candidates_of(const Options& options) {
  std::vector<const Method*> candidates = options.allowed;
  if (candidates.empty()) {
    const auto all = methods_by_preference();
    candidates.assign(all.begin(), all.end());
  }
  candidates.push_back(&kHines);
  if (options.solver != nullptr) {
    std::erase(candidates, options.solver);
    candidates.insert(candidates.begin(), options.solver);
  }
  return candidates;
}

// Without a method when none applies.
Choice choose(Question question, const Options& options) {
  Choice choice;
  choice.equations = question.block;
  const bool is_tree = has_tree_voltage(question.system, question.block);
  if (is_tree && options.solver != nullptr && !options.solver->is_of_trees)
    choice.refusals.push_back(
        {options.solver, "voltages of a tree are solved together: `hines` or `crank_nicolson`"});
  for (const Method* method : candidates_of(options)) {
    if (method->is_of_trees != is_tree) continue;
    question.is_asked_for = method == options.solver;
    Verdict verdict = method->applies(question);
    if (verdict.applies) {
      choice.method = method;
      choice.why = std::move(verdict.why);
      choice.cost = method->cost(question);
      return choice;
    }
    choice.refusals.push_back({method, std::move(verdict.why)});
  }
  return choice;
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

bool has_noise(const OdeSystem& system, const Choice& choice) {
  return std::ranges::any_of(
      choice.equations, [&](std::size_t i) { return !system.equations[i].diffusions.empty(); });
}

// Methods with stages need what they read at times inside the step. Exact solutions are known
// there; whatever else they read is integrated along with them. What is driven by noise has no
// course inside a step, so it is read at the start.
void join_stages(std::vector<Choice>& choices, const Algebra& algebra, const OdeSystem& system,
                 const Structure& structure) {
  for (std::size_t reader = choices.size(); reader-- > 0;) {
    const Method* method = choices[reader].method;
    if (method == nullptr || !method->has_stages) continue;
    for (std::size_t read = choices.size(); read-- > 0;) {
      const bool is_known = choices[read].method == &kExactLinear && !method->joins_exact;
      // A tree's solution is there at the end of the step only.
      const bool is_tree = choices[read].method != nullptr && choices[read].method->is_of_trees;
      if (read == reader || is_known || is_tree || has_noise(system, choices[read])) continue;
      if (!reads_from(structure, choices[reader], choices[read])) continue;
      Block& joined = choices[reader].equations;
      joined.insert(joined.end(), choices[read].equations.begin(), choices[read].equations.end());
      choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(read));
      if (read < reader) --reader;
      read = choices.size();
    }
    Choice& choice = choices[reader];
    const std::set<std::size_t> none;
    const std::map<std::size_t, std::string> nothing;
    choice.cost =
        method->cost({algebra.program(), system, structure, choice.equations, none, nothing});
  }
}

// A noise that enters both an exact solution and another method would be two different draws.
std::map<std::size_t, std::string> noise_outside(const model::Program& program,
                                                 const OdeSystem& system,
                                                 const std::vector<Choice>& choices) {
  std::map<SymbolId, std::size_t> elsewhere;
  for (const Choice& choice : choices) {
    if (choice.method == &kExactLinear) continue;
    for (const std::size_t i : choice.equations) {
      for (const ImpulseTerm& term : system.equations[i].diffusions)
        elsewhere.emplace(term.source, i);
    }
  }
  std::map<std::size_t, std::string> barred;
  for (const Choice& choice : choices) {
    if (choice.method != &kExactLinear) continue;
    for (const std::size_t i : choice.equations) {
      for (const ImpulseTerm& term : system.equations[i].diffusions) {
        const auto other = elsewhere.find(term.source);
        if (other == elsewhere.end()) continue;
        barred[i] = fmt::format(
            "its noise `{}` is also in the equation of `{}`, which is not exact",
            program[term.source].name, name_of(program, system.equations[other->second].variable));
      }
    }
  }
  return barred;
}

std::vector<Choice> choices_for(const Algebra& algebra, const OdeSystem& system,
                                const Structure& structure, const Options& options,
                                std::map<std::size_t, std::string> barred) {
  while (true) {
    std::vector<Choice> choices;
    std::set<std::size_t> exact;
    for (const Block& block : structure.blocks) {
      const Question question{algebra.program(), system, structure, block, exact, barred};
      Choice choice = choose(question, options);
      if (choice.method == &kExactLinear) exact.insert(block.begin(), block.end());
      add(choices, std::move(choice));
    }
    auto more = noise_outside(algebra.program(), system, choices);
    if (more.empty()) return choices;
    barred.merge(more);
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

// The first block that no method takes, and why each does not; empty when there is none.
std::string refusal_of(const model::Program& program, const Plan& plan) {
  const auto stuck = std::ranges::find(plan.choices, nullptr, &Choice::method);
  if (stuck == plan.choices.end()) return "";
  std::string text =
      fmt::format("no method that the target has integrates `{}`",
                  name_of(program, plan.system.equations[stuck->equations.front()].variable));
  for (const Refusal& refusal : stuck->refusals)
    text += fmt::format("; not {}: {}", refusal.method->name, refusal.why);
  return text;
}

}  // namespace

Options options_of(const model::Program& program, std::span<const model::SettingValue> settings) {
  Options options;
  for (const model::SettingValue& setting : settings) {
    if (setting.target.is_valid()) continue;
    if (setting.name == "solver.tol") options.tolerance = setting.value;
    const auto* word = setting.value.is_valid()
                           ? std::get_if<model::TextLiteral>(&program[setting.value].kind)
                           : nullptr;
    if (word == nullptr) continue;
    if (setting.name == "solver") options.solver = find_method(word->value);
    if (setting.name == "interpretation" && word->value == "stratonovich")
      options.calculus = Calculus::Stratonovich;
  }
  return options;
}

Plan plan(Algebra& algebra, model::ComponentId component, const Options& options) {
  return plan(
      algebra,
      system_of(algebra, component, options.calculus, options.cell ? &*options.cell : nullptr),
      options);
}

Plan plan(Algebra& algebra, OdeSystem system, const Options& options) {
  Plan result{options, std::move(system), {}};
  if (!result.system.refusal.empty()) return result;
  const Structure structure = structure_of(algebra, result.system);
  result.choices = choices_for(algebra, result.system, structure, options, {});
  if (const std::string refusal = refusal_of(algebra.program(), result); !refusal.empty()) {
    result.system.refusal = refusal;
    result.choices.clear();
    return result;
  }
  join_stages(result.choices, algebra, result.system, structure);
  for (Choice& choice : result.choices)
    std::ranges::sort(choice.equations);
  return result;
}

std::string explain(const model::Program& program, const Plan& plan) {
  std::string text;
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
  if (!plan.system.refusal.empty()) {
    text += fmt::format("  cannot be integrated: {}\n", plan.system.refusal);
  } else if (plan.choices.empty()) {
    text += "  no equations\n";
  }
  return text;
}

}  // namespace snn::equations
