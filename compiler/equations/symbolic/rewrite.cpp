// Walks over shared expressions: each part is looked at once, whatever the number of its uses.

#include "compiler/equations/symbolic/algebra.h"

#include <functional>
#include <utility>

namespace snn::equations {
namespace {

using Memo = std::map<ExprId, ExprId>;

// Rebuilds bottom-up; `replace` may give another expression for a leaf or a call.
ExprId rewrite(Algebra& algebra, ExprId root, Memo& done,
               const std::function<std::optional<ExprId>(ExprId)>& replace) {
  std::vector<std::pair<ExprId, bool>> pending{{root, false}};
  while (!pending.empty()) {
    const auto [expr, is_expanded] = pending.back();
    pending.pop_back();
    if (done.contains(expr)) continue;
    const std::vector<ExprId> parts = parts_of(algebra.program()[expr]);
    if (!is_expanded) {
      pending.emplace_back(expr, true);
      for (const ExprId part : parts)
        pending.emplace_back(part, false);
      continue;
    }
    std::vector<ExprId> rebuilt;
    for (const ExprId part : parts)
      rebuilt.push_back(done.at(part));
    const ExprId whole = algebra.rebuild(expr, rebuilt);
    const auto replaced = replace(whole);
    done[expr] = replaced ? *replaced : whole;
  }
  return done.at(root);
}

}  // namespace

ExprId rewrite(Algebra& algebra, ExprId root,
               const std::function<std::optional<ExprId>(ExprId)>& replace) {
  Memo done;
  return rewrite(algebra, root, done, replace);
}

void visit_once(const model::Program& program, ExprId root,
                const std::function<void(ExprId)>& visit) {
  std::set<ExprId> seen;
  std::vector<std::pair<ExprId, bool>> pending{{root, false}};
  while (!pending.empty()) {
    const auto [expr, is_expanded] = pending.back();
    pending.pop_back();
    if (!expr.is_valid()) continue;
    if (is_expanded) {
      visit(expr);
      continue;
    }
    if (!seen.insert(expr).second) continue;
    pending.emplace_back(expr, true);
    for (const ExprId part : parts_of(program[expr]))
      pending.emplace_back(part, false);
  }
}

std::set<StateVariable> variables_in(const model::Program& program, ExprId root) {
  std::set<StateVariable> variables;
  visit_once(program, root, [&](ExprId expr) {
    const auto* read = std::get_if<model::Read>(&program[expr].kind);
    if (read != nullptr) variables.insert({read->symbol, read->derivative});
  });
  return variables;
}

std::set<SymbolId> symbols_in(const model::Program& program, ExprId root) {
  std::set<SymbolId> symbols;
  visit_once(program, root, [&](ExprId expr) {
    const auto* read = std::get_if<model::Read>(&program[expr].kind);
    if (read != nullptr) symbols.insert(read->symbol);
  });
  return symbols;
}

ExprId substitute(Algebra& algebra, ExprId root, const std::map<StateVariable, ExprId>& values) {
  return rewrite(algebra, root, [&](ExprId expr) -> std::optional<ExprId> {
    const auto* read = std::get_if<model::Read>(&algebra.program()[expr].kind);
    if (read == nullptr) return std::nullopt;
    const auto found = values.find({read->symbol, read->derivative});
    if (found == values.end()) return std::nullopt;
    return found->second;
  });
}

ExprId substitute(Algebra& algebra, ExprId root, const std::map<SymbolId, ExprId>& values) {
  std::map<StateVariable, ExprId> of_variables;
  for (const auto& [symbol, value] : values)
    of_variables[{symbol}] = value;
  return substitute(algebra, root, of_variables);
}

ExprId expand(Algebra& algebra, ExprId root) {
  Memo done;
  std::map<SymbolId, ExprId> lets;
  std::map<std::pair<model::FunctionId, std::vector<ExprId>>, ExprId> calls;
  // Definitions cannot go in a circle: the checker has seen to it.
  const std::function<std::optional<ExprId>(ExprId)> replace =
      [&](ExprId expr) -> std::optional<ExprId> {
    const model::Program& program = algebra.program();
    if (const auto* read = std::get_if<model::Read>(&program[expr].kind)) {
      const model::Symbol& symbol = program[read->symbol];
      const bool is_definition =
          symbol.kind == model::SymbolKind::Let || symbol.kind == model::SymbolKind::Const;
      if (!is_definition || !symbol.value.is_valid()) return std::nullopt;
      const SymbolId name = read->symbol;
      const auto known = lets.find(name);
      if (known != lets.end()) return known->second;
      const ExprId expanded = rewrite(algebra, symbol.value, done, replace);
      lets[name] = expanded;
      return expanded;
    }
    const auto* call = std::get_if<model::FunctionCall>(&program[expr].kind);
    if (call == nullptr) return std::nullopt;
    const auto key = std::pair(call->function, call->args);
    const auto known = calls.find(key);
    if (known != calls.end()) return known->second;
    const model::Function& function = program.functions[call->function];
    std::map<SymbolId, ExprId> bound;
    for (std::size_t i = 0; i < call->args.size() && i < function.args.size(); ++i) {
      bound[function.args[i]] = call->args[i];
    }
    const ExprId body = rewrite(algebra, function.body, done, replace);
    const ExprId result = substitute(algebra, body, bound);
    calls[key] = result;
    return result;
  };
  return rewrite(algebra, root, done, replace);
}

}  // namespace snn::equations
