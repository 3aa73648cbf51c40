#include "compiler/sema/context.h"

#include <utility>

namespace snn::sema {

Context::Context(const ast::Program& tree_read, const source::SourceManager& sources_read,
                 diag::Diagnostics& main_diags)
    : tree(tree_read), sources(sources_read), diags(&main_diags), main(&main_diags) {}

Context::~Context() = default;

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
