#pragma once
// The declarations of a model: parameters, states, lets, inputs, noise. Their types are found on
// demand, from the unit that is written or from the value that is given.

#include "compiler/sema/bounds.h"
#include "compiler/sema/initial_values.h"
#include "compiler/sema/layer.h"

namespace snn::sema {

void declare_params(Context& ctx, Layer& layer, const ast::Param& param);
void declare_states(Context& ctx, Layer& layer, const ast::State& state);
/// `x' = 0 mV/ms` beside `state x`: where the derivative of a second-order equation starts.
void check_derivative_start(Context& ctx, const Layer& layer, const ast::Decl& decl);
void declare_let(Context& ctx, Layer& layer, const ast::Let& let);
void declare_input(Context& ctx, Layer& layer, const ast::Input& input);
void declare_noise(Context& ctx, Layer& layer, const ast::Noise& noise);
void declare_const(Context& ctx, const ast::File& file, ScopeId scope, const ast::Const& constant);
void declare_event(Context& ctx, const ast::File& file, ScopeId scope, const ast::Event& event);

/// The type of a declaration: its unit, or that of its value. A state without a start is reported
/// by its own message.
struct Declared {
  Type type = Type::error();
  ExprId value;
};
[[nodiscard]] Declared check_declared(Context& ctx, const Env& env, const ast::Decl& decl,
                                      bool is_state = false);

}  // namespace snn::sema
