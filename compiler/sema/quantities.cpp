#include "compiler/sema/quantities.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/names.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <string>
#include <variant>

namespace snn::sema {
namespace {

bool has_target(const Context& ctx, const Env& env) {
  if (!env.component.is_valid()) return false;
  const model::ComponentKind kind = ctx.program.components[env.component].kind;
  return kind == model::ComponentKind::Synapse || kind == model::ComponentKind::Plasticity;
}

// "cm^2" for "cm2", when `cm` is a unit.
std::string as_power(const Context& ctx, std::string_view word) {
  const std::size_t digits = word.find_last_not_of("0123456789") + 1;
  if (digits == 0 || digits == word.size() || !ctx.units.find(word.substr(0, digits))) return "";
  return fmt::format("{}^{}", word.substr(0, digits), word.substr(digits));
}

void report_unit_error(Context& ctx, const ast::UnitText& text, const units::UnitError& error) {
  // The text leaves out brackets, so offsets count from where it begins in the source.
  const std::size_t skipped = ctx.text(text.span).find(text.text);
  const auto begin = static_cast<std::uint32_t>(
      text.span.begin + (skipped == std::string_view::npos ? 0 : skipped) + error.begin);
  const auto end = static_cast<std::uint32_t>(begin + (error.end - error.begin));
  SourceSpan span{text.span.file, begin, std::max(end, begin)};
  if (error.end > text.text.size() || error.begin >= error.end) span = text.span;
  const std::string_view word = ctx.text(span);
  switch (error.kind) {
    case units::UnitError::Kind::UnknownName: {
      if (word == "target") {
        ctx.diags->emit(kOutOfPlace, span, word, "outside a synapse or a plasticity rule")
            .note("`target` is the unit of the port that a synapse is plugged into");
        return;
      }
      if (ctx.lacks_names) return;
      auto report = ctx.diags->emit(kUnknownUnit, span, word);
      if (const std::string power = as_power(ctx, word); !power.empty()) {
        report.at("powers are written with `^`").fix(fmt::format("write `{}`", power), span, power);
      } else if (const auto meant = ctx.units.nearest(word)) {
        report.at(fmt::format("did you mean `{}`?", *meant))
            .fix(fmt::format("write `{}`", *meant), span, *meant);
      }
      return;
    }
    case units::UnitError::Kind::ExponentNotHalf:
      ctx.diags->emit(kUnitSyntax, text.span, text.text)
          .at("an exponent is a multiple of one half");
      return;
    case units::UnitError::Kind::AffineInProduct:
      ctx.diags->emit(kUnitSyntax, text.span, text.text)
          .at("`degC` counts from another zero than `K`, so it cannot be multiplied")
          .help("use `K` for a difference of temperatures");
      return;
    case units::UnitError::Kind::ExponentTooLarge:
      ctx.diags->emit(kUnitSyntax, text.span, text.text)
          .at("this exponent is too large for a unit");
      return;
    case units::UnitError::Kind::NumberInUnit:
    case units::UnitError::Kind::Syntax:
      ctx.diags->emit(kUnitSyntax, text.span, text.text)
          .at("a unit is a product of unit names, such as `mV/ms` or `[1/(mV*ms)]`");
      return;
  }
}

// `10 pA/V` with a state `V`: the glued `/V` could be a division. Bracketed units are meant.
bool report_ambiguous(Context& ctx, const Env& env, SourceSpan span,
                      const ast::Quantity& quantity) {
  const std::string_view text = quantity.unit.text;
  const bool is_bracketed = ctx.text(span).find('[') != std::string_view::npos;
  if (is_bracketed) return false;
  for (std::size_t slash = text.find('/'); slash != std::string_view::npos;
       slash = text.find('/', slash + 1)) {
    const std::size_t end = std::min(text.find_first_of("/^ ", slash + 1), text.size());
    const std::string_view name = text.substr(slash + 1, end - slash - 1);
    const SymbolId clash = find(ctx, env.scope, name);
    if (!clash || ctx.program[clash].kind == SymbolKind::Const) continue;
    const std::string number(ctx.text(quantity.number));
    const std::string divided = fmt::format("{} {} / {}", number, text.substr(0, slash), name);
    const std::string bracketed = fmt::format("{} [{}]", number, text);
    ctx.diags->emit(kAmbiguousUnit, span, ctx.text(span), name, noun(ctx.program[clash].kind))
        .label(ctx.program[clash].span,
               fmt::format("`{}` is {}", name, noun(ctx.program[clash].kind)))
        .fix(fmt::format("the unit: `{}`", bracketed), span, bracketed)
        .fix(fmt::format("divide by `{}`: `{}`", name, divided), span, divided);
    return true;
  }
  return false;
}

// Its declaration, if `word` is a unit that a file declares, with or without a prefix.
const SourceSpan* own_unit(const Context& ctx, std::string_view word) {
  constexpr std::size_t kLongestPrefix = 2;
  for (std::size_t n = 0; n <= kLongestPrefix && n < word.size(); ++n) {
    const auto found = ctx.own_units.find(word.substr(n));
    if (found != ctx.own_units.end()) return &found->second;
  }
  return nullptr;
}

// Outside of brackets stand units of the prelude, so that a name of one's own never changes the
// meaning of numbers elsewhere.
void require_brackets(Context& ctx, SourceSpan span, const ast::UnitText& unit) {
  const bool is_word = unit.text.find_first_of("/*^( ") == std::string_view::npos;
  if (!is_word || ctx.text(span).find('[') != std::string_view::npos) return;
  const SourceSpan* const declared = own_unit(ctx, unit.text);
  if (declared == nullptr) return;
  const std::string written = fmt::format("[{}]", unit.text);
  const bool is_here = declared->file == span.file;
  ctx.diags
      ->emit(kOwnUnit, unit.span, unit.text,
             is_here ? std::string("this file")
                     : fmt::format("`{}`", ctx.sources.file(declared->file).name()))
      .at(fmt::format("write `{}`", written))
      .fix(fmt::format("write `{}`", written), unit.span, written);
}

}  // namespace

model::DimVarId target_of(Context& ctx, ComponentId component, SourceSpan use) {
  model::Component& owner = ctx.program.components[component];
  for (const model::DimUnknown& unknown : owner.unknowns) {
    if (unknown.is_target) return unknown.id;
  }
  const model::DimVarId id = ctx.dims.add(true);
  ctx.unknown_names.emplace_back("target");
  model::DimUnknown unknown;
  unknown.id = id;
  unknown.is_target = true;
  unknown.span = use;
  owner.unknowns.push_back(std::move(unknown));
  return id;
}

std::optional<UnitOfText> meaning_of(Context& ctx, const Env& env, const ast::UnitText& text) {
  if (text.text.empty()) return std::nullopt;
  const auto parsed = units::parse_unit(text.text, ctx.units, has_target(ctx, env));
  if (const auto* error = std::get_if<units::UnitError>(&parsed)) {
    report_unit_error(ctx, text, *error);
    return std::nullopt;
  }
  const auto& meaning = std::get<units::UnitMeaning>(parsed);
  UnitOfText result{meaning.unit, model::DimTerm(meaning.unit.dimension)};
  if (meaning.target_halves != 0) {
    const model::DimVarId target = target_of(ctx, env.component, text.span);
    result.dim = result.dim.times(model::DimTerm::of(target, meaning.target_halves));
  }
  return result;
}

Type type_of_unit(Context& ctx, const Env& env, const ast::UnitText& text) {
  const auto meaning = meaning_of(ctx, env, text);
  if (!meaning) return Type::error();
  return Type::real(meaning->dim, text.text);
}

ExprId check_quantity(Context& ctx, const Env& env, SourceSpan span,
                      const ast::Quantity& quantity) {
  const auto meaning = meaning_of(ctx, env, quantity.unit);
  if (!meaning) return ctx.error(span);
  if (report_ambiguous(ctx, env, span, quantity)) return ctx.error(span);
  require_brackets(ctx, span, quantity.unit);
  const double value = units::to_internal(quantity.value, meaning->unit);
  return ctx.add(span, Type::real(meaning->dim, quantity.unit.text), model::Literal{value});
}

}  // namespace snn::sema
