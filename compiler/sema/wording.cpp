#include "compiler/sema/wording.h"

#include "compiler/units/describe.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace snn::sema {
namespace {

std::string power_text(const std::string& base, int halves) {
  if (halves == 2) return base;
  if (halves % 2 == 0) return fmt::format("{}^{}", base, halves / 2);
  return fmt::format("{}^{}", base, halves / 2.0);
}

// `target/ms`: the unknowns by name, then the known part.
std::string term_text(const Context& ctx, const model::DimTerm& term) {
  std::string above;
  std::string below;
  for (const auto& power : term.unknowns()) {
    std::string& side = power.halves > 0 ? above : below;
    if (!side.empty()) side += '*';
    side += power_text(ctx.unknown_names[power.unknown.index], std::abs(power.halves));
  }
  const std::string known = term.known().is_plain() ? "" : units::preferred_unit(term.known());
  std::string text = above;
  if (term.known() == units::Dimension::of(units::Base::Time, -2) && !text.empty()) {
    text += "/ms";
  } else if (known.starts_with("1/")) {
    text = (text.empty() ? "1" : text) + known.substr(1);
  } else if (!known.empty()) {
    text = text.empty() ? known : text + "*" + known;
  }
  if (text.empty()) text = "1";
  if (!below.empty()) {
    const bool is_product = below.find('*') != std::string::npos;
    text += is_product ? fmt::format("/({})", below) : "/" + below;
  }
  return text;
}

std::string_view kind_text(model::Kind kind) {
  switch (kind) {
    case model::Kind::Error: return "an unknown value";
    case model::Kind::Real: return "a number";
    case model::Kind::Bool: return "a condition";
    case model::Kind::Text: return "a text";
    case model::Kind::Process: return "a random or recorded input";
    case model::Kind::Layout: return "a layout";
    case model::Kind::Optimizer: return "an optimizer";
    case model::Kind::Dataset: return "a data set";
    case model::Kind::Entity: return "a group of cells or synapses, not a value";
  }
  return "a value";
}

}  // namespace

std::string with_article(const Context& ctx, const Type& type) {
  if (!type.is_real()) return std::string(kind_text(type.kind));
  const model::DimTerm dim = ctx.dims.resolve(type.dim);
  if (dim.is_concrete()) return units::with_article(dim.known(), type.unit);
  return fmt::format("a quantity in {}", term_text(ctx, dim));
}

std::string quantity_and_unit(const Context& ctx, const Type& type) {
  if (!type.is_real()) return std::string(kind_text(type.kind));
  const model::DimTerm dim = ctx.dims.resolve(type.dim);
  if (dim.is_concrete()) return units::quantity_and_unit(dim.known(), type.unit);
  return term_text(ctx, dim);
}

std::string unit_of(const Context& ctx, const Type& type) {
  const model::DimTerm dim = ctx.dims.resolve(type.dim);
  if (!dim.is_concrete()) return term_text(ctx, dim);
  if (!type.unit.empty()) return std::string(type.unit);
  return units::preferred_unit(dim.known());
}

std::string excerpt(const Context& ctx, SourceSpan span) {
  constexpr std::size_t kLongest = 60;
  std::string text;
  bool was_blank = false;
  for (const char c : ctx.text(span)) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_blank && was_blank) continue;
    was_blank = is_blank;
    text += is_blank ? ' ' : c;
  }
  if (text.size() <= kLongest) return text;
  std::size_t cut = kLongest;
  // Never cut inside a code point.
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
    --cut;
  return text.substr(0, cut) + "…";
}

std::string_view interval_text(const Context& ctx, SourceSpan bounds) {
  std::string_view text = ctx.text(bounds);
  const std::size_t begin = text.find_first_of("[(");
  if (begin != std::string_view::npos) text.remove_prefix(begin);
  return text;
}

std::string place_of(const Context& ctx, SourceSpan span, SourceSpan near) {
  const auto line = ctx.sources.begin_of(span).line;
  if (span.file == near.file) return fmt::format("line {}", line);
  return fmt::format("{}:{}", ctx.sources.file(span.file).name(), line);
}

std::string value_text(const Context& ctx, double value, const Type& type) {
  const model::DimTerm dim = ctx.dims.resolve(type.dim);
  if (dim.is_concrete()) return units::quantity_text(value, dim.known(), type.unit, ctx.units);
  return fmt::format("{:.12g} [{}]", value, unit_of(ctx, type));
}

void explain_noise(diag::DiagBuilder& report) {
  report.help("white noise has the unit ms^-0.5; an amplitude times `sqrt(2/tau)` scales it");
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return text;
}

}  // namespace snn::sema
