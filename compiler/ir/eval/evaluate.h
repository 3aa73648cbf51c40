#pragma once
// What each pure instruction computes: the one place where that is written in C++. Constant folding
// and the interpreter ask here.

#include "compiler/ir/eval/number.h"
#include "compiler/ir/program.h"

#include <span>

namespace snn::ir {

/// Whether `evaluate` knows the op: those that are functions of their operands, attribute and
/// result type alone, and give one value.
[[nodiscard]] bool is_evaluable(Op op);

/// `type` is the type of the result, `attribute` that of the instruction. Floats are computed in
/// the precision of their operands, `Real` in f64.
[[nodiscard]] Number evaluate(Op op, Type type, const Attribute& attribute,
                              std::span<const Number> args);

/// The two ops of linear algebra: fills `results`, one per result of the instruction.
void evaluate_matrix(Op op, const Attribute& attribute, std::span<const Number> args,
                     std::span<Number> results);

}  // namespace snn::ir
