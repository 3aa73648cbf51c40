#pragma once
// Model expressions as instructions. What a name means depends on the kernel, so it is asked of
// `Names`; everything else is the same everywhere.

#include "compiler/ir/builder.h"
#include "compiler/lower/variable.h"
#include "compiler/model/program.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace snn::lower {

/// The user's program asks for something that has no instructions yet; caught where the program is
/// lowered and reported with its place.
struct Unsupported : std::runtime_error {
  Unsupported(const std::string& what, source::SourceSpan where)
      : std::runtime_error(what), span(where) {}
  source::SourceSpan span;
};

class Expressions;

/// Arrays of up to this many elements are written out, one instruction for each.
inline constexpr std::int64_t kMostWrittenOut = 8;

/// Where an array has its elements, row by row if it is a matrix.
struct Array {
  FieldRef field;
  std::int64_t length = 0;
  std::int64_t n_columns = 1;
};

/// Which element is meant: a number that is known, or an I64 of the kernel.
struct Position {
  std::optional<std::int64_t> known;
  ValueId at = {};
};

/// The names that expressions of one kernel may use.
class Names {
 public:
  virtual ~Names() = default;
  /// The present value of a variable, as a float of the kernel. Asked once, until it is set.
  [[nodiscard]] virtual ValueId read(Expressions& here, StateVariable variable,
                                     const model::Expr& expr) = 0;
  /// `net.E.V_th`, `E[3].V`
  [[nodiscard]] virtual ValueId path(Expressions& here, const model::Path& path,
                                     const model::Expr& expr) = 0;
  /// `pre.x`, `post.x`
  [[nodiscard]] virtual ValueId remote(Expressions& here, const model::Remote& remote,
                                       const model::Expr& expr) = 0;
  /// Functions that look at the network: count, distance, measures; and convolutions.
  [[nodiscard]] virtual ValueId call(Expressions& here, const model::IntrinsicCall& call,
                                     const model::Expr& expr) = 0;
  /// The stream that a draw at this place takes.
  [[nodiscard]] virtual ir::Stream stream(const model::Expr& expr) = 0;
  [[nodiscard]] virtual ValueId convolution(Expressions& here, const model::Convolution& asked,
                                            const model::Expr& expr) = 0;
  /// Where a variable that is an array has its elements.
  [[nodiscard]] virtual Array array(StateVariable variable, const model::Expr& expr) = 0;
};

/// Writes expressions into the block that the builder has open. What was computed is remembered:
/// an expression that stands in two places is computed once.
class Expressions {
 public:
  /// `real`: what a float is in this kernel.
  Expressions(const model::Program& program, ir::Builder& builder, Type real, Names& names)
      : program_(program), builder_(builder), real_(real), names_(names) {}

  [[nodiscard]] ValueId value(ExprId expr);
  /// As a Bool.
  [[nodiscard]] ValueId condition(ExprId expr);
  [[nodiscard]] ValueId variable(StateVariable variable, const model::Expr& at);

  /// An element of an array; of a number, the number itself.
  [[nodiscard]] ValueId element(ExprId array, const Position& at);
  [[nodiscard]] std::int64_t length_of(ExprId array);
  /// Every element in turn: written out where they are few, else as a loop.
  void for_each_element(std::int64_t length, const std::function<void(const Position&)>& visit);
  /// Numbers inside an array's expression are computed here, before its elements are.
  void prepare(ExprId array);
  /// The integer that a subscript is.
  [[nodiscard]] Position position(ExprId subscript);
  [[nodiscard]] ValueId index_of(const Position& at);
  [[nodiscard]] ValueId load(const Array& array, const Position& at);
  void store(FieldRef field, const Position& at, ValueId value);

  /// From here on the variable has this value.
  void set(StateVariable variable, ValueId value);
  /// What was computed from anything that may have changed no longer holds.
  void forget_computed();
  /// The same for a name whose value nothing else depends on: a local, an argument.
  void bind(SymbolId symbol, ValueId value) { known_.variables[{symbol, 0}] = value; }
  /// A name whose definition is computed when it is first read.
  void define(SymbolId symbol, ExprId definition) { definitions_[symbol] = definition; }
  [[nodiscard]] bool knows(StateVariable variable) const {
    return known_.variables.contains(variable);
  }

  /// What is known at one place; inside a branch more is, which is forgotten behind it.
  struct Known {
    std::map<ExprId, ValueId> exprs;
    std::map<StateVariable, ValueId> variables;
    std::map<std::pair<ExprId, std::int64_t>, ValueId> elements;
  };
  [[nodiscard]] Known known() const { return known_; }
  void restore(Known known) { known_ = std::move(known); }

  [[nodiscard]] ValueId number(double value) { return builder_.constant(real_, value); }
  [[nodiscard]] ValueId to_real(ValueId value) { return builder_.convert(value, real_); }
  /// floor(x + 1/2) as an integer.
  [[nodiscard]] ValueId whole(ValueId value, Type type);
  /// A draw whose stream belongs to the place of an expression.
  [[nodiscard]] ValueId draw(ir::Op op, ValueId first, ValueId second, const model::Expr& at);
  [[nodiscard]] ValueId choose(ValueId condition, ValueId yes, ValueId no);

  [[nodiscard]] const model::Program& program() const { return program_; }
  [[nodiscard]] ir::Builder& builder() { return builder_; }
  [[nodiscard]] Type real() const { return real_; }

 private:
  [[nodiscard]] ValueId computed(const model::Expr& expr);
  [[nodiscard]] ValueId binary(const model::Binary& binary);
  [[nodiscard]] ValueId power(ValueId base, ExprId exponent);
  [[nodiscard]] ValueId function(const model::FunctionCall& call, const model::Expr& expr);
  [[nodiscard]] ValueId intrinsic(const model::IntrinsicCall& call, const model::Expr& expr);
  [[nodiscard]] ValueId fold(ir::Op op, const std::vector<model::NamedArg>& args);
  [[nodiscard]] std::optional<ExprId> definition_of(SymbolId symbol) const;
  [[nodiscard]] ValueId operation(model::BinaryOp op, ValueId lhs, ValueId rhs);
  [[nodiscard]] ValueId computed_element(ExprId id, const Position& at);
  [[nodiscard]] ValueId element_of_variable(StateVariable variable, const Position& at,
                                            const model::Expr& expr);
  [[nodiscard]] ValueId element_of_call(const model::IntrinsicCall& call, const Position& at,
                                        const model::Expr& expr);
  [[nodiscard]] ValueId element_of_list(const model::ArrayValue& list, const Position& at);
  [[nodiscard]] ValueId element_of_comprehension(const model::Comprehension& list,
                                                 const Position& at);
  [[nodiscard]] Position moved(const model::Subscript& range, const Position& at);
  [[nodiscard]] ValueId subscripted(const model::Element& element, const model::Expr& expr);
  [[nodiscard]] ValueId reduced(const model::IntrinsicCall& call);
  [[nodiscard]] ValueId chosen(const model::IntrinsicCall& call, const model::Expr& expr);
  [[nodiscard]] bool is_array(ExprId expr) const;
  [[nodiscard]] bool names_cells(ExprId expr) const;
  /// Stops at set-up where there is no such element.
  void require_inside(ValueId at, std::int64_t length, const model::Expr& expr);
  ValueId with_arguments(const model::FunctionCall& call, const std::function<ValueId()>& body);

  const model::Program& program_;
  ir::Builder& builder_;
  Type real_;
  Names& names_;
  Known known_;
  std::map<SymbolId, ExprId> definitions_;
};

}  // namespace snn::lower
