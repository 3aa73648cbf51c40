#pragma once
// What a pass is: a function from a program to a program that says whether it changed anything.

#include "compiler/ir/program.h"

#include <span>
#include <string_view>

namespace snn::passes {

enum class PassResult { Unchanged, Changed };

struct PassContext {
  /// The width of the numbers of cells and edges: F64 or F32.
  ir::Type precision = ir::Type::F64;
};

using PassFunction = PassResult (*)(ir::Program&, PassContext&);

struct PassInfo {
  std::string_view name;
  PassFunction function = nullptr;
  std::string_view sentence;
};

/// The rows of passes.def.
[[nodiscard]] std::span<const PassInfo> all_passes();
/// Null when there is none.
[[nodiscard]] const PassInfo* pass_named(std::string_view name);

#define SNN_PASS(function, name, sentence) PassResult function(ir::Program&, PassContext&);
#include "compiler/passes/passes.def"
#undef SNN_PASS

}  // namespace snn::passes
