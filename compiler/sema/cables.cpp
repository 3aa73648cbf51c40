#include "compiler/sema/cables.h"

#include "compiler/sema/definitions.h"
#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/statements.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace snn::sema {
namespace {

struct CableWord {
  std::string_view name;
  std::string_view unit;
  bool is_required = false;
};

constexpr auto kCableWords = std::to_array<CableWord>({
    {"length", "um", true},
    {"diameter", "um", true},
    {"R_a", "ohm*cm", true},
    {"C_m", "uF/cm^2", true},
    {"V", "mV"},
    {"d_lambda", "1"},
    {"f_lambda", "Hz"},
    {"segments", "1"},
});

Type type_of_word(const Context& ctx, std::string_view unit) {
  const auto parsed = units::parse_unit(unit, ctx.units, false);
  const auto* meaning = std::get_if<units::UnitMeaning>(&parsed);
  if (meaning == nullptr) return Type::error();
  return Type::real(model::DimTerm(meaning->unit.dimension), unit);
}

void add_cable_variable(Context& ctx, Layer& layer, SourceSpan span, std::string_view name,
                        SymbolKind kind, std::string_view unit) {
  const SymbolId symbol = declare(ctx, layer.scope, kind, {span, name}, layer.prefix);
  if (!symbol) return;
  ctx.program[symbol].component = layer.component;
  ctx.program[symbol].type = type_of_word(ctx, unit);
  ctx.mark_read(symbol);
  model::Variable variable;
  variable.symbol = symbol;
  variable.kind = kind;
  variable.port_dim = ctx.program[symbol].type.dim;
  variable.port_unit = ctx.program[symbol].type.unit;
  auto& variables = ctx.program.components[layer.component].variables;
  ctx.program[symbol].variable = static_cast<std::uint32_t>(variables.size());
  variables.push_back(std::move(variable));
}

void report_missing_words(Context& ctx, const ast::Cable& item,
                          const std::vector<model::CableSetting>& given) {
  const auto has = [&](std::string_view name) {
    for (const auto& setting : given) {
      if (setting.name == name) return true;
    }
    return false;
  };
  for (const CableWord& word : kCableWords) {
    const bool is_shape = word.name == "length" || word.name == "diameter";
    if (!word.is_required || has(word.name) || (is_shape && has("morphology"))) continue;
    ctx.diags->emit(kMissingValue, item.name.span, word.name, item.name.text)
        .help(fmt::format("add `{} = …` in {}", word.name, word.unit));
  }
}

// The word that was probably meant, or none.
std::string report_unknown_word(Context& ctx, SourceSpan span, std::string_view name) {
  std::vector<std::string_view> words{"morphology"};
  for (const CableWord& word : kCableWords)
    words.push_back(word.name);
  auto report = ctx.diags->emit(kUnknownSetting, span, "a cable", name);
  const auto meant = nearest_name(name, words);
  if (meant) {
    report.at(fmt::format("did you mean `{}`?", *meant))
        .fix(fmt::format("write `{}`", *meant), span, std::string(*meant));
  } else {
    report.note(
        "a cable has length, diameter, R_a, C_m, V, d_lambda, f_lambda, segments, morphology");
  }
  return std::string(meant.value_or(""));
}

// The conductance between two compartments is their current over their voltage.
Type conductance_between(Context& ctx, const ast::Ref& ref, SymbolId part) {
  const ScopeId members = ctx.program[part].members;
  const SymbolId voltage = find_member(ctx, members, "V");
  const SymbolId current = find_member(ctx, members, "I");
  for (const auto& [found, name] : {std::pair{voltage, "V"}, std::pair{current, "I"}}) {
    if (found) continue;
    ctx.diags
        ->emit(kUnknownName, ref.span, fmt::format("`{}`", name),
               fmt::format("`{}`", ctx.program[part].name))
        .note("a coupling adds `g*(V of the other - V)` to the input `I` of each side");
    return Type::error();
  }
  Type type = type_of(ctx, current, ref.span);
  type.dim = type.dim.over(type_of(ctx, voltage, ref.span).dim);
  type.unit = {};
  return type;
}

SymbolId find_part(Context& ctx, const Layer& layer, const ast::Ref& ref) {
  const SymbolId part = find_variable(ctx, layer.env(Place::Constant), ref);
  if (!part) return part;
  const SymbolKind kind = ctx.program[part].kind;
  if (kind == SymbolKind::Compartment || kind == SymbolKind::Cable) return part;
  ctx.diags->emit(kWrongKind, ref.span, ctx.text(ref.span), noun(kind), "a compartment or a cable")
      .label(ctx.program[part].span, "declared here");
  return {};
}

// `swc("f.swc")`: the name of the file.
ExprId check_morphology(Context& ctx, const Env& env, ast::ExprId value) {
  const ast::Expr& node = (*env.file)[ast::without_parens(*env.file, value)];
  const auto* call = std::get_if<ast::Call>(&node.kind);
  const bool is_swc = call != nullptr && call->callee.parts.size() == 1 &&
                      call->callee.parts[0].name.text == "swc" && call->args.list.size() == 1;
  if (is_swc) {
    const ExprId file = check_expr(ctx, env, call->args.list[0].value);
    const model::Expr& expr = ctx.program[file];
    if (expr.type.is_error() || std::holds_alternative<model::TextLiteral>(expr.kind)) return file;
  }
  ctx.diags
      ->emit(kWrongType, node.span, "a morphology", excerpt(ctx, node.span), "no file with one")
      .note("a shape is read from a file: `morphology = swc(\"cell.swc\")`");
  return ctx.error(node.span);
}

}  // namespace

void declare_cable_variables(Context& ctx, Layer& layer, SourceSpan span) {
  add_cable_variable(ctx, layer, span, "V", SymbolKind::State, "mV");
  add_cable_variable(ctx, layer, span, "J", SymbolKind::Input, "uA/cm^2");
  add_cable_variable(ctx, layer, span, "I", SymbolKind::Input, "pA");
}

void check_cable_settings(Context& ctx, const Layer& layer, SymbolId cable,
                          const ast::Cable& item) {
  const Env env = layer.env(Place::Constant);
  model::CablePart part;
  part.symbol = cable;
  for (const ast::ItemId id : item.body.items) {
    const auto* setting = std::get_if<ast::Setting>(&(*layer.file)[id].kind);
    if (setting == nullptr) continue;
    const std::string name(ctx.text(setting->target.span));
    if (name == "morphology") {
      part.settings.push_back({name, check_morphology(ctx, env, setting->value)});
      continue;
    }
    const CableWord* word = nullptr;
    for (const CableWord& candidate : kCableWords) {
      if (candidate.name == name) word = &candidate;
    }
    if (word == nullptr) {
      // What was meant counts as given: one mistake, one message.
      const std::string meant = report_unknown_word(ctx, setting->target.span, name);
      if (!meant.empty()) part.settings.push_back({meant, ctx.error(setting->target.span)});
      continue;
    }
    const Type wanted = type_of_word(ctx, word->unit);
    part.settings.push_back({name, check_number_for(ctx, env, setting->value, name, wanted)});
  }
  report_missing_words(ctx, item, part.settings);
  ctx.program.components[layer.component].cables.push_back(std::move(part));
}

void check_couple(Context& ctx, const Layer& layer, SourceSpan span, const ast::Couple& couple) {
  const SymbolId first = find_part(ctx, layer, couple.first);
  const SymbolId second = find_part(ctx, layer, couple.second);
  const ExprId conductance = check_number(ctx, layer.env(Place::Equation), couple.conductance);
  if (!first || !second) return;
  for (const auto& [part, ref] : {std::pair{first, &couple.first}, {second, &couple.second}}) {
    const Type wanted = conductance_between(ctx, *ref, part);
    if (wanted.is_error()) return;
    if (!require_fit(ctx, conductance, "a coupling", wanted)) return;
  }
  ctx.program.components[layer.component].couplings.push_back({span, first, second, conductance});
}

void check_attach(Context& ctx, const Layer& layer, SourceSpan span, const ast::Attach& attach) {
  const Env env = layer.env(Place::Constant);
  const SymbolId child = find_part(ctx, layer, attach.child);
  const SymbolId parent = find_part(ctx, layer, attach.parent);
  model::Attachment result;
  result.span = span;
  result.child = child;
  result.parent = parent;
  result.child_position = check_plain(ctx, env, attach.child_position, "a position on a cable");
  if (attach.parent_position) {
    result.parent_position = check_plain(ctx, env, attach.parent_position, "a position on a cable");
  }
  for (const ExprId position : {result.child_position, result.parent_position}) {
    if (!position) continue;
    const auto at = constant_value(ctx, position);
    if (!at || (*at >= 0 && *at <= 1)) continue;
    ctx.diags->emit(
        kSubscriptRange, ctx.program.exprs[position].span,
        fmt::format("a position on a cable lies between 0 and 1; this one is {:.12g}", *at));
  }
  if (!child || !parent) return;
  ctx.program.components[layer.component].attachments.push_back(result);
}

}  // namespace snn::sema
