#pragma once
// Typed, resolved expressions and handler statements. They mirror those of the tree, with every
// name resolved to a symbol and every literal in internal units.

#include "compiler/model/intrinsics.h"
#include "compiler/model/type.h"
#include "compiler/source/source.h"
#include "compiler/support/ids.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace snn::model {

using source::SourceSpan;

struct SymbolId : Id<SymbolId> {
  using Id::Id;
};
struct ExprId : Id<ExprId> {
  using Id::Id;
};
struct StmtId : Id<StmtId> {
  using Id::Id;
};
struct FunctionId : Id<FunctionId> {
  using Id::Id;
};

enum class UnaryOp { Minus, Not };
enum class BinaryOp { Add, Sub, Mul, Div, Mod, Pow, Lt, Le, Gt, Ge, Eq, Ne, And, Or };

/// A number in internal units.
struct Literal {
  double value = 0;
};
struct BoolLiteral {
  bool value = false;
};
struct TextLiteral {
  std::string value;
};
/// `steady` as an initial value.
struct SteadyValue {};
/// The value of a variable, constant, index or local, or a derivative of a state whose equation is
/// of higher order.
struct Read {
  SymbolId symbol;
  int derivative = 0;
};
/// One subscript: a single position, or a range with an optional step.
struct Subscript {
  ExprId begin;
  ExprId end;   // none: one position
  ExprId step;  // none: 1
};
/// One name of a path, with its subscripts.
struct PathStep {
  SymbolId symbol;
  std::vector<Subscript> subscripts;
};
/// `net.E[0..50].V`: an entity, or a variable of its cells.
struct Path {
  std::vector<PathStep> steps;
};
enum class Side { Pre, Post };
/// `pre.x`, `post.x`, `pre.x(t - d)`: a variable of the cell at one end, whose declaration is known
/// only where a `connect` joins populations.
struct Remote {
  Side side = Side::Pre;
  std::string variable;
  ExprId time;  // none: now
};
/// `x[2]`, `Q[i, j]`
struct Element {
  ExprId base;
  std::vector<Subscript> subscripts;
};
struct Unary {
  UnaryOp op = UnaryOp::Minus;
  ExprId operand;
};
struct Binary {
  BinaryOp op = BinaryOp::Add;
  ExprId lhs;
  ExprId rhs;
};
struct Conditional {
  ExprId condition;
  ExprId yes;
  ExprId no;
};
/// A built-in function, distribution, measure, layout … of the table in intrinsics.def.
struct NamedArg {
  std::string name;  // empty: positional
  ExprId value;
};
struct IntrinsicCall {
  Intrinsic intrinsic;
  std::vector<NamedArg> args;
};
/// A function of the language, checked for these argument types.
struct FunctionCall {
  FunctionId function;
  std::vector<ExprId> args;
};
/// `convolve(kernel, source)`
struct Convolution {
  SymbolId kernel;
  ExprId source;
};
/// `[a, b, c]`
struct ArrayValue {
  std::vector<ExprId> elements;
};
/// `k in 0..3: x[k]` as an argument: one value for each `k`.
struct Comprehension {
  SymbolId variable;
  Subscript range;
  ExprId value;
};
struct ErrorValue {};

using ExprKind = std::variant<Literal, BoolLiteral, TextLiteral, SteadyValue, Read, Path, Remote,
                              Element, Unary, Binary, Conditional, IntrinsicCall, FunctionCall,
                              Convolution, ArrayValue, Comprehension, ErrorValue>;
struct Expr {
  SourceSpan span;
  Type type;
  ExprKind kind;
};

// ---- handler statements -----------------------------------------------------------------------

enum class AssignOp { Set, Add, Sub, Mul, Div };

using Block = std::vector<StmtId>;

struct Assign {
  SymbolId target;
  std::vector<Subscript> subscripts;
  AssignOp op = AssignOp::Set;
  ExprId value;
};
struct LocalLet {
  SymbolId symbol;
  ExprId value;
};
struct Deliver {
  ExprId value;
  std::string port;  // empty: the port that is connected to
};
struct SpikeNow {};
struct Emit {
  SymbolId event;
  ExprId value;  // none: 1
};
struct If {
  struct Arm {
    ExprId condition;
    Block block;
  };
  std::vector<Arm> arms;
  Block otherwise;
};
struct WithProbability {
  ExprId probability;
  Block block;
};
struct For {
  SymbolId variable;
  ExprId begin;
  ExprId end;
  ExprId step;  // none: 1
  Block block;
};

using StmtKind = std::variant<Assign, LocalLet, Deliver, SpikeNow, Emit, If, WithProbability, For>;
struct Stmt {
  SourceSpan span;
  StmtKind kind;
};

}  // namespace snn::model
