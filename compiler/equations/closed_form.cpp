#include "compiler/equations/closed_form.h"

#include "compiler/equations/structure.h"

namespace snn::equations {

std::vector<ClosedForm> closed_forms(Algebra& algebra, model::ComponentId component) {
  const OdeSystem system = system_of(algebra, component);
  std::vector<ClosedForm> found;
  if (!system.refusal.empty()) return found;
  const Structure structure = structure_of(algebra, system);
  for (std::size_t i = 0; i < system.equations.size(); ++i) {
    const OdeEquation& equation = system.equations[i];
    const std::optional<LinearForm>& form = structure.own_forms[i];
    if (!equation.diffusions.empty() || structure.rough.contains(i) || !form) continue;
    const auto slope = form->slopes.find(equation.variable);
    const ExprId rate = slope == form->slopes.end() ? algebra.literal(0) : slope->second;
    if (!is_constant(algebra.program(), rate) || !is_constant(algebra.program(), form->rest))
      continue;
    found.push_back({equation.variable, rate, form->rest});
  }
  return found;
}

ExprId value_after(Algebra& algebra, const ClosedForm& form, ExprId start, ExprId time) {
  const ExprId exponent = algebra.multiply(form.rate, time);
  if (algebra.is_zero(form.rate)) return algebra.add(start, algebra.multiply(form.offset, time));
  if (algebra.is_zero(form.offset))
    return algebra.multiply(start, algebra.call(model::Intrinsic::Exp, exponent));
  // Also where the rate comes to 0: x + (a x + b) t phi(a t), with phi(z) = (e^z - 1)/z.
  const ExprId slope = algebra.add(algebra.multiply(form.rate, start), form.offset);
  return algebra.add(start, algebra.multiply(algebra.multiply(slope, time),
                                             algebra.call(model::Intrinsic::Phi, exponent)));
}

}  // namespace snn::equations
