#pragma once
// Files: each has a scope with its own names, around it what it imports, around that the prelude.

#include "compiler/sema/context.h"

#include <vector>

namespace snn::sema {

/// A module and where its names are.
struct ModuleScope {
  const ast::Module* module = nullptr;
  ScopeId scope;
};

/// Declares the names of every module, in order, and leads imports to them.
[[nodiscard]] std::vector<ModuleScope> declare_modules(Context& ctx);

/// Declares the units of every module; a unit may be defined by one that stands later.
void declare_units(Context& ctx);

}  // namespace snn::sema
