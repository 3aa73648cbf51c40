#include "compiler/sema/context.h"

#include <utility>

namespace snn::sema {

void Context::mark_read(SymbolId symbol) {
  if (is_read.size() <= symbol.index) is_read.resize(symbol.index + 1);
  is_read[symbol.index] = true;
}

bool Context::was_read(SymbolId symbol) const {
  return symbol.index < is_read.size() && is_read[symbol.index];
}

ExprId Context::add(SourceSpan span, Type type, model::ExprKind kind) {
  return program.exprs.push_back({span, std::move(type), std::move(kind)});
}

ExprId Context::error(SourceSpan span) {
  not_understood.push_back(span);
  return add(span, Type::error(), model::ErrorValue{});
}

}  // namespace snn::sema
