#include "targets/registry/missing.h"

#include "targets/registry/registry.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace snn::targets {
namespace {

std::vector<std::string_view> names_of_built() {
  std::vector<std::string_view> names;
  for (const target::Target* target : all_targets())
    names.push_back(target->info().name);
  return names;
}

}  // namespace

std::string missing_target(std::string_view name, std::span<const std::string_view> built,
                           std::span<const std::string_view> known) {
  const auto there =
      fmt::format("there {} `{}`", built.size() == 1 ? "is" : "are", fmt::join(built, "` and `"));
  if (std::ranges::find(known, name) == known.end())
    return fmt::format("there is no target `{}`; {}", name, there);
  return fmt::format(
      "this build has no target `{}`; {}, and `cmake -DSNN_TARGETS=\"{};{}\"` builds more", name,
      there, name, fmt::join(built, ";"));
}

std::string missing_target(std::string_view name) {
  return missing_target(name, names_of_built(), known_targets());
}

std::string missing_code() {
  return fmt::format(
      "this build makes no machine code: its target is `{}` alone; `snn run FILE` runs the "
      "program, "
      "`snn build --emit=ir FILE` prints it, and `cmake -DSNN_TARGETS=\"cpu;{}\"` builds what "
      "makes simulators",
      fmt::join(names_of_built(), "` and `"), fmt::join(names_of_built(), ";"));
}

}  // namespace snn::targets
