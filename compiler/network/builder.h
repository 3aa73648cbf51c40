#pragma once
// What the steps of elaboration share: the model, the plan that grows, the values known so far.

#include "compiler/diag/diagnostic.h"
#include "compiler/model/eval.h"
#include "compiler/network/elaborate.h"
#include "compiler/network/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::network {

struct Builder {
  const model::Program& program;
  const ReadFile& read;
  diag::Diagnostics& diags;
  Plan& plan;
  /// The values that arguments and sweeps give to symbols of each instance.
  IdVector<InstanceId, model::Bindings> bindings;
  /// The same without sweeps: what the checker knew, and has spoken of.
  IdVector<InstanceId, model::Bindings> declared;
  SymbolId row;     // `i`
  SymbolId column;  // `j`

  [[nodiscard]] const model::NetworkDef* network_of(InstanceId instance) const;

  // ---- values (values.cpp) ----------------------------------------------------------------------

  [[nodiscard]] Value value(InstanceId in, ExprId expr) const;
  /// A default that is not written anywhere.
  [[nodiscard]] static Value implied(InstanceId in, double known);
  [[nodiscard]] bool was_checked(InstanceId in, ExprId expr) const;
  /// At further values, as of `i` and `j`.
  [[nodiscard]] std::optional<double> evaluate(InstanceId in, ExprId expr,
                                               const model::Bindings& more) const;
  [[nodiscard]] bool reads_time(ExprId expr) const;
  [[nodiscard]] std::vector<Argument> arguments(InstanceId in, const model::IntrinsicCall& call,
                                                Spread of_index) const;
  [[nodiscard]] Stream stream(std::string path) const;
};

/// A path in two: the instance that it goes through (the one it is read in when it names none), and
/// the place of the next name.
struct EnteredPath {
  InstanceId instance;
  std::size_t next = 0;
};
[[nodiscard]] EnteredPath enter(const Plan& plan, InstanceId in, const model::Path& path);

/// `net.E`, or `E` where the instance has no name.
[[nodiscard]] std::string path_in(const Plan& plan, InstanceId instance, std::string_view name);

// The steps, in their order; each file does one.
void add_instances(Builder& builder, const model::Script& script);
void add_globals(Builder& builder, const model::Script& script);
void add_populations(Builder& builder);
void add_projections(Builder& builder);
void add_drives(Builder& builder, const model::Script& script);

}  // namespace snn::network
