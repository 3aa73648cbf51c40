#include "compiler/sema/remedies.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/wording.h"

#include <cctype>
#include <optional>
#include <string>

namespace snn::sema {
namespace {

bool is_word_char(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool names(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_word_char(text[at - 1]);
    const bool ends = end == text.size() || !is_word_char(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool is_name(std::string_view text) {
  for (const char c : text) {
    if (!is_word_char(c) && c != '.') return false;
  }
  return !text.empty();
}

bool starts_at_steady(const Context& ctx, const model::Symbol& symbol) {
  return symbol.kind == SymbolKind::State && symbol.value && symbol.type.unit.empty() &&
         std::holds_alternative<model::SteadyValue>(ctx.program[symbol.value].kind);
}

bool is_bare_number(const Context& ctx, const model::Symbol& symbol) {
  return symbol.kind == SymbolKind::Param && symbol.value &&
         std::holds_alternative<model::Literal>(ctx.program[symbol.value].kind);
}

}  // namespace

SymbolId parameter_of(const Context& ctx, ScopeId scope, const model::DimTerm& wanted) {
  for (ScopeId s = scope; s.is_valid(); s = ctx.program.scopes[s].parent) {
    for (const SymbolId candidate : ctx.program.scopes[s].in_order) {
      const model::Symbol& symbol = ctx.program[candidate];
      if (symbol.kind != SymbolKind::Param || !symbol.type.is_real()) continue;
      if (ctx.dims.resolve(symbol.type.dim) == wanted) return candidate;
    }
  }
  return {};
}

SymbolId scale_of(const Context& ctx, ScopeId scope, const Type& type, SourceSpan used) {
  const model::DimTerm wanted = ctx.dims.resolve(type.dim);
  SymbolId best;
  std::optional<double> smallest;
  for (ScopeId s = scope; s.is_valid(); s = ctx.program.scopes[s].parent) {
    for (const SymbolId candidate : ctx.program.scopes[s].in_order) {
      const model::Symbol& symbol = ctx.program[candidate];
      const bool is_alike = symbol.kind == SymbolKind::Param && symbol.type.is_real() &&
                            ctx.dims.resolve(symbol.type.dim) == wanted;
      if (!is_alike || names(ctx.text(used), symbol.name)) continue;
      const auto value = constant_value(ctx, symbol.value);
      if (!value || *value <= 0 || (smallest && *smallest <= *value)) continue;
      best = candidate;
      smallest = value;
    }
  }
  return best;
}

void suggest_scale(Context& ctx, diag::DiagBuilder& report, ScopeId scope, ExprId value) {
  const SourceSpan span = ctx.program.exprs[value].span;
  const SymbolId scale = scale_of(ctx, scope, ctx.type_of(value), span);
  if (!scale) return;
  const model::Symbol& symbol = ctx.program[scale];
  const std::string_view text = ctx.text(span);
  const std::string divided = is_name(text) ? fmt::format("{}/{}", text, symbol.name)
                                            : fmt::format("({})/{}", text, symbol.name);
  const auto known = constant_value(ctx, symbol.value);
  report.fix(fmt::format("divide by a scale: `{}` ({} is {})", divided, symbol.name,
                         value_text(ctx, known.value_or(0), symbol.type)),
             span, divided);
}

bool report_unit_left_out(Context& ctx, SymbolId variable, const Type& wanted, SourceSpan use) {
  model::Symbol& symbol = ctx.program[variable];
  const model::DimTerm dim = ctx.dims.resolve(wanted.dim);
  if (!symbol.type.dim.is_plain() || dim.is_plain() || !dim.is_concrete()) return false;
  if (is_bare_number(ctx, symbol)) {
    report_missing_unit(ctx, symbol.value, symbol.name, wanted, use);
  } else if (starts_at_steady(ctx, symbol)) {
    const std::string unit = unit_of(ctx, wanted);
    const SourceSpan behind{symbol.span.file, symbol.span.end, symbol.span.end};
    const bool is_product = unit.find_first_of("*(") != std::string::npos;
    const std::string text = is_product ? fmt::format(": [{}]", unit) : ": " + unit;
    ctx.diags->emit(kNoUnitNoValue, symbol.span, symbol.name)
        .at("`steady` alone is a plain number")
        .label(use, quantity_and_unit(ctx, wanted))
        .fix(fmt::format("write `{}{} = steady`", symbol.name, text), behind, text);
  } else {
    return false;
  }
  symbol.type = Type::error();
  return true;
}

bool report_unit_left_out(Context& ctx, ExprId value, const Type& wanted) {
  const auto* read = std::get_if<model::Read>(&ctx.program.exprs[value].kind);
  if (read == nullptr || read->derivative > 0) return false;
  return report_unit_left_out(ctx, read->symbol, wanted, ctx.program.exprs[value].span);
}

}  // namespace snn::sema
