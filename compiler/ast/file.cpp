#include "compiler/ast/file.h"

#include <variant>

namespace snn::ast {

ExprId without_parens(const File& file, ExprId expr) {
  while (expr.is_valid()) {
    const auto* paren = std::get_if<Paren>(&file[expr].kind);
    if (paren == nullptr) break;
    expr = paren->inner;
  }
  return expr;
}

std::string_view spelling(UnaryOp op) {
  switch (op) {
    case UnaryOp::Minus: return "-";
    case UnaryOp::Plus: return "+";
    case UnaryOp::Not: return "not";
  }
  return "";
}

std::string_view spelling(BinaryOp op) {
  switch (op) {
    case BinaryOp::Add: return "+";
    case BinaryOp::Sub: return "-";
    case BinaryOp::Mul: return "*";
    case BinaryOp::Div: return "/";
    case BinaryOp::Mod: return "%";
    case BinaryOp::Pow: return "^";
    case BinaryOp::Lt: return "<";
    case BinaryOp::Le: return "<=";
    case BinaryOp::Gt: return ">";
    case BinaryOp::Ge: return ">=";
    case BinaryOp::Eq: return "==";
    case BinaryOp::Ne: return "!=";
    case BinaryOp::And: return "and";
    case BinaryOp::Or: return "or";
  }
  return "";
}

std::string_view spelling(AssignOp op) {
  switch (op) {
    case AssignOp::Set: return "=";
    case AssignOp::Add: return "+=";
    case AssignOp::Sub: return "-=";
    case AssignOp::Mul: return "*=";
    case AssignOp::Div: return "/=";
  }
  return "";
}

std::string_view spelling(ModelKind kind) {
  switch (kind) {
    case ModelKind::Neuron: return "neuron";
    case ModelKind::Synapse: return "synapse";
    case ModelKind::Mechanism: return "mechanism";
    case ModelKind::Plasticity: return "plasticity";
  }
  return "";
}

std::string_view spelling(Polarity polarity) {
  switch (polarity) {
    case Polarity::None: return "";
    case Polarity::Excitatory: return "excitatory";
    case Polarity::Inhibitory: return "inhibitory";
  }
  return "";
}

}  // namespace snn::ast
