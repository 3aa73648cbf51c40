#pragma once
// Where the operations of this room write: for its own files.

namespace llvm {
class IRBuilderBase;
}  // namespace llvm

namespace snn::cpu::write {

/// The builder of the innermost `Writing` of this thread.
[[nodiscard]] llvm::IRBuilderBase& builder();

}  // namespace snn::cpu::write
