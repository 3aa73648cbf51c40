#include "compiler/units/prefixes.h"
#include "compiler/units/unit.h"

#include <algorithm>
#include <utility>

namespace snn::units {

UnitTable::UnitTable() {
#define SNN_BASE_UNIT(name, base, power_of_ten) \
  declare(name, Unit{Dimension::of(Base::base), {1, power_of_ten}, {}}, true);
#include "compiler/units/base_units.def"
#undef SNN_BASE_UNIT
  declare("rad", Unit{}, false);
}

bool UnitTable::declare(std::string name, Unit unit, bool is_prefixed) {
  const bool takes_prefix = is_prefixed && !unit.origin;
  if (find(name)) return false;
  if (takes_prefix) {
    const bool is_taken = std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](const Prefix& p) {
      return find(std::string(p.symbol) + name).has_value();
    });
    if (is_taken) return false;
  }
  names_.push_back(name);
  entries_.emplace(std::move(name), Entry{unit, takes_prefix});
  return true;
}

std::optional<Unit> UnitTable::find(std::string_view name) const {
  if (const auto whole = entries_.find(name); whole != entries_.end()) return whole->second.unit;
  for (const Prefix& prefix : kPrefixes) {
    if (!name.starts_with(prefix.symbol)) continue;
    const auto entry = entries_.find(name.substr(prefix.symbol.size()));
    if (entry == entries_.end() || !entry->second.is_prefixed) continue;
    Unit unit = entry->second.unit;
    unit.scale.exponent += prefix.exponent;
    return unit;
  }
  return std::nullopt;
}

}  // namespace snn::units
