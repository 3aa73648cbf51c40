// The statements of handlers.

#include "compiler/syntax/tree_builder.h"

namespace snn::syntax {
namespace {

using P = generated::SnnParser;

ast::AssignOp assign_op(std::uint32_t type) {
  switch (type) {
    case P::ADD_TO: return ast::AssignOp::Add;
    case P::TAKE_FROM: return ast::AssignOp::Sub;
    case P::SCALE_BY: return ast::AssignOp::Mul;
    case P::DIVIDE_BY: return ast::AssignOp::Div;
    default: return ast::AssignOp::Set;
  }
}

}  // namespace

ast::Block TreeBuilder::block(P::BlockContext* context, const Context* parent) {
  if (context == nullptr) return {span_of(parent), {}};
  ast::Block result{braces_of(context), {}};
  for (P::StmtContext* each : context->stmt()) {
    if (const std::optional<ast::StmtId> id = stmt(each)) result.stmts.push_back(*id);
  }
  return result;
}

std::optional<ast::Block> TreeBuilder::optional_block(P::BlockContext* context) {
  if (context == nullptr) return std::nullopt;
  return block(context, context);
}

std::optional<ast::StmtId> TreeBuilder::stmt(P::StmtContext* context) {
  const auto add_stmt = [&](ast::StmtKind kind) {
    return file_.stmts.push_back({span_of(context), std::move(kind)});
  };
  if (auto* assign = context->assignment()) return add_stmt(assignment(assign));
  if (auto* let = context->letStmt()) {
    return add_stmt(ast::LetStmt{name(let->name(), let), expr(let->expr(), let)});
  }
  if (auto* deliver = context->deliverStmt()) {
    return add_stmt(ast::Deliver{expr(deliver->expr(), deliver), optional_ref(deliver->ref())});
  }
  if (context->spikeStmt() != nullptr) return add_stmt(ast::SpikeStmt{});
  if (auto* emit = context->emitStmt()) {
    return add_stmt(ast::Emit{ref(emit->ref(), emit), optional_args(emit->args())});
  }
  if (auto* branch = context->ifStmt()) return add_stmt(if_stmt(branch));
  if (auto* chance = context->chanceStmt()) {
    return add_stmt(
        ast::WithProbability{expr(chance->expr(), chance), block(chance->block(), chance)});
  }
  if (auto* loop = context->forStmt()) {
    return add_stmt(
        ast::For{name(loop->name(), loop), range(loop->range(), loop), block(loop->block(), loop)});
  }
  return std::nullopt;
}

ast::Assign TreeBuilder::assignment(P::AssignmentContext* context) {
  ast::Assign result;
  result.target = ref(context->ref(), context);
  result.op_span = span_of(context);
  if (context->children.size() > 1) {
    if (auto* op = dynamic_cast<antlr4::tree::TerminalNode*>(context->children[1])) {
      result.op = assign_op(lexeme_of(op->getSymbol()).type);
      result.op_span = span_of(op);
    }
  }
  result.value = expr(context->expr(), context);
  return result;
}

ast::If TreeBuilder::if_stmt(P::IfStmtContext* context) {
  ast::If result;
  const std::vector<P::ExprContext*> conditions = context->expr();
  const std::vector<P::BlockContext*> blocks = context->block();
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    P::BlockContext* arm = i < blocks.size() ? blocks[i] : nullptr;
    const ast::ExprId condition = expr(conditions[i], context);
    result.arms.push_back({condition, block(arm, context)});
  }
  if (result.arms.empty()) result.arms.push_back({missing_expr(context), block(nullptr, context)});
  if (blocks.size() > conditions.size()) result.otherwise = block(blocks.back(), context);
  return result;
}

}  // namespace snn::syntax
