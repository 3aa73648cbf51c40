#include "compiler/cli/settings.h"

#include "compiler/support/edit_distance.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string_view>

namespace snn::cli {
namespace {

using blueprint::Blueprint;
using blueprint::GlobalId;

struct Written {
  double number = 0;
  std::string_view unit;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

std::optional<Written> read_number(std::string_view text) {
  text = trimmed(text);
  Written written;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), written.number);
  if (error != std::errc()) return std::nullopt;
  written.unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  return written;
}

std::optional<double> in_units_of(const blueprint::Display& display, const Written& written) {
  if (written.unit.empty() || written.unit == display.unit.spelling)
    return written.number * display.unit.factor;
  for (const blueprint::Unit& unit : display.accepted) {
    if (written.unit == unit.spelling) return written.number * unit.factor;
  }
  return std::nullopt;
}

bool is_settable(const blueprint::Global& global) {
  return global.role == blueprint::GlobalRole::Param && global.type == blueprint::Scalar::F64;
}

std::string unknown(const Blueprint& blueprint, const std::string& name) {
  std::vector<std::string_view> names;
  for (const blueprint::Global& global : blueprint.globals)
    if (is_settable(global)) names.push_back(global.name);
  std::string text = fmt::format("there is no parameter `{}`", name);
  if (const auto near = nearest_name(name, names))
    text += fmt::format("; did you mean `{}`?", *near);
  return text;
}

std::optional<GlobalId> find_global(const Blueprint& blueprint, const std::string& name) {
  for (std::size_t k = 0; k < blueprint.globals.size(); ++k) {
    const auto id = static_cast<GlobalId>(k);
    if (blueprint.globals[id].name == name) return id;
  }
  return std::nullopt;
}

constexpr std::array kTimes = {blueprint::Unit{"", 1}, blueprint::Unit{"ms", 1},
                               blueprint::Unit{"s", 1000}, blueprint::Unit{"us", 1e-3},
                               blueprint::Unit{"minute", 60000}};

Result<double> time_of(const std::string& text) {
  if (const auto written = read_number(text)) {
    for (const blueprint::Unit& unit : kTimes)
      if (unit.spelling == written->unit) return written->number * unit.factor;
  }
  return Failure{fmt::format("`{}` is no duration; write one as in `--duration \"500 ms\"`", text)};
}

}  // namespace

Result<GivenNumbers> settings_of(const Blueprint& blueprint, const RunOptions& options) {
  GivenNumbers given;
  for (const std::string& text : options.settings) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
      return Failure{fmt::format("`--set {}` gives no value; write `--set {}=1`", text, text)};
    const std::string name(trimmed(std::string_view(text).substr(0, equals)));
    const auto id = find_global(blueprint, name);
    if (!id || !is_settable(blueprint.globals[*id])) return Failure{unknown(blueprint, name)};
    const blueprint::Display& display = blueprint.globals[*id].display;
    const auto written = read_number(std::string_view(text).substr(equals + 1));
    const auto value = written ? in_units_of(display, *written) : std::nullopt;
    if (!value)
      return Failure{fmt::format(
          "`{}` is no value of `{}`, which is a number{}", text.substr(equals + 1), name,
          display.unit.spelling.empty() ? std::string() : " in " + display.unit.spelling)};
    given.settings.push_back({*id, *value});
    // What follows others by default has a companion that says it no longer does.
    if (const auto companion = find_global(blueprint, name + " is given"))
      given.settings.push_back({*companion, 1});
  }
  if (options.duration.empty()) return given;
  Result<double> duration = time_of(options.duration);
  if (!duration) return Failure{duration.error()};
  given.duration = *duration;
  return given;
}

}  // namespace snn::cli
