#pragma once
// One kernel of one projection: names, expressions and handlers of synapses and rules.

#include "compiler/lower/edge_names.h"
#include "compiler/lower/statements.h"

#include <optional>
#include <string_view>

namespace snn::lower {

class EdgePhase {
 public:
  EdgePhase(Workspace& work, Numbers& numbers, network::ProjectionId id, std::string_view name,
            blueprint::Domain domain, Seat seat);
  EdgePhase(const EdgePhase&) = delete;
  EdgePhase& operator=(const EdgePhase&) = delete;

  /// Stores what changed; nothing when nothing happens in this phase.
  KernelId finish();

  /// From here on names are those of the synapse (0) or of a rule.
  void use_slot(std::size_t slot);
  void at(source::SourceSpan span) { builder_.at(work_.location_of(span)); }
  /// An input of the target by the words after `to`; without any, the one that is connected to.
  [[nodiscard]] SymbolId port_of(const std::string& words) const;
  /// The end of a train: what the weight at the target's input is.
  void deliver(ValueId value, SymbolId port);
  /// What the kernel stores: one for the whole projection (none), or of this place. Other states
  /// that handlers change are stored by kernels of their own.
  [[nodiscard]] std::optional<blueprint::Place> place() const;
  [[nodiscard]] bool is_stored(StateVariable variable) const;
  /// The target has taken what arrived in this step: what is delivered comes with the next.
  void comes_late() { is_late_ = true; }

  Workspace& work_;
  network::ProjectionId id_;
  const network::Projection& projection_;
  EdgeNames names_;
  KernelId kernel_;
  ir::Builder builder_;
  Expressions here_;
  Handlers handlers_;

 private:
  /// Lazy states are settled together.
  void settle();
  void store_changes();
  [[nodiscard]] Effects effects();
  void store(const Home& home, ValueId value);
  void accumulate(FieldId field, ValueId value);
  [[nodiscard]] const model::Bounds* bounds_of(StateVariable variable) const;

  blueprint::Domain domain_;
  Seat seat_;
  std::size_t slot_ = 0;
  bool is_late_ = false;
};

}  // namespace snn::lower
