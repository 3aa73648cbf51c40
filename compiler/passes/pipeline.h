#pragma once
// Which passes run, in which order.

#include "compiler/passes/pass.h"

#include <functional>
#include <vector>

namespace snn::passes {

using Pipeline = std::vector<const PassInfo*>;

/// How much is done for speed; the bits of every result are the same.
enum class Effort { None, Some, Full };

/// From what lowering gives to what a target takes.
[[nodiscard]] Pipeline pipeline_of(Effort effort);

struct RunOptions {
  /// Checks the program after every pass; a violation is our mistake and stops the compiler.
  bool verifies = false;
  std::function<void(const PassInfo&, PassResult, const ir::Program&)> after = {};
};
/// On in every build but those for users.
#ifdef NDEBUG
inline constexpr bool kVerifiesByDefault = false;
#else
inline constexpr bool kVerifiesByDefault = true;
#endif

void run(ir::Program& program, const Pipeline& pipeline, PassContext& context,
         const RunOptions& options = {.verifies = kVerifiesByDefault, .after = {}});

}  // namespace snn::passes
