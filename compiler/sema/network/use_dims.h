#pragma once
// A synapse or a rule where it is used: its `target` is the dimension of one port, its `pre.x` and
// `post.x` are those of real cells. What the declaration left open is put in and compared.

#include "compiler/sema/network/ports.h"

#include <map>
#include <optional>

namespace snn::sema {

class UseDims {
 public:
  /// `component` between these cells at this port.
  UseDims(Context& ctx, ComponentId component, const Ends& ends, const Port& port);

  /// Reports S406 for a variable that a cell lacks and U106 for one of another dimension. `use` is
  /// where the synapse or rule is named.
  bool check(SourceSpan use);

  /// The dimension here; none when something in it was reported or never determined.
  [[nodiscard]] std::optional<model::DimTerm> concrete(const model::DimTerm& term) const;
  [[nodiscard]] std::optional<Type> concrete(const Type& type) const;
  /// True when `target` or a variable of a cell enters the dimension.
  [[nodiscard]] static bool depends_on_use(const Context& ctx, const Type& type);

 private:
  void put_in(const model::DimUnknown& unknown);

  Context& ctx_;
  ComponentId component_;
  const Ends& ends_;
  const Port& port_;
  std::map<model::DimVarId, model::DimTerm> real_;
};

}  // namespace snn::sema
