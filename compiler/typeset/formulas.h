#pragma once
// Expressions of a tree as formulas. The writer's parentheses are dropped and come back where the
// notation needs them: a fraction with a line needs fewer than one with a slash.

#include "compiler/ast/file.h"
#include "compiler/source/source.h"
#include "compiler/typeset/notation.h"

#include <string>

namespace snn::typeset {

class Formulas {
 public:
  /// All must outlive the formulas.
  Formulas(const ast::File& file, const source::SourceManager& sources, const Notation& notation)
      : file_(file), sources_(sources), notation_(notation) {}

  [[nodiscard]] std::string expr(ast::ExprId id) const { return formula(id).text; }
  /// As the whole right side of an equation, where a choice may have a line for each case.
  [[nodiscard]] std::string right_side(ast::ExprId id) const;
  /// `target op value`, as the new value of `target`.
  [[nodiscard]] std::string operation(const ast::Ref& target, ast::BinaryOp op,
                                      ast::ExprId value) const {
    return combined(op, reference(target), formula(value)).text;
  }
  [[nodiscard]] std::string name(std::string_view name) const { return notation_.name(name); }
  [[nodiscard]] std::string ref(const ast::Ref& ref) const { return reference(ref).text; }
  [[nodiscard]] std::string args(const ast::Args& args) const;
  [[nodiscard]] std::string bounds(const ast::Bounds& bounds) const;
  [[nodiscard]] std::string range(const ast::Range& range) const;
  [[nodiscard]] std::string left_side(const ast::Equation& equation) const;
  [[nodiscard]] const Notation& notation() const { return notation_; }

 private:
  [[nodiscard]] Formula formula(ast::ExprId id) const;
  [[nodiscard]] Formula atom(const ast::Expr& expr) const;
  [[nodiscard]] Formula reference(const ast::Ref& ref) const;
  [[nodiscard]] Formula call(const ast::Call& call) const;
  [[nodiscard]] std::string arg(const ast::Arg& arg) const;
  [[nodiscard]] Formula unary(const ast::Unary& unary) const;
  [[nodiscard]] Formula combined(ast::BinaryOp op, Formula lhs, Formula rhs) const;
  [[nodiscard]] Formula infix(ast::BinaryOp op, Level level, Formula lhs, Formula rhs) const;
  struct Choice {
    std::vector<Case> cases;
    std::string otherwise;
  };
  [[nodiscard]] Choice choice(const ast::Conditional& conditional) const;

  const ast::File& file_;
  const source::SourceManager& sources_;
  const Notation& notation_;
};

}  // namespace snn::typeset
