#pragma once
// The tree as written: expressions, statements and the small parts that both they and items share.
//
// Nodes live in arenas of `ast::File` and name each other by id. There are no parents, no types, no
// symbols and no errors in them. Views point into the source text, which outlives the tree.

#include "compiler/source/source.h"
#include "compiler/support/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace snn::ast {

using source::SourceSpan;

struct ExprId : Id<ExprId> {
  using Id::Id;
};
struct StmtId : Id<StmtId> {
  using Id::Id;
};
struct ItemId : Id<ItemId> {
  using Id::Id;
};

/// An identifier where it stands. A name that the parser had to invent is empty.
struct Name {
  SourceSpan span;
  std::string_view text;
};

/// A unit as it was written: `mV`, `uF/cm^2`, `per ms`, `[1/(mV*ms)]`. The text leaves out the
/// brackets; its meaning is the business of the room `units`.
struct UnitText {
  SourceSpan span;
  std::string_view text;
};

/// `std.neurons.LIF`
struct QualifiedName {
  SourceSpan span;
  std::vector<Name> parts;
};

/// `a..b step c`; without `step`, `step` is none.
struct Range {
  SourceSpan span;
  ExprId begin;
  ExprId end;
  ExprId step;
};

/// One subscript: a range, or a single expression in `at`.
struct Index {
  std::optional<Range> range;
  ExprId at;
};

struct RefPart {
  Name name;
  std::vector<Index> indices;
};

/// `net.E[0..50].V`
struct Ref {
  SourceSpan span;
  std::vector<RefPart> parts;
};

/// `value`, `name = value`, or `name in range: value`.
struct Arg {
  SourceSpan span;
  std::optional<Name> name;
  std::optional<Range> range;
  ExprId value;
};

/// `(…)` after a name. Absent arguments and empty parentheses are told apart by std::optional.
struct Args {
  SourceSpan span;
  std::vector<Arg> list;
};

/// `in [0, inf)`
struct Bounds {
  SourceSpan span;
  bool is_low_open = false;
  bool is_high_open = false;
  ExprId low;
  ExprId high;
};

// ---- expressions ------------------------------------------------------------------------------

enum class UnaryOp { Minus, Plus, Not };
enum class BinaryOp { Add, Sub, Mul, Div, Mod, Pow, Lt, Le, Gt, Ge, Eq, Ne, And, Or };

/// `12`, `1e-3`
struct Number {
  double value = 0;
};
/// `10 mV`, `1 per ms`, `0.04 [1/(mV*ms)]`
struct Quantity {
  double value = 0;
  SourceSpan number;
  UnitText unit;
};
/// Without its quotes and escapes.
struct String {
  std::string value;
};
struct Bool {
  bool value = false;
};
struct Infinity {};
struct Steady {};
/// A name with members and subscripts, read as a value.
struct RefExpr {
  Ref ref;
};
/// `f(x, tau = 5 ms)`, `pre.r(t - d)`
struct Call {
  Ref callee;
  Args args;
};
/// `x'`: the derivative of `base` as a value.
struct PrimeExpr {
  ExprId base;
  int order = 1;
};
struct Unary {
  UnaryOp op = UnaryOp::Minus;
  ExprId operand;
};
struct Binary {
  BinaryOp op = BinaryOp::Add;
  SourceSpan op_span;
  ExprId lhs;
  ExprId rhs;
};
/// `if condition then yes else no`
struct Conditional {
  ExprId condition;
  ExprId yes;
  ExprId no;
};
/// `[a, b, c]`
struct Array {
  std::vector<ExprId> elements;
};
/// `(inner)`: kept so that the writer's parentheses survive formatting.
struct Paren {
  ExprId inner;
};
/// The parser recovered here. Every later stage stays silent about it.
struct ErrorExpr {};

using ExprKind = std::variant<Number, Quantity, String, Bool, Infinity, Steady, RefExpr, Call,
                              PrimeExpr, Unary, Binary, Conditional, Array, Paren, ErrorExpr>;
struct Expr {
  SourceSpan span;
  ExprKind kind;
};

// ---- statements of handlers -------------------------------------------------------------------

/// `{ … }` of statements.
struct Block {
  SourceSpan span;
  std::vector<StmtId> stmts;
};

enum class AssignOp { Set, Add, Sub, Mul, Div };

struct Assign {
  Ref target;
  AssignOp op = AssignOp::Set;
  SourceSpan op_span;
  ExprId value;
};
struct LetStmt {
  Name name;
  ExprId value;
};
/// `deliver value to port`
struct Deliver {
  ExprId value;
  std::optional<Ref> port;
};
struct SpikeStmt {};
/// `emit reward(2)`
struct Emit {
  Ref event;
  std::optional<Args> args;
};
struct IfArm {
  ExprId condition;
  Block block;
};
/// `if … { } else if … { } else { }`
struct If {
  std::vector<IfArm> arms;
  std::optional<Block> otherwise;
};
struct WithProbability {
  ExprId probability;
  Block block;
};
struct For {
  Name variable;
  Range range;
  Block block;
};

using StmtKind = std::variant<Assign, LetStmt, Deliver, SpikeStmt, Emit, If, WithProbability, For>;
struct Stmt {
  SourceSpan span;
  StmtKind kind;
};

}  // namespace snn::ast
