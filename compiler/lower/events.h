#pragma once
// Events: what a script broadcasts and models emit, and the kernels of whoever hears it.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <map>
#include <utility>
#include <vector>

namespace snn::lower {

class Events {
 public:
  Events(Workspace& work, Numbers& numbers) : work_(work), numbers_(numbers) {}

  struct Listeners {
    Event event;
    std::vector<KernelId> kernels;
  };
  /// Written when somebody first asks.
  [[nodiscard]] const Listeners& heard(SymbolId symbol, Moment moment);
  /// What is emitted in a step is gathered and heard: actions from this place of a step on.
  void write_emitted(std::size_t place);

 private:
  void gather(const Event& event, const std::vector<network::PopulationId>& emitters,
              std::vector<blueprint::Action>& actions);
  void forget(const Event& event, network::PopulationId emitter,
              std::vector<blueprint::Action>& actions);

  Workspace& work_;
  Numbers& numbers_;
  std::map<std::pair<SymbolId, Moment>, Listeners> listeners_;
  std::map<SymbolId, Event> events_;
};

/// The cell that `frame` names sends an event in this step; what several send is added up.
void emit(Workspace& work, ir::Builder& builder, ir::Frame frame, network::PopulationId population,
          SymbolId event, ValueId value);

}  // namespace snn::lower
