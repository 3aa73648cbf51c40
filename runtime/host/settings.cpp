#include "runtime/host/settings.h"

#include "runtime/writers/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::Global;
using blueprint::GlobalId;
using blueprint::Scalar;
using blueprint::Unit;
using status::Code;
using status::Result;
using status::Status;

namespace {

constexpr std::string_view kIsGiven = " is given";

std::string quoted(std::string_view text) {
  return '`' + std::string(text) + '`';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

struct Written {
  double number = 0;
  std::string_view unit;
};

std::optional<Written> read_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  Written written;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, written.number);
  if (error != std::errc() || !std::isfinite(written.number)) return std::nullopt;
  written.unit = trimmed(std::string_view(end, static_cast<std::size_t>(last - end)));
  // As a model writes it: `0.02 [nA*s]`.
  if (written.unit.starts_with('[') && written.unit.ends_with(']'))
    written.unit = trimmed(written.unit.substr(1, written.unit.size() - 2));
  return written;
}

const Unit* unit_named(std::span<const Unit> units, std::string_view spelling) {
  const auto found = std::find_if(units.begin(), units.end(), [spelling](const Unit& unit) {
    return unit.spelling == spelling;
  });
  return found == units.end() ? nullptr : &*found;
}

// Levenshtein's.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j)
    row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

std::string names_of_parameters(const Blueprint& blueprint) {
  constexpr int kMost = 12;
  std::string names;
  int n = 0;
  for (const Global& global : blueprint.globals) {
    if (!is_settable(global) || ++n > kMost) continue;
    names += (names.empty() ? "" : ", ") + quoted(global.name);
  }
  if (n > kMost) names += " and " + std::to_string(n - kMost) + " more";
  return names;
}

Status unknown(const Blueprint& blueprint, std::string_view name) {
  std::string_view nearest;
  // Further away it is another word.
  std::size_t least = last_part(name).size() / 2 + 2;
  for (const Global& global : blueprint.globals) {
    if (!is_settable(global)) continue;
    const std::size_t far =
        std::min(distance(name, global.name), distance(name, last_part(global.name)));
    if (far >= least) continue;
    least = far;
    nearest = global.name;
  }
  std::string text = "there is no parameter " + quoted(name);
  if (!nearest.empty()) text += "; did you mean " + quoted(nearest) + "?";
  if (nearest.empty()) text += "; there are " + names_of_parameters(blueprint);
  return status::failure(Code::Input, std::move(text));
}

std::string accepted_units(const blueprint::Display& display) {
  std::string text = quoted(display.unit.spelling);
  constexpr std::size_t kMost = 6;
  for (std::size_t k = 0; k < std::min(kMost, display.accepted.size()); ++k) {
    if (display.accepted[k].spelling != display.unit.spelling)
      text += ", " + quoted(display.accepted[k].spelling);
  }
  return text;
}

Result<double> value_of(const Global& global, std::string_view text) {
  const std::optional<Written> written = read_number(text);
  const std::string& unit = global.display.unit.spelling;
  if (!written) {
    return status::failure(Code::Input, quoted(trimmed(text)) + " is no number for " +
                                            quoted(global.name) +
                                            (unit.empty() ? "" : ", which is in " + quoted(unit)));
  }
  double factor = global.display.unit.factor;
  if (!written->unit.empty() && written->unit != unit) {
    const Unit* other = unit_named(global.display.accepted, written->unit);
    if (other == nullptr) {
      const std::string takes = unit.empty() ? " is a plain number, without a unit"
                                             : " takes " + accepted_units(global.display);
      return status::failure(Code::Input, quoted(global.name) + takes + "; " +
                                              quoted(written->unit) + " is none of these");
    }
    factor = other->factor;
  }
  const double value = written->number * factor;
  const bool is_whole = global.type == Scalar::I32 || global.type == Scalar::I64;
  if (is_whole && value != std::floor(value)) {
    return status::failure(Code::Input, quoted(global.name) + " is a whole number; " +
                                            quoted(trimmed(text)) + " is not");
  }
  return value;
}

constexpr double kMinute = 60000;

}  // namespace

bool is_settable(const Global& global) {
  return global.role == blueprint::GlobalRole::Param && global.type != Scalar::Bool &&
         global.name.find(' ') == std::string::npos;
}

Result<GlobalId> find_parameter(const Blueprint& blueprint, std::string_view name) {
  std::vector<GlobalId> by_last_part;
  for (std::size_t k = 0; k < blueprint.globals.size(); ++k) {
    const auto id = static_cast<GlobalId>(k);
    const Global& global = blueprint.globals[id];
    if (global.name == name) {
      if (is_settable(global)) return id;
      return status::failure(Code::Input, quoted(name) + " is computed and cannot be set");
    }
    const std::string_view whole = global.name;
    const bool ends_so = whole.size() > name.size() && whole.ends_with(name) &&
                         whole[whole.size() - name.size() - 1] == '.';
    if (ends_so && is_settable(global)) by_last_part.push_back(id);
  }
  if (by_last_part.empty()) return unknown(blueprint, name);
  if (by_last_part.size() == 1) return by_last_part.front();
  std::string text = quoted(name) + " could be";
  for (std::size_t k = 0; k < by_last_part.size(); ++k)
    text += (k == 0 ? " " : " or ") + quoted(blueprint.globals[by_last_part[k]].name);
  return status::failure(Code::Input, std::move(text));
}

Status set_parameter(const Blueprint& blueprint, std::string_view name, std::string_view value,
                     std::vector<Setting>& settings) {
  const Result<GlobalId> id = find_parameter(blueprint, name);
  if (!id) return id.status();
  const Global& global = blueprint.globals[*id];
  const Result<double> number = value_of(global, value);
  if (!number) return number.status();
  settings.push_back({*id, *number});
  const std::string companion = global.name + std::string(kIsGiven);
  for (std::size_t k = 0; k < blueprint.globals.size(); ++k) {
    const auto other = static_cast<GlobalId>(k);
    if (blueprint.globals[other].name == companion) settings.push_back({other, 1});
  }
  return status::ok();
}

Status set_parameter(const Blueprint& blueprint, std::string_view text,
                     std::vector<Setting>& settings) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return status::failure(Code::Input, "`--set` needs a name and a value, as in `--set " +
                                            std::string(text.empty() ? "g" : text) + "=4.5`");
  }
  return set_parameter(blueprint, trimmed(text.substr(0, equals)), text.substr(equals + 1),
                       settings);
}

Result<double> read_duration(std::string_view text) {
  static const std::array<Unit, 5> kTimes{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"us", 1e-3},
                                          Unit{"minute", kMinute}, Unit{"min", kMinute}};
  const std::optional<Written> written = read_number(text);
  if (written && written->unit.empty()) return written->number;
  const Unit* unit = written ? unit_named(kTimes, written->unit) : nullptr;
  if (unit == nullptr) {
    return status::failure(Code::Input,
                           quoted(trimmed(text)) + " is no duration; write one as in `200 ms`");
  }
  return written->number * unit->factor;
}

}  // namespace snn::host
