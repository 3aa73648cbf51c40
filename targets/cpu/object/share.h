#pragma once
// Populations of one model and projections of one synapse have kernels that differ in a few
// numbers: which columns they use, which stream they draw from. Such functions become one, which
// takes these numbers as arguments, so that a network of many populations compiles as fast as one
// of two.

namespace llvm {
class Module;
}  // namespace llvm

namespace snn::cpu {

/// Every function keeps its name, and calls what it shares with others.
void share_alike(llvm::Module& module);

}  // namespace snn::cpu
