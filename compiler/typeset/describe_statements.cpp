// What is done at an instant.

#include "compiler/support/match.h"
#include "compiler/typeset/describe.h"

namespace snn::typeset {

std::vector<Step> Describer::steps(const ast::Block& block) const {
  std::vector<Step> result;
  for (const ast::StmtId id : block.stmts)
    add_step(file_[id], result);
  return result;
}

std::string Describer::assignment(const ast::Assign& assign) const {
  const Notation& notation = formulas_.notation();
  std::string head = formulas_.ref(assign.target) + std::string(notation.assigned());
  const auto updated = [&](ast::BinaryOp op) {
    return head + formulas_.operation(assign.target, op, assign.value);
  };
  switch (assign.op) {
    case ast::AssignOp::Set: return head + formulas_.expr(assign.value);
    case ast::AssignOp::Add: return updated(ast::BinaryOp::Add);
    case ast::AssignOp::Sub: return updated(ast::BinaryOp::Sub);
    case ast::AssignOp::Mul: return updated(ast::BinaryOp::Mul);
    case ast::AssignOp::Div: return updated(ast::BinaryOp::Div);
  }
  return head;
}

void Describer::add_step(const ast::Stmt& stmt, std::vector<Step>& steps) const {
  const auto add = [&](Phrase text, std::vector<Step> inner = {}) {
    steps.push_back({std::move(text), std::move(inner)});
  };
  match(
      stmt.kind, [&](const ast::Assign& each) { add(Phrase().formula(assignment(each))); },
      [&](const ast::LetStmt& let) {
        add(Phrase().formula(formulas_.name(let.name.text) +
                             std::string(formulas_.notation().infix(ast::BinaryOp::Eq)) +
                             formulas_.expr(let.value)));
      },
      [&](const ast::Deliver& deliver) {
        Phrase phrase;
        phrase.words("deliver ").formula(formulas_.expr(deliver.value));
        if (deliver.port) phrase.words(" to ").formula(formulas_.ref(*deliver.port));
        add(std::move(phrase));
      },
      [&](const ast::SpikeStmt&) { add(Phrase().words("spike")); },
      [&](const ast::Emit& emit) {
        Phrase phrase;
        phrase.words("emit ").formula(formulas_.ref(emit.event));
        if (emit.args) phrase.words(" with ").formula(formulas_.args(*emit.args));
        add(std::move(phrase));
      },
      [&](const ast::If& each) { add_choice(each, steps); },
      [&](const ast::WithProbability& chance) {
        add(Phrase().words("with probability ").formula(formulas_.expr(chance.probability)),
            this->steps(chance.block));
      },
      [&](const ast::For& loop) {
        Phrase phrase;
        phrase.words("for ").formula(formulas_.name(loop.variable.text));
        add(std::move(phrase.words(" in ").formula(formulas_.range(loop.range))),
            this->steps(loop.block));
      });
}

void Describer::add_choice(const ast::If& choice, std::vector<Step>& steps) const {
  bool is_first = true;
  for (const ast::IfArm& arm : choice.arms) {
    Phrase phrase;
    phrase.words(is_first ? "if " : "otherwise, if ").formula(formulas_.expr(arm.condition));
    steps.push_back({std::move(phrase), this->steps(arm.block)});
    is_first = false;
  }
  if (choice.otherwise) {
    steps.push_back({Phrase().words("otherwise"), this->steps(*choice.otherwise)});
  }
}

}  // namespace snn::typeset
