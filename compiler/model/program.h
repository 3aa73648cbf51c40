#pragma once
// The resolved, typed program: every symbol, model, network, experiment and training block.

#include "compiler/model/component.h"
#include "compiler/model/experiment.h"
#include "compiler/model/expr.h"
#include "compiler/model/network.h"
#include "compiler/model/symbol.h"
#include "compiler/support/ids.h"
#include "compiler/units/unit.h"

#include <vector>

namespace snn::model {

struct Program {
  Arena<SymbolId, Symbol> symbols;
  Arena<ScopeId, Scope> scopes;
  Arena<ExprId, Expr> exprs;
  Arena<StmtId, Stmt> stmts;
  Arena<StepId, ScriptStep> steps;
  Arena<FunctionId, Function> functions;
  std::vector<KernelDef> kernels;
  Arena<ComponentId, Component> components;
  Arena<NetworkId, NetworkDef> networks;
  std::vector<ExperimentDef> experiments;
  std::vector<TrainDef> trainings;
  /// Every unit that the program may name.
  units::UnitTable units;

  /// The variable that a symbol is in its component; null for any other symbol.
  [[nodiscard]] const Variable* find_variable(SymbolId id) const;
  [[nodiscard]] Variable* find_variable(SymbolId id);
  /// Where a population is defined; null for any other symbol.
  [[nodiscard]] const PopulationDef* find_population(SymbolId id) const;
  [[nodiscard]] PopulationDef* find_population(SymbolId id);
  /// The same of a group.
  [[nodiscard]] const GroupDef* find_group(SymbolId id) const;
  [[nodiscard]] GroupDef* find_group(SymbolId id);

  [[nodiscard]] const Symbol& operator[](SymbolId id) const { return symbols[id]; }
  [[nodiscard]] Symbol& operator[](SymbolId id) { return symbols[id]; }
  [[nodiscard]] const Expr& operator[](ExprId id) const { return exprs[id]; }
  [[nodiscard]] const Scope& operator[](ScopeId id) const { return scopes[id]; }
  [[nodiscard]] const Stmt& operator[](StmtId id) const { return stmts[id]; }
};

}  // namespace snn::model
