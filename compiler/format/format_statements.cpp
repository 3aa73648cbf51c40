// The statements of handlers.

#include "compiler/format/formatter.h"

namespace snn::format {

void Formatter::block(const ast::Block& block, bool has_group) {
  space();
  braces({.end = block.span.end, .has_group = has_group}, block.stmts, [&](ast::StmtId id) {
    std::visit([&](const auto& kind) { write(kind); }, file_[id].kind);
  });
}

void Formatter::write(const ast::Assign& assign) {
  ref(assign.target);
  space();
  definition(ast::spelling(assign.op), assign.value);
}

void Formatter::write(const ast::LetStmt& let) {
  word("let");
  space();
  out_.name(let.name);
  space();
  definition("=", let.value);
}

void Formatter::write(const ast::Deliver& deliver) {
  layout_.indent(4);
  word("deliver");
  space();
  expr(deliver.value);
  if (deliver.port) {
    clause("to");
    ref(*deliver.port);
  }
  layout_.unindent();
}

void Formatter::write(const ast::SpikeStmt& /*spike*/) {
  word("spike");
}

void Formatter::write(const ast::Emit& emit) {
  word("emit");
  space();
  ref(emit.event);
  args(emit.args);
}

void Formatter::write(const ast::If& choice) {
  layout_.open();
  bool is_first = true;
  for (const ast::IfArm& arm : choice.arms) {
    if (!is_first) infix("else");
    is_first = false;
    word("if");
    space();
    expr(arm.condition);
    block(arm.block, false);
  }
  if (choice.otherwise) {
    space();
    word("else");
    block(*choice.otherwise, false);
  }
  layout_.close();
}

void Formatter::write(const ast::WithProbability& chance) {
  word("with");
  infix("probability");
  expr(chance.probability);
  block(chance.block);
}

void Formatter::write(const ast::For& loop) {
  word("for");
  space();
  out_.name(loop.variable);
  infix("in");
  range(loop.range);
  block(loop.block);
}

}  // namespace snn::format
