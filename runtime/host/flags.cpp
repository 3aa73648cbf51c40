#include "runtime/host/flags.h"

#include "runtime/host/settings.h"
#include "runtime/host/text_table.h"
#include "runtime/writers/number_text.h"

#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::Global;
using status::Code;
using status::Result;
using status::Status;

namespace {

struct CommonFlag {
  std::string_view name;
  std::string_view value;  // empty: it takes none
  std::string_view doc;
};

constexpr std::array kCommonFlags{
    CommonFlag{"set", "NAME=VALUE", "sets a parameter, as its own flag does"},
    CommonFlag{"experiment", "NAME", "which experiment to run; the first unless given"},
    CommonFlag{"duration", "TIME", "how long the last run is: `500 ms`, `2 s`"},
    CommonFlag{"seed", "N", "the seed of everything random"},
    CommonFlag{"threads", "N", "how many threads compute; the result does not depend on it"},
    CommonFlag{"out", "DIR", "where the results go"},
    CommonFlag{"quiet", "", "prints the result hash alone"},
    CommonFlag{"help", "", "prints this text"},
    CommonFlag{"version", "", "prints the version"},
};

std::string quoted(std::string_view text) {
  return '`' + std::string(text) + '`';
}

bool is_flag(std::string_view argument) {
  return argument.starts_with("--") && argument.size() > 2;
}

std::optional<std::uint64_t> whole(std::string_view text) {
  std::uint64_t number = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc() || end != last || text.empty()) return std::nullopt;
  return number;
}

class Reader {
 public:
  Reader(const Blueprint& blueprint, std::span<const std::string> arguments)
      : blueprint_(blueprint), arguments_(arguments) {}

  Result<Flags> read() {
    while (at_ < arguments_.size()) {
      if (Status status = read_one(); !status) return status;
    }
    return std::move(flags_);
  }

 private:
  Status read_one() {
    const std::string_view argument = arguments_[at_++];
    if (argument == "-h") {
      flags_.is_help = true;
      return status::ok();
    }
    if (!is_flag(argument)) {
      return status::failure(Code::Input,
                             quoted(argument) + " is no flag; `--help` lists those there are");
    }
    const std::size_t equals = argument.find('=');
    const std::string_view name = argument.substr(2, equals - 2);
    inline_value_.reset();
    if (equals != std::string_view::npos) inline_value_ = argument.substr(equals + 1);
    for (const CommonFlag& flag : kCommonFlags) {
      if (flag.name == name) return read_common(flag);
    }
    return read_parameter(name);
  }

  Status read_common(const CommonFlag& flag) {
    if (flag.value.empty()) {
      if (inline_value_)
        return status::failure(Code::Input, "`--" + std::string(flag.name) + "` takes no value");
      flags_.is_quiet |= flag.name == "quiet";
      flags_.is_help |= flag.name == "help";
      flags_.is_version |= flag.name == "version";
      return status::ok();
    }
    const Result<std::string> value = next_value(flag.name);
    if (!value) return value.status();
    if (flag.name == "set") return set_parameter(blueprint_, *value, flags_.run.settings);
    if (flag.name == "experiment") flags_.experiment = *value;
    if (flag.name == "out") flags_.run.directory = *value;
    if (flag.name == "duration") return read_time(*value);
    if (flag.name == "seed" || flag.name == "threads") return read_count(flag.name, *value);
    return status::ok();
  }

  Status read_time(std::string text) {
    text += next_unit(text);
    const Result<double> duration = read_duration(text);
    if (!duration) return duration.status();
    flags_.run.duration = *duration;
    return status::ok();
  }

  Status read_count(std::string_view name, std::string_view text) {
    const std::optional<std::uint64_t> number = whole(text);
    const bool is_seed = name == "seed";
    constexpr std::uint64_t kMostThreads = 4096;
    // A seed travels through an f64.
    constexpr std::uint64_t kMostSeed = std::uint64_t{1} << 53U;
    if (!number || (is_seed ? *number > kMostSeed : *number == 0 || *number > kMostThreads)) {
      return status::failure(Code::Input, "`--" + std::string(name) + "` takes a whole number" +
                                              (is_seed ? "" : " of at least 1") + "; " +
                                              quoted(text) + " is none");
    }
    if (is_seed) flags_.run.seed = *number;
    if (!is_seed) flags_.run.n_threads = static_cast<std::size_t>(*number);
    return status::ok();
  }

  Status read_parameter(std::string_view name) {
    if (Result<blueprint::GlobalId> id = find_parameter(blueprint_, name); !id) return id.status();
    const Result<std::string> value = next_value(name);
    if (!value) return value.status();
    return set_parameter(blueprint_, name, *value + next_unit(*value), flags_.run.settings);
  }

  Result<std::string> next_value(std::string_view name) {
    if (inline_value_) return std::string(*inline_value_);
    if (at_ < arguments_.size() && !is_flag(arguments_[at_])) return arguments_[at_++];
    return status::failure(Code::Input, "`--" + std::string(name) + "` needs a value");
  }

  // `--tau 20 ms`: the shell made two words of it.
  std::string next_unit(std::string_view value) {
    const bool has_unit =
        !value.empty() && (value.back() < '0' || value.back() > '9') && value.back() != '.';
    if (has_unit || at_ >= arguments_.size() || is_flag(arguments_[at_])) return "";
    return ' ' + arguments_[at_++];
  }

  const Blueprint& blueprint_;
  std::span<const std::string> arguments_;
  std::size_t at_ = 0;
  std::optional<std::string_view> inline_value_;
  Flags flags_;
};

}  // namespace

Result<Flags> read_flags(const Blueprint& blueprint, std::span<const std::string> arguments) {
  return Reader(blueprint, arguments).read();
}

std::string help_text(const Blueprint& blueprint, std::string_view program) {
  std::string text =
      "usage: " + std::string(program) + " [FLAGS]\n\nRuns " +
      quoted(blueprint.script.name.empty() ? blueprint.name : blueprint.script.name) + ".\n";
  TextTable parameters({"flag", "default", "what"}, TextTable::Align::Left);
  bool has_parameters = false;
  for (const Global& global : blueprint.globals) {
    if (!is_settable(global)) continue;
    std::string value;
    writers::append_number(value, global.value / global.display.unit.factor);
    if (!global.display.unit.spelling.empty()) value += ' ' + global.display.unit.spelling;
    if (!global.display.bounds.empty()) value += ' ' + global.display.bounds;
    const std::string& doc = global.display.doc;
    parameters.add({"  --" + global.name, value, doc.substr(0, doc.find('\n'))});
    has_parameters = true;
  }
  if (has_parameters) {
    text += "\nParameters, in the unit of the default or with another of its kind (`0.2 V`):\n" +
            parameters.text(TextTable::Titles::Hidden);
  }
  TextTable flags({"flag", "what"}, TextTable::Align::Left);
  for (const CommonFlag& flag : kCommonFlags) {
    std::string name = "  --" + std::string(flag.name);
    if (!flag.value.empty()) name += ' ' + std::string(flag.value);
    flags.add({std::move(name), std::string(flag.doc)});
  }
  return text + "\nFlags:\n" + flags.text(TextTable::Titles::Hidden);
}

}  // namespace snn::host
