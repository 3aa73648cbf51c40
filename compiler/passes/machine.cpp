// machine: the one pass that changes values. From here on the bits of every result are settled.
//
//   kernel E.step each @E {                        kernel E.step each @E {
//     %V = load self.V : real                        %V = load self.V : f32
//     %tau = load_global tau : real                  %tau = load_global tau : f64
//                                                    %r = div 1.0 : f64, %tau
//                                                    %r32 = convert %r : f32
//     %rate = div %V, %tau              ->           %rate = mul %V, %r32
//     %p = pow %V, 2.0                               %p = mul %V, %V
//     %sum = add %p, %rate                           %sum = fma %V, %r32, %p
//     store self.V, %sum                             %0 = flush %sum
//   }                                                store self.V, %0
//                                                  }
//
// In this order:
//
// 1. Widths. Every `real` field is of the chosen precision, every `real` global is f64. A number is
//    uniform when it follows from constants, globals, sizes, the step and the time alone; uniform
//    numbers, and all numbers of kernels that run once or for a pair, are f64. Others have the
//    precision. Where an instruction needs both, the f64 operand is converted. So under f32 time,
//    the step and every coefficient that is shared by all cells are computed in f64.
// 2. Powers with a constant exponent that is a multiple of 1/2 are products and square roots, where
//    twice the exponent is at most 2^10: x^2 = x*x, x^3 = (x*x)*x, x^4 = (x*x)*(x*x), x^-1 = 1/x,
//    x^(1/2) = sqrt(x), x^(3/2) = x*sqrt(x), others `pow_int` and `pow_half`.
// 3. A division by a power of two is a product with its reciprocal, which is exact. In kernels of
// the
//    step a division by a uniform number becomes one too, which may change the last bit; not where
//    the quotient is compared, rounded to a whole number, or converted to one.
// 4. A float that is stored in a state goes through `flush`.
// 5. A product that one sum of the same block, and nothing else, reads becomes an `fma` with it.
// When
//    both operands are such products the right one does: a*b + c*d is fma(c, d, a*b).

#include "compiler/passes/machine.h"

#include "compiler/passes/pass.h"

namespace snn::passes {

PassResult machine(ir::Program& program, PassContext& context) {
  if (program.level != ir::Level::Ideal) return PassResult::Unchanged;
  for (blueprint::Field& field : program.blueprint.fields) {
    if (field.type == ir::Type::Real) field.type = context.precision;
  }
  for (blueprint::Global& global : program.blueprint.globals) {
    if (global.type == ir::Type::Real) global.type = ir::Type::F64;
  }
  for (std::size_t i = 0; i < program.kernels.size(); ++i) {
    const auto id = static_cast<ir::KernelId>(i);
    rewrite_kernel(program, id, {.precision = context.precision});
    form_fma(program.kernels[id]);
  }
  program.level = ir::Level::Machine;
  // Products that became part of an fma, constants that became another width.
  dce(program, context);
  return PassResult::Changed;
}

}  // namespace snn::passes
