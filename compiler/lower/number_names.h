#pragma once
// The names of values that are one number, or one array, for the whole run.

#include "compiler/lower/cell_names.h"
#include "compiler/lower/numbers.h"

#include <fmt/format.h>

namespace snn::lower {

/// Names where no cell is meant.
class Numbers::Here : public Names {
 public:
  Here(Numbers& numbers, const Scope& scope) : numbers_(numbers), scope_(scope) {}

  ValueId read(Expressions& here, StateVariable variable, const model::Expr& expr) override {
    const model::Symbol& symbol = here.program()[variable.symbol];
    if (symbol.kind == model::SymbolKind::Step) return numbers_.in_kernel(numbers_.dt());
    if (symbol.kind == model::SymbolKind::Time) return here.number(0);
    if (const std::optional<GlobalId> kept = numbers_.find(scope_, variable))
      return here.to_real(numbers_.in_kernel(*kept));
    if (numbers_.work_.network.find_global(scope_.in, variable.symbol) != nullptr)
      return here.to_real(numbers_.in_kernel(numbers_.global(scope_.in, variable.symbol)));
    throw Unsupported(fmt::format("`{}`, which is not one number", symbol.name), expr.span);
  }

  ValueId path(Expressions& here, const model::Path& path, const model::Expr& expr) override {
    const network::Plan& plan = numbers_.work_.network;
    Scope owner;
    owner.in = scope_.in;
    for (const model::PathStep& step : path.steps) {
      const model::Symbol& symbol = here.program()[step.symbol];
      if (symbol.kind == model::SymbolKind::NetworkInstance) {
        owner.in = plan.find_instance(step.symbol);
      } else if (symbol.kind == model::SymbolKind::Population) {
        owner.population = plan.find_population(owner.in, step.symbol);
      } else if (owner.population && step.subscripts.empty()) {
        const std::optional<GlobalId> kept = numbers_.find(owner, {step.symbol, 0});
        if (kept) return here.to_real(numbers_.in_kernel(*kept));
      }
    }
    throw Unsupported("a value that differs between cells, where one number is needed", expr.span);
  }

  ValueId remote(Expressions&, const model::Remote&, const model::Expr& expr) override {
    throw Unsupported("a variable of one cell, where one number is needed", expr.span);
  }
  ValueId call(Expressions&, const model::IntrinsicCall& call, const model::Expr& expr) override {
    throw Unsupported(fmt::format("`{}` here", model::info_of(call.intrinsic).name), expr.span);
  }
  ir::Stream stream(const model::Expr& expr) override {
    throw Unsupported("a draw, where one number is needed", expr.span);
  }
  ValueId convolution(Expressions&, const model::Convolution&, const model::Expr& expr) override {
    throw Unsupported("`convolve`, where one number is needed", expr.span);
  }
  Array array(StateVariable variable, const model::Expr& expr) override {
    if (scope_.population) {
      const CellRow& row = numbers_.work_.cells[scope_.population];
      const auto home = row.homes.find(variable);
      const bool is_table =
          home != row.homes.end() && home->second.is_field() &&
          numbers_.work_.blueprint().fields[home->second.field].place == blueprint::Place::Run;
      if (is_table) return array_in(numbers_.work_, ir::Frame::Run, home->second.field);
    }
    return numbers_.table(scope_.in, variable.symbol, expr);
  }

 private:
  Numbers& numbers_;
  Scope scope_;
};

}  // namespace snn::lower
