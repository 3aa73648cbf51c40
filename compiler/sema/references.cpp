// Names and paths: `V`, `exc.g`, `pre.x`, `net.E[0..50].V`, `Q[i, j]`.

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/remote.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace snn::sema {
namespace {

bool is_network_part(SymbolKind kind) {
  return kind == SymbolKind::Population || kind == SymbolKind::Group ||
         kind == SymbolKind::Projection || kind == SymbolKind::Rule ||
         kind == SymbolKind::NetworkInstance;
}

bool is_model_declaration(SymbolKind kind) {
  return kind == SymbolKind::Neuron || kind == SymbolKind::Synapse ||
         kind == SymbolKind::Mechanism || kind == SymbolKind::Plasticity ||
         kind == SymbolKind::Network || kind == SymbolKind::Experiment || kind == SymbolKind::Fn ||
         kind == SymbolKind::Module;
}

bool is_entity(SymbolKind kind) {
  return is_network_part(kind) || kind == SymbolKind::Instance || kind == SymbolKind::Compartment ||
         kind == SymbolKind::Cable;
}

// A population's variable has one value per cell, unless one cell was picked or it is shared.
void set_length(const Context& ctx, const std::vector<model::PathStep>& steps, Type& type) {
  const SymbolKind last = ctx.program[steps.back().symbol].kind;
  if (last == SymbolKind::Param || last == SymbolKind::Let) return;
  for (const model::PathStep& step : steps) {
    const SymbolKind kind = ctx.program[step.symbol].kind;
    if (kind != SymbolKind::Population && kind != SymbolKind::Group &&
        kind != SymbolKind::Projection) {
      continue;
    }
    const bool is_one_cell =
        !step.subscripts.empty() &&
        std::ranges::all_of(step.subscripts, [](const auto& s) { return !s.end.is_valid(); });
    if (!is_one_cell) type.length = Type::kUnknownLength;
  }
}

ExprId element_of(Context& ctx, const ast::RefPart& part, SourceSpan span, ExprId base,
                  std::vector<model::Subscript> subscripts) {
  Type type = ctx.type_of(base);
  if (!require_subscripts(ctx, part, type, subscripts)) return ctx.error(span);
  const bool is_range = std::ranges::any_of(subscripts, [](const auto& s) { return !!s.end; });
  type.length = is_range ? Type::kUnknownLength : 0;
  type.rank = 0;
  return ctx.add(span, type, model::Element{base, std::move(subscripts)});
}

bool require_place_for_train(Context& ctx, const Env& env, const ast::Ref& ref, SymbolId symbol,
                             const Type& type) {
  const bool is_allowed = env.place == Place::Equation || env.place == Place::Script ||
                          env.place == Place::Training || env.place == Place::Network;
  if (!type.has_train && !type.has_noise) return true;
  if (is_allowed && ctx.program[symbol].kind != SymbolKind::Noise) return true;
  if (env.place == Place::Equation) return true;
  auto report = ctx.diags->emit(
      kNotLinear, ref.span, type.has_train ? "the spike train" : "the noise", ctx.text(ref.span));
  report.at(env.place == Place::Handler ? "a handler reads values"
            : env.place == Place::Guard ? "a condition, a rate or a period is made of values"
                                        : "a value is needed here");
  if (type.has_train && ctx.program[symbol].kind == SymbolKind::Input) {
    report.help(fmt::format("`count({})` is the number of spikes that arrived in this step",
                            ctx.text(ref.span)));
  } else {
    report.help("it belongs into an equation, a `let` or a contribution");
  }
  return false;
}

struct Resolved {
  std::vector<model::PathStep> steps;
  bool has_subscripts = false;
};

// Walks the parts; empty steps when something was reported.
Resolved walk_path(Context& ctx, const Env& env, const ast::Ref& ref, SymbolId root) {
  Resolved path;
  SymbolId current = root;
  for (std::size_t i = 0; i < ref.parts.size(); ++i) {
    const ast::RefPart& part = ref.parts[i];
    if (i > 0) {
      // A name that is still being defined has members only once it is; defining it may move
      // symbols.
      resolve(ctx, current, part.name.span);
      const model::Symbol& owner = ctx.program[current];
      const SymbolId next = find_member(ctx, owner.members, part.name.text);
      if (!next) {
        report_unknown_member(ctx, current, part.name);
        return {};
      }
      current = next;
    }
    ctx.mark_read(current);
    auto subscripts = check_subscripts(ctx, env, part.indices);
    path.has_subscripts = path.has_subscripts || !subscripts.empty();
    path.steps.push_back({current, std::move(subscripts)});
  }
  return path;
}

}  // namespace

std::vector<model::Subscript> check_subscripts(Context& ctx, const Env& env,
                                               const std::vector<ast::Index>& list) {
  std::vector<model::Subscript> result;
  for (const ast::Index& index : list) {
    model::Subscript subscript;
    if (index.range) {
      subscript.begin = check_plain(ctx, env, index.range->begin, "a subscript");
      subscript.end = check_plain(ctx, env, index.range->end, "a subscript");
      if (index.range->step) {
        subscript.step = check_plain(ctx, env, index.range->step, "the step of a range");
      }
    } else {
      subscript.begin = check_number(ctx, env, index.at);
      // A cable is entered by position, everything else by number: both are plain.
      (void)require_fit(ctx, subscript.begin, "a subscript", Type::real());
    }
    result.push_back(subscript);
  }
  return result;
}

bool require_subscripts(Context& ctx, const ast::RefPart& part, const Type& type,
                        const std::vector<model::Subscript>& subscripts) {
  const std::size_t rank = type.rank == 2 ? 2 : type.length != 0 ? 1 : 0;
  if (subscripts.size() != rank) {
    const std::string_view found = rank == 0   ? "is one value and takes no subscript"
                                   : rank == 1 ? "is an array and takes one subscript"
                                               : "is a matrix and takes two subscripts";
    ctx.diags->emit(kSubscriptRange, part.name.span, fmt::format("`{}` {}", part.name.text, found));
    return false;
  }
  if (type.length <= 0 || subscripts[0].end.is_valid()) return true;
  const auto at = constant_value(ctx, subscripts[0].begin);
  if (!at) return true;
  const SourceSpan span = ctx.program.exprs[subscripts[0].begin].span;
  if (*at != std::floor(*at)) {
    ctx.diags->emit(kSubscriptRange, span,
                    fmt::format("elements are numbered by whole numbers, not by {:.12g}", *at));
    return false;
  }
  if (*at >= 0 && *at < static_cast<double>(type.length)) return true;
  ctx.diags
      ->emit(kSubscriptRange, span,
             fmt::format("there is no element {:.12g} in `{}`", *at, part.name.text))
      .note(fmt::format("it has {} elements; the first is 0, the last {}", type.length,
                        type.length - 1));
  return false;
}

ExprId check_ref(Context& ctx, const Env& env, const ast::Ref& ref) {
  if (ref.parts.empty() || ref.parts.front().name.text.empty()) return ctx.error(ref.span);
  const ast::Name& first = ref.parts.front().name;
  SymbolId root = find(ctx, env.scope, first.text);
  if (is_remote(ctx, env, ref, root)) return check_remote(ctx, env, ref, {});
  if (!root) root = built_in_name(ctx, env, first.text);
  if (!root) {
    report_missing(ctx, env, first);
    return ctx.error(ref.span);
  }
  if (!require_made(ctx, env, ref, root)) return ctx.error(ref.span);
  Resolved path = walk_path(ctx, env, ref, root);
  if (path.steps.empty()) return ctx.error(ref.span);
  const SymbolId symbol = path.steps.back().symbol;
  if (ctx.disputed.contains(symbol)) return ctx.error(ref.span);
  const SymbolKind kind = ctx.program[symbol].kind;
  if (is_model_declaration(kind)) {
    ctx.diags->emit(kWrongKind, ref.span, ctx.text(ref.span), noun(kind), "a value")
        .label(ctx.program[symbol].span, "declared here");
    return ctx.error(ref.span);
  }
  Type type = type_of(ctx, symbol, ref.span);
  if (is_entity(kind)) type = Type::entity();
  if (type.is_error()) return ctx.error(ref.span);
  if (!require_place_for_train(ctx, env, ref, symbol, type)) return ctx.error(ref.span);

  // `axon[0.5].V` in a neuron is one place of its cable.
  const bool is_path = std::ranges::any_of(path.steps, [&](const auto& step) {
    const SymbolKind step_kind = ctx.program[step.symbol].kind;
    return is_network_part(step_kind) ||
           (step_kind == SymbolKind::Cable && !step.subscripts.empty());
  });
  if (is_path || is_entity(kind)) {
    const bool is_array_element =
        !is_entity(kind) && !path.steps.back().subscripts.empty() && type.length != 0;
    if (is_array_element) type.length = 0;
    ctx.observed.insert(symbol);
    if (!is_entity(kind)) set_length(ctx, path.steps, type);
    return ctx.add(ref.span, type, model::Path{std::move(path.steps)});
  }
  const ExprId read = ctx.add(ref.span, type, model::Read{symbol});
  if (!path.has_subscripts) return read;
  return element_of(ctx, ref.parts.back(), ref.span, read, std::move(path.steps.back().subscripts));
}

}  // namespace snn::sema
