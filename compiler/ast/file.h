#pragma once
// One parsed file: its arenas, its top-level items in order, and its comments.

#include "compiler/ast/items.h"
#include "compiler/ast/nodes.h"
#include "compiler/support/ids.h"

#include <string_view>
#include <vector>

namespace snn::ast {

/// A `#` or `##` comment, from its first `#` to the end of its line.
struct Comment {
  SourceSpan span;
  bool is_doc = false;
};

struct File {
  source::FileId source;
  IdVector<ExprId, Expr> exprs;
  IdVector<StmtId, Stmt> stmts;
  IdVector<ItemId, Item> items;
  std::vector<ItemId> top;
  std::vector<Comment> comments;  // in the order of the text

  [[nodiscard]] const Expr& operator[](ExprId id) const { return exprs[id]; }
  [[nodiscard]] const Stmt& operator[](StmtId id) const { return stmts[id]; }
  [[nodiscard]] const Item& operator[](ItemId id) const { return items[id]; }
};

/// The expression inside any number of parentheses.
[[nodiscard]] ExprId without_parens(const File& file, ExprId expr);

/// How an operator is written.
[[nodiscard]] std::string_view spelling(UnaryOp op);
[[nodiscard]] std::string_view spelling(BinaryOp op);
[[nodiscard]] std::string_view spelling(AssignOp op);
/// "neuron", "synapse", "mechanism", "plasticity"
[[nodiscard]] std::string_view spelling(ModelKind kind);
/// "excitatory", "inhibitory", or nothing
[[nodiscard]] std::string_view spelling(Polarity polarity);

}  // namespace snn::ast
