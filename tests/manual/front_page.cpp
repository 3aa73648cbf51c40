#include "tests/manual/front_page.h"

#include "tests/harness/process.h"
#include "tests/harness/temp_dir.h"

#include <fmt/format.h>

#include <fstream>

namespace snn::manual {
namespace {

/// What stands between the next two fences, of which the first is `fence`; moves behind them.
std::string_view next_block(std::string_view& text, std::string_view fence) {
  const std::size_t begin = text.find(fence);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + fence.size());
  const std::size_t end = text.find("\n```");
  if (end == std::string_view::npos) return {};
  const std::string_view block = text.substr(0, end + 1);
  text.remove_prefix(end + 4);
  return block;
}

}  // namespace

std::string judge_front_page(std::string_view readme, const Program& program) {
  constexpr std::string_view kFactor = "C * dV/dt";
  const std::string_view model = next_block(readme, "\n```snn\n");
  const std::string_view shown = next_block(readme, "\n```\n");
  const std::size_t factor = model.find(kFactor);
  if (factor == std::string_view::npos) return "  no program with an equation for `C * dV/dt`\n";
  const golden::TempDir directory;
  std::ofstream(directory.path() / "first_lif.snn", std::ios::binary)
      << model.substr(0, factor) << kFactor.substr(4) << model.substr(factor + kFactor.size());
  const golden::Finished checked =
      golden::run_command("snn check --color never first_lif.snn",
                          {.directory = directory.path(), .programs = program.snn.parent_path()});
  // The count of messages at the end is not shown.
  const std::string said = checked.errors.substr(0, checked.errors.rfind("\n\n") + 1);
  if (said == shown) return {};
  return fmt::format("shows another message than the program gives:\n{}", said);
}

}  // namespace snn::manual
