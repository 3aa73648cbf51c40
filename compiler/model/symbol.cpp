#include "compiler/model/symbol.h"

namespace snn::model {

std::string_view noun(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::Param: return "a parameter";
    case SymbolKind::State: return "a state";
    case SymbolKind::Let: return "a `let`";
    case SymbolKind::Input: return "an input";
    case SymbolKind::Noise: return "a noise";
    case SymbolKind::HostVariable: return "a variable of the host";
    case SymbolKind::Train: return "a spike train";
    case SymbolKind::Time: return "the time";
    case SymbolKind::Step: return "the time step";
    case SymbolKind::Index: return "an index";
    case SymbolKind::Local: return "a local name";
    case SymbolKind::Const: return "a constant";
    case SymbolKind::Fn: return "a function";
    case SymbolKind::Kernel: return "a kernel";
    case SymbolKind::Event: return "an event";
    case SymbolKind::Neuron: return "a neuron";
    case SymbolKind::Synapse: return "a synapse";
    case SymbolKind::Mechanism: return "a mechanism";
    case SymbolKind::Plasticity: return "a plasticity rule";
    case SymbolKind::Network: return "a network";
    case SymbolKind::Experiment: return "an experiment";
    case SymbolKind::Instance: return "a mechanism in use";
    case SymbolKind::Compartment: return "a compartment";
    case SymbolKind::Cable: return "a cable";
    case SymbolKind::Population: return "a population";
    case SymbolKind::Group: return "a group";
    case SymbolKind::Projection: return "a projection";
    case SymbolKind::Rule: return "a plasticity rule in use";
    case SymbolKind::NetworkInstance: return "a network in use";
    case SymbolKind::SweepVariable: return "a sweep variable";
    case SymbolKind::Data: return "a data set";
    case SymbolKind::Module: return "a module";
  }
  return "a name";
}

}  // namespace snn::model
