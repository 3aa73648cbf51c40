#include "compiler/sema/remote.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>

namespace snn::sema {
namespace {

using model::ComponentKind;

model::Side side_of(const ast::Ref& ref) {
  return ref.parts.front().name.text == "pre" ? model::Side::Pre : model::Side::Post;
}

// `pre.exc.g` → "exc.g"
std::string variable_of(const ast::Ref& ref) {
  std::string variable;
  for (std::size_t i = 1; i < ref.parts.size(); ++i) {
    if (i > 1) variable += '.';
    variable += ref.parts[i].name.text;
  }
  return variable;
}

bool is_local(const ast::Ref& ref) {
  return std::ranges::none_of(ref.parts.begin() + 1, ref.parts.end(), [](const auto& part) {
    return part.name.text == "pre" || part.name.text == "post";
  });
}

bool require_local(Context& ctx, const Env& env, const ast::Ref& ref) {
  const bool has_subscripts =
      std::ranges::any_of(ref.parts, [](const auto& part) { return !part.indices.empty(); });
  if (!is_local(ref)) {
    const bool is_rule = env.component.is_valid() &&
                         ctx.program.components[env.component].kind == ComponentKind::Plasticity;
    ctx.diags->emit(kNotLocal, ref.span, ctx.text(ref.span),
                    is_rule ? "a learning rule" : "a synapse");
    return false;
  }
  if (!has_subscripts) return true;
  ctx.diags->emit(kOutOfPlace, ref.span, ctx.text(ref.span), "here")
      .note("what another cell shows has no subscripts")
      .help("give the element a name there, with `let`, and read that name");
  return false;
}

// The same variable of the same end is one unknown, however often it is read.
model::DimVarId unknown_of(Context& ctx, ComponentId component, model::Side side,
                           const std::string& variable, SourceSpan use) {
  model::Component& owner = ctx.program.components[component];
  for (const model::DimUnknown& unknown : owner.unknowns) {
    if (!unknown.is_target && unknown.side == side && unknown.variable == variable) {
      return unknown.id;
    }
  }
  model::DimUnknown unknown;
  unknown.id = ctx.dims.add(false);
  unknown.side = side;
  unknown.variable = variable;
  unknown.span = use;
  ctx.unknown_names.push_back((side == model::Side::Pre ? "pre." : "post.") + variable);
  owner.unknowns.push_back(unknown);
  return unknown.id;
}

// In a `connect` the cells are known: every population at that end must have the variable.
Type type_at_end(Context& ctx, const Env& env, const ast::Ref& ref) {
  const bool is_pre = side_of(ref) == model::Side::Pre;
  const auto& populations = is_pre ? env.ends->pre : env.ends->post;
  Type type = Type::error();
  for (const SymbolId population : populations) {
    SymbolId found = population;
    for (std::size_t i = 1; i < ref.parts.size() && found; ++i) {
      const ScopeId members = ctx.program[found].members;
      const SymbolId next = find_member(ctx, members, ref.parts[i].name.text);
      if (!next) report_unknown_member(ctx, found, ref.parts[i].name);
      found = next;
    }
    if (!found) return Type::error();
    type = type_of(ctx, found, ref.span);
  }
  return type;
}

}  // namespace

bool is_remote(const Context& ctx, const Env& env, const ast::Ref& ref, SymbolId root) {
  if (ref.parts.size() < 2) return false;
  const std::string_view first = ref.parts.front().name.text;
  if (first != "pre" && first != "post") return false;
  if (env.ends != nullptr) return true;
  return root.is_valid() && ctx.program[root].kind == SymbolKind::Train;
}

ExprId check_remote(Context& ctx, const Env& env, const ast::Ref& ref, ExprId time) {
  if (!require_local(ctx, env, ref)) return ctx.error(ref.span);
  const model::Side side = side_of(ref);
  const std::string variable = variable_of(ref);
  ctx.remote_names.insert(variable);
  if (env.ends != nullptr) {
    const Type type = type_at_end(ctx, env, ref);
    if (type.is_error()) return ctx.error(ref.span);
    return ctx.add(ref.span, type, model::Remote{side, variable, time});
  }
  const model::DimVarId unknown = unknown_of(ctx, env.component, side, variable, ref.span);
  return ctx.add(ref.span, Type::real(model::DimTerm::of(unknown)),
                 model::Remote{side, variable, time});
}

}  // namespace snn::sema
