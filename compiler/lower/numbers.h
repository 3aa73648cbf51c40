#pragma once
// Values that are one number for the whole run: parameters of networks, of populations and of
// projections where all cells share them, sizes, delays, coefficients. One kernel computes them
// all, in double precision, each once and after what it reads.

#include "compiler/lower/expressions.h"
#include "compiler/lower/workspace.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace snn::lower {

/// Whose names a value may use: those of a network, and of the component that it is a default of.
struct Scope {
  network::InstanceId in;
  network::PopulationId population;
  network::ProjectionId projection;
  std::size_t slot = 0;  // of a projection: the synapse, then its rules

  friend auto operator<=>(const Scope&, const Scope&) = default;
};

class Numbers {
 public:
  explicit Numbers(Workspace& work);

  [[nodiscard]] KernelId kernel() const { return kernel_; }
  [[nodiscard]] GlobalId dt() const { return work_.program.blueprint.dt; }

  /// A parameter, `let` or sweep variable of a network.
  [[nodiscard]] GlobalId global(network::InstanceId in, SymbolId symbol);
  /// A parameter or initial value that all cells or edges share.
  [[nodiscard]] GlobalId setting(const Scope& scope, const network::Setting& setting,
                                 const std::string& name);
  /// What a network plan leaves to set-up: a size, a count, a delay. An integer when `type` is.
  [[nodiscard]] GlobalId value(const std::string& name, const network::Value& value, Type type);
  /// An array of the run: what a network's `let` or parameter holds, from a file or computed once.
  [[nodiscard]] Array table(network::InstanceId in, SymbolId symbol, const model::Expr& asked);
  /// The same of a parameter that all cells share.
  [[nodiscard]] FieldId table(const Scope& scope, const network::Setting& setting,
                              const std::string& name, std::int64_t length);
  /// A statement of a plan whose results are arrays that all cells share.
  [[nodiscard]] std::vector<FieldId> derive_tables(const Scope& scope,
                                                   const equations::Statement& statement,
                                                   const std::string& prefix);
  /// A kernel at whole steps, or its integral over each; stops at set-up when there are not enough.
  [[nodiscard]] FieldId samples(const Scope& scope, const model::KernelDef& kernel,
                                const std::string& name, std::int64_t n, bool is_integral,
                                GlobalId n_needed);
  [[nodiscard]] GlobalId zero();
  [[nodiscard]] GlobalId next(const std::string& name, GlobalId whole);
  [[nodiscard]] GlobalId sum(const std::string& name, GlobalId a, GlobalId b);
  [[nodiscard]] GlobalId product(const std::string& name, GlobalId a, GlobalId b);
  /// What a value that is given in one step is in each moment of it.
  [[nodiscard]] GlobalId per_step(const std::string& name, const network::Value& value);
  /// The number of steps that a time is, and never below `least`.
  [[nodiscard]] GlobalId steps(const std::string& name, const network::Value& time,
                               std::int64_t least);
  /// How many steps ago `t - d` is.
  [[nodiscard]] GlobalId age(const std::string& name, ExprId time, const Scope& scope);
  /// The larger of two; the second when there is no first.
  [[nodiscard]] GlobalId larger(GlobalId first, GlobalId second);
  /// The value of a global in the kernel that computes it.
  [[nodiscard]] ValueId in_kernel(GlobalId id);
  /// Where a component's parameter is kept when it is one number, which is computed now if it was
  /// not before; nothing when it is not one.
  [[nodiscard]] std::optional<GlobalId> find(const Scope& scope, StateVariable variable);
  void keep(const Scope& scope, StateVariable variable, GlobalId id);

  /// Statements of a plan whose values are numbers: computed here, kept under `prefix`.
  void derive(const Scope& scope, const std::vector<equations::Statement>& statements,
              const std::string& prefix);

  [[nodiscard]] ir::Builder& builder() { return builder_; }
  /// Stops at set-up with this text unless the condition holds.
  void require(ValueId condition, std::string text) {
    builder_.require(condition, std::move(text));
  }

 private:
  class Here;

  [[nodiscard]] FieldId add_table(const std::string& name, std::int64_t length,
                                  std::vector<double> values);
  void fill(Expressions& here, FieldId table, ExprId values, std::int64_t length);

  [[nodiscard]] const network::Setting* shared_setting(const Scope& scope,
                                                       StateVariable variable) const;
  [[nodiscard]] std::string owner(const Scope& scope) const;

  GlobalId add(std::string name, Type type, blueprint::GlobalRole role, double value);
  GlobalId computed(std::string name, Type type, const std::function<ValueId()>& compute);
  GlobalId parameter(std::string name, double known, bool is_fixed,
                     const std::function<ValueId()>& compute, SymbolId symbol,
                     const model::Bounds* bounds);
  void check_bounds(const model::Bounds& bounds, const Scope& scope, GlobalId id,
                    const std::string& name);
  [[nodiscard]] ValueId evaluate(ExprId expr, const Scope& scope);

  Workspace& work_;
  KernelId kernel_;
  ir::Builder builder_;
  std::map<std::pair<network::InstanceId, SymbolId>, GlobalId> globals_;
  std::map<std::pair<Scope, StateVariable>, GlobalId> kept_;
  std::map<GlobalId, ValueId> values_;
  std::map<std::pair<network::InstanceId, SymbolId>, Array> tables_;
  GlobalId zero_ = GlobalId::none;
};

}  // namespace snn::lower
