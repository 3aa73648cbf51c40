#pragma once
// One body of a model being put together: the model's own, its base's, a mechanism's in use, a
// compartment's. Each has a scope of its own and adds to the same component.

#include "compiler/sema/context.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {

/// A value given where a model is used: `extends LIF(V_th = 0 mV)`, `use exc = ExpCond(tau = 5
/// ms)`.
struct Override {
  const ast::Arg* arg = nullptr;
  Env env;  // of the place where it is given
  diag::Diagnostics* diags = nullptr;
  bool is_used = false;
};
using Overrides = std::map<std::string, Override, std::less<>>;

struct Layer {
  const ast::File* file = nullptr;
  const ast::Body* body = nullptr;
  ScopeId scope;
  ComponentId component;
  std::string prefix;  // `exc.`
  /// Checked where it was declared; said once.
  bool is_quiet = false;
  /// The model's own body, or a compartment of it.
  bool is_own = true;
  Overrides overrides;

  [[nodiscard]] Env env(Place place) const {
    Env env;
    env.file = file;
    env.scope = scope;
    env.component = component;
    env.place = place;
    return env;
  }
};

}  // namespace snn::sema
