#include "compiler/equations/methods/exact_solution.h"

#include "compiler/equations/methods/joint_noise.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::equations {

using model::Intrinsic;

namespace {

// A coefficient for a part of the step says so.
std::string suffix_of(double fraction) {
  return fraction == 1 ? "" : fmt::format(" at {:g}", fraction);
}

// Where arrays and plain numbers stand in one system, its matrix is an array.
std::size_t longest(const Writer& writer, const Block& equations) {
  return *std::ranges::max_element(equations, {},
                                   [&](std::size_t i) { return writer.length_of(i) != 0; });
}

}  // namespace

ExactSolution::ExactSolution(Writer& writer, Block equations)
    : writer_(writer), equations_(std::move(equations)) {
  std::ranges::sort(equations_);
  const auto is_joined = [&](std::size_t i, std::size_t j) {
    return writer.structure().reads[i].contains(j);
  };
  for (Block& part : connected_parts(equations_, is_joined)) {
    Block numbers;
    Block arrays;
    for (const std::size_t i : part)
      (writer.length_of(i) == 0 ? numbers : arrays).push_back(i);
    if (arrays.empty() || numbers.empty()) {
      parts_.push_back({part, part, {}});
      continue;
    }
    // Arrays may need numbers, whose own solution is not to become an array by that.
    parts_.push_back({part, std::move(arrays), {}});
    for (Block& apart : connected_parts(numbers, is_joined))
      parts_.push_back({apart, apart, {}});
  }
  noise_ = joint_noise(writer, equations_);
}

bool ExactSolution::has(std::size_t equation) const {
  return std::ranges::binary_search(equations_, equation);
}

ExprId ExactSolution::value(std::size_t equation, double fraction) {
  const auto part = std::ranges::find_if(parts_, [&](const Part& candidate) {
    return std::ranges::binary_search(candidate.solved, equation);
  });
  if (!part->values.contains(fraction)) part->values[fraction] = propagate(*part, fraction);
  return part->values[fraction].at(equation);
}

ExprId ExactSolution::slope(std::size_t equation, std::size_t by) const {
  const auto& slopes = writer_.structure().forms[equation]->slopes;
  const auto found = slopes.find(writer_.system().equations[by].variable);
  return found == slopes.end() ? writer_.algebra().literal(0) : found->second;
}

ExprId ExactSolution::rest(std::size_t equation) const {
  return writer_.structure().forms[equation]->rest;
}

// x(t + h) = P x(t) + Q b, where b is what the equations hold besides the states, sorted by what
// moves from step to step, so that each input costs one product and the constants one sum.
std::map<std::size_t, ExprId> ExactSolution::propagate(const Part& part, double fraction) {
  Algebra& a = writer_.algebra();
  const std::string suffix = suffix_of(fraction);
  const Propagator p = propagator(part, fraction);
  const auto is_fixed = [&](ExprId id) { return is_constant(a.program(), id); };
  std::map<std::size_t, Terms> rests;
  for (const std::size_t j : part.equations)
    rests[j] = terms_of(a, rest(j), is_fixed);
  std::map<std::size_t, ExprId> values;
  for (const std::size_t i : part.solved) {
    ExprId sum = a.literal(0);
    ExprId fixed = a.literal(0);
    std::map<ExprId, ExprId> by_input;
    for (const std::size_t j : part.equations) {
      if (const auto entry = p.of_state.find({i, j}); entry != p.of_state.end())
        sum = a.add(sum, a.multiply(entry->second, writer_.state(j)));
      const auto entry = p.of_rest.find({i, j});
      if (entry == p.of_rest.end()) continue;
      fixed = a.add(fixed, writer_.in_time(rests[j].fixed, entry->second));
      for (const auto& [input, coefficient] : rests[j].coefficients) {
        const ExprId share = writer_.in_time(coefficient, entry->second);
        const auto [place, is_new] = by_input.emplace(input, share);
        if (!is_new) place->second = a.add(place->second, share);
      }
    }
    for (const auto& [input, factor] : by_input)
      sum = a.add(sum, a.multiply(factor, input));
    sum = a.add(sum, writer_.named(fmt::format("q[{}]{}", writer_.name(i), suffix), fixed));
    if (const auto noise = noise_.find(i); noise != noise_.end())
      sum = a.add(sum, a.multiply(a.literal(fraction), noise->second));
    values[i] = sum;
  }
  return values;
}

ExactSolution::Propagator ExactSolution::propagator(const Part& part, double fraction) {
  Algebra& a = writer_.algebra();
  const ExprId h = a.multiply(a.literal(fraction), writer_.step());
  const std::string suffix = suffix_of(fraction);
  return part.equations.size() == 1 ? single(part.equations.front(), h, suffix)
                                    : joint(part, h, suffix);
}

// One variable: P = e^(a h), Q = h phi(a h).
ExactSolution::Propagator ExactSolution::single(std::size_t equation, ExprId h,
                                                const std::string& suffix) {
  Algebra& a = writer_.algebra();
  const std::string name = writer_.name(equation);
  const ExprId z = writer_.in_time(slope(equation, equation), h);
  const ExprId p = a.call(Intrinsic::Exp, z);
  const ExprId q = a.multiply(h, a.call(Intrinsic::Phi, z));
  Propagator result;
  result.of_state[{equation, equation}] = writer_.named(fmt::format("P[{}]{}", name, suffix), p);
  if (!a.is_zero(rest(equation)))
    result.of_rest[{equation, equation}] = writer_.named(fmt::format("Q[{}]{}", name, suffix), q);
  return result;
}

// Several: e^([A E; 0 0] h) = [P Q; 0 1], where E has a column for each equation with a rest. That
// serves matrices without an inverse and equal time constants as any others.
ExactSolution::Propagator ExactSolution::joint(const Part& part, ExprId h,
                                               const std::string& suffix) {
  Algebra& a = writer_.algebra();
  const Block& rows = part.equations;
  Block columns = rows;
  for (const std::size_t j : rows) {
    if (!a.is_zero(rest(j))) columns.push_back(j);
  }
  MatrixExponential statement;
  statement.n = columns.size();
  Propagator result;
  for (std::size_t i = 0; i < statement.n; ++i) {
    const auto reached =
        i < rows.size() ? reached_from(writer_.structure(), rows[i]) : std::set<std::size_t>();
    for (std::size_t j = 0; j < statement.n; ++j) {
      const bool is_state = j < rows.size();
      ExprId entry = a.literal(0);
      if (i < rows.size()) {
        if (is_state) entry = writer_.in_time(slope(rows[i], rows[j]), h);
        if (!is_state && rows[i] == columns[j]) entry = h;
      }
      statement.matrix.push_back(entry);
      const std::string kind = is_state ? "P" : "Q";
      const std::string row = i < rows.size() ? writer_.name(rows[i]) : "1";
      const SymbolId symbol =
          writer_.fresh(fmt::format("{}[{}, {}]{}", kind, row, writer_.name(columns[j]), suffix),
                        longest(writer_, rows));
      statement.results.push_back(symbol);
      if (!reached.contains(columns[j])) continue;
      auto& entries = is_state ? result.of_state : result.of_rest;
      entries[{rows[i], columns[j]}] = a.read(symbol);
    }
  }
  writer_.derive({std::move(statement)});
  return result;
}

}  // namespace snn::equations
