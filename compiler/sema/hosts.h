#pragma once
// The variables of its host that a mechanism works on: `mechanism Leak on V: mV, I: pA`.

#include "compiler/sema/context.h"

#include <string>

namespace snn::sema {

/// One of them, led to a variable where the mechanism is used.
struct HostUse {
  const ast::HostVar* host = nullptr;
  const ast::Use* use = nullptr;
  SymbolId target;
  diag::Diagnostics* diags = nullptr;  // not owned
  const ModelSource* source = nullptr;
};

/// "V: mV, I: pA"
[[nodiscard]] std::string host_list(const ModelSource& source);

/// Reports U104 when the variable is of another kind than the mechanism asks for.
void check_host_use(Context& ctx, const HostUse& use);

}  // namespace snn::sema
