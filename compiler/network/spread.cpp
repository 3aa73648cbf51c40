#include "compiler/network/spread.h"

#include "compiler/model/walk.h"

#include <functional>
#include <set>

namespace snn::network {
namespace {

/// What one node adds to the spread of the expression it stands in.
using OfNode = std::function<Spread(const model::Expr&)>;
/// A variable that the expression reads; none: it is followed to its definition.
using OfVariable = std::function<std::optional<Spread>(SymbolId)>;

bool is_built_in_index(const model::Symbol& symbol) {
  return symbol.kind == model::SymbolKind::Index && !symbol.span.is_valid();
}

class SpreadFinder {
 public:
  SpreadFinder(const model::Program& program, OfNode of_node, OfVariable of_variable)
      : program_(program), of_node_(std::move(of_node)), of_variable_(std::move(of_variable)) {}

  Spread find(ExprId expr) {
    Spread spread = Spread::Shared;
    if (!expr.is_valid()) return spread;
    model::for_each_expr(program_, expr, [&](const model::Expr& node) {
      spread = join(spread, of_node_(node));
      const auto* read = std::get_if<model::Read>(&node.kind);
      if (read != nullptr) spread = join(spread, variable(read->symbol));
    });
    return spread;
  }

 private:
  Spread variable(SymbolId symbol) {
    if (const auto known = of_variable_(symbol)) return *known;
    const bool is_let = program_[symbol].kind == model::SymbolKind::Let;
    return is_let && followed_.insert(symbol).second ? find(program_[symbol].value)
                                                     : Spread::Shared;
  }

  const model::Program& program_;
  OfNode of_node_;
  OfVariable of_variable_;
  std::set<SymbolId> followed_;
};

std::optional<Spread> among(const std::vector<Setting>& settings, SymbolId symbol) {
  for (const Setting& setting : settings) {
    if (setting.variable == symbol && setting.derivative == 0) return setting.spread;
  }
  return std::nullopt;
}

// `pre.x`: a parameter that all cells share is shared by the edges as well.
Spread of_remote(const model::Program& program, const Population& population,
                 const std::string& name, Spread side) {
  const model::Component& component = program.components[population.component];
  for (const model::Variable& variable : component.variables) {
    const bool is_meant = program[variable.symbol].name == name;
    if (!is_meant || variable.kind != model::SymbolKind::Param) continue;
    if (among(population.settings, variable.symbol) == Spread::Shared) return Spread::Shared;
  }
  return side;
}

}  // namespace

Spread spread_of(const model::Program& program, const Population& population, ExprId expr) {
  const auto of_node = [&](const model::Expr& node) {
    const auto* read = std::get_if<model::Read>(&node.kind);
    const bool is_steady = std::holds_alternative<model::SteadyValue>(node.kind);
    const bool is_index = read != nullptr && is_built_in_index(program[read->symbol]);
    return is_steady || is_index ? Spread::PerCell : Spread::Shared;
  };
  const auto of_variable = [&](SymbolId symbol) { return among(population.settings, symbol); };
  return SpreadFinder(program, of_node, of_variable).find(expr);
}

Spread spread_of(const model::Program& program, const Plan& plan, const Projection& projection,
                 ExprId expr) {
  const Population& pre = plan.populations[projection.source.population];
  const Population& post = plan.populations[projection.target.cells.population];
  const auto of_node = [&](const model::Expr& node) {
    if (const auto* remote = std::get_if<model::Remote>(&node.kind)) {
      return remote->side == model::Side::Pre
                 ? of_remote(program, pre, remote->variable, Spread::PerPre)
                 : of_remote(program, post, remote->variable, Spread::PerPost);
    }
    if (const auto* call = std::get_if<model::IntrinsicCall>(&node.kind)) {
      if (call->intrinsic == model::Intrinsic::Distance) return Spread::PerEdge;
    }
    const auto* read = std::get_if<model::Read>(&node.kind);
    if (read == nullptr || !is_built_in_index(program[read->symbol])) return Spread::Shared;
    return program[read->symbol].name == "i" ? Spread::PerPre : Spread::PerPost;
  };
  const auto of_variable = [&](SymbolId symbol) -> std::optional<Spread> {
    if (const auto known = among(projection.settings, symbol)) return known;
    for (const RuleUse& rule : projection.rules) {
      if (const auto known = among(rule.settings, symbol)) return known;
    }
    return std::nullopt;
  };
  return SpreadFinder(program, of_node, of_variable).find(expr);
}

}  // namespace snn::network
