#include "compiler/typeset/symbols.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace snn::typeset {
namespace {

constexpr auto kGreek = std::to_array<GreekLetter>({
    {"alpha", "α", "\\alpha"},
    {"beta", "β", "\\beta"},
    {"gamma", "γ", "\\gamma"},
    {"delta", "δ", "\\delta"},
    {"epsilon", "ε", "\\varepsilon"},
    {"zeta", "ζ", "\\zeta"},
    {"eta", "η", "\\eta"},
    {"theta", "θ", "\\theta"},
    {"iota", "ι", "\\iota"},
    {"kappa", "κ", "\\kappa"},
    {"lambda", "λ", "\\lambda"},
    {"mu", "μ", "\\mu"},
    {"nu", "ν", "\\nu"},
    {"xi", "ξ", "\\xi"},
    {"pi", "π", "\\pi"},
    {"rho", "ρ", "\\rho"},
    {"sigma", "σ", "\\sigma"},
    {"tau", "τ", "\\tau"},
    {"upsilon", "υ", "\\upsilon"},
    {"phi", "φ", "\\varphi"},
    {"chi", "χ", "\\chi"},
    {"psi", "ψ", "\\psi"},
    {"omega", "ω", "\\omega"},
    {"Gamma", "Γ", "\\Gamma"},
    {"Delta", "Δ", "\\Delta"},
    {"Theta", "Θ", "\\Theta"},
    {"Lambda", "Λ", "\\Lambda"},
    {"Xi", "Ξ", "\\Xi"},
    {"Pi", "Π", "\\Pi"},
    {"Sigma", "Σ", "\\Sigma"},
    {"Upsilon", "Υ", "\\Upsilon"},
    {"Phi", "Φ", "\\Phi"},
    {"Psi", "Ψ", "\\Psi"},
    {"Omega", "Ω", "\\Omega"},
});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

Symbol symbol_of(std::string_view name) {
  Symbol symbol;
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; end <= name.size(); ++end) {
    if (end < name.size() && name[end] != '_') continue;
    parts.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  // `_x`, `x__y`, `x_` have no reading as subscripts.
  const bool has_gap = std::ranges::any_of(parts, [](auto part) { return part.empty(); });
  if (has_gap) return {name, {}};
  symbol.base = parts.front();
  std::size_t n_letters = symbol.base.size();
  while (n_letters > 1 && is_digit(symbol.base[n_letters - 1]))
    --n_letters;
  if (n_letters < symbol.base.size()) {
    symbol.subscripts.push_back(symbol.base.substr(n_letters));
    symbol.base = symbol.base.substr(0, n_letters);
  }
  symbol.subscripts.insert(symbol.subscripts.end(), parts.begin() + 1, parts.end());
  return symbol;
}

const GreekLetter* greek_by_name(std::string_view name) {
  const auto* found = std::ranges::find(kGreek, name, &GreekLetter::name);
  return found == kGreek.end() ? nullptr : found;
}

const GreekLetter* greek_by_sign(std::string_view text) {
  const auto* found = std::ranges::find_if(
      kGreek, [&](const GreekLetter& each) { return text.starts_with(each.sign); });
  return found == kGreek.end() ? nullptr : found;
}

}  // namespace snn::typeset
