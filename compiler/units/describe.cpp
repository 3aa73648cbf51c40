#include "compiler/units/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace snn::units {
namespace {

constexpr Dimension kOne;
constexpr Dimension kLength = Dimension::of(Base::Length);
constexpr Dimension kArea = kLength * kLength;
constexpr Dimension kMass = Dimension::of(Base::Mass);
constexpr Dimension kTime = Dimension::of(Base::Time);
constexpr Dimension kSqrtTime = Dimension::of(Base::Time, 1);
constexpr Dimension kRate = kOne / kTime;
constexpr Dimension kCurrent = Dimension::of(Base::Current);
constexpr Dimension kTemperature = Dimension::of(Base::Temperature);
constexpr Dimension kAmount = Dimension::of(Base::Amount);
constexpr Dimension kEnergy = kMass * kArea / kTime / kTime;
constexpr Dimension kCharge = kCurrent * kTime;
constexpr Dimension kVoltage = kEnergy / kCharge;
constexpr Dimension kResistance = kVoltage / kCurrent;
constexpr Dimension kConductance = kCurrent / kVoltage;
constexpr Dimension kCapacitance = kCharge / kVoltage;
constexpr Dimension kConcentration = kAmount / kArea / kLength;

struct Quantity {
  std::string_view name;
  Dimension dimension;
  std::string_view unit;
};

constexpr auto kQuantities = std::to_array<Quantity>({
#define SNN_QUANTITY(name, dimension, unit) {name, dimension, unit},
#include "compiler/units/quantities.def"
#undef SNN_QUANTITY
});

const Quantity* find_quantity(const Dimension& dimension) {
  const auto* found = std::find_if(kQuantities.begin(), kQuantities.end(),
                                   [&](const Quantity& q) { return q.dimension == dimension; });
  return found == kQuantities.end() ? nullptr : found;
}

struct Factor {
  std::string_view unit;
  int halves;
};

// `ms^2`, `ms^0.5`, `ms`.
std::string spell_power(std::string_view unit, int halves) {
  if (halves == 2) return std::string(unit);
  return fmt::format("{}^{}", unit, halves / 2.0);
}

std::string spell_product(const std::vector<Factor>& factors, int sign) {
  std::string text;
  for (const Factor& factor : factors) {
    if (factor.halves * sign <= 0) continue;
    if (!text.empty()) text += '*';
    text += spell_power(factor.unit, factor.halves * sign);
  }
  return text;
}

// Electrical quantities have mass in them only through the volt, which is the better word:
// kg = V*A*s^3/m^2.
std::vector<Factor> factors_with_volts(const Dimension& dimension) {
  const int volts = dimension.halves(Base::Mass);
  return {{"mV", volts},
          {"pA", dimension.halves(Base::Current) + volts},
          {"um", dimension.halves(Base::Length) - 2 * volts},
          {"ms", dimension.halves(Base::Time) + 3 * volts},
          {"K", dimension.halves(Base::Temperature)},
          {"fmol", dimension.halves(Base::Amount)}};
}

std::string spell(const Dimension& dimension) {
  const std::vector<Factor> factors = factors_with_volts(dimension);
  std::string above = spell_product(factors, 1);
  std::string below = spell_product(factors, -1);
  if (below.empty()) return above;
  if (below.find('*') != std::string::npos) below = fmt::format("({})", below);
  return fmt::format("{}/{}", above.empty() ? "1" : above, below);
}

bool starts_with_vowel(std::string_view word) {
  constexpr std::string_view kVowels = "aeiou";
  return kVowels.find(word.front()) != std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> quantity_name(const Dimension& dimension) {
  const Quantity* quantity = find_quantity(dimension);
  if (quantity == nullptr) return std::nullopt;
  return quantity->name;
}

std::string preferred_unit(const Dimension& dimension) {
  if (const Quantity* quantity = find_quantity(dimension)) return std::string(quantity->unit);
  return spell(dimension);
}

std::string quantity_and_unit(const Dimension& dimension, std::string_view spelling) {
  const std::string unit = spelling.empty() ? preferred_unit(dimension) : std::string(spelling);
  const std::optional<std::string_view> name = quantity_name(dimension);
  if (!name) return fmt::format("quantity in {}", unit);
  if (dimension.is_plain()) return std::string(*name);
  return fmt::format("{} ({})", *name, unit);
}

std::string with_article(const Dimension& dimension, std::string_view spelling) {
  const std::string text = quantity_and_unit(dimension, spelling);
  return fmt::format("{} {}", starts_with_vowel(text) ? "an" : "a", text);
}

}  // namespace snn::units
