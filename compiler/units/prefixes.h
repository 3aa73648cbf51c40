#pragma once
// The decimal prefixes that may stand before a prefixed unit.

#include <array>
#include <string_view>

namespace snn::units {

struct Prefix {
  std::string_view symbol;
  std::string_view word;
  int exponent;
};

inline constexpr auto kPrefixes = std::to_array<Prefix>({
#define SNN_PREFIX(symbol, word, exponent) {symbol, word, exponent},
#include "compiler/units/prefixes.def"
#undef SNN_PREFIX
});

}  // namespace snn::units
