#include "compiler/explain/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace snn::explain {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kProgramFence = "```snn";
constexpr std::string_view kWrongFence = "```snn error=";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_same_code(std::string_view lhs, std::string_view rhs) {
  const auto upper = [](char c) { return std::toupper(static_cast<unsigned char>(c)); };
  return std::ranges::equal(lhs, rhs, {}, upper, upper);
}

}  // namespace

std::string_view code_of(const EmbeddedFile& page) {
  return page.path.substr(0, page.path.find('.'));
}

std::optional<EmbeddedFile> page_of(std::string_view code) {
  for (const EmbeddedFile& page : pages()) {
    if (is_same_code(code_of(page), code)) return page;
  }
  return std::nullopt;
}

std::string_view title_of(const EmbeddedFile& page) {
  const std::string_view first = page.text.substr(0, page.text.find('\n'));
  const std::size_t colon = first.find(": ");
  return colon == std::string_view::npos ? first : first.substr(colon + 2);
}

std::vector<Example> examples_of(const EmbeddedFile& page) {
  std::vector<Example> examples;
  bool is_inside = false;
  bool is_program = false;
  for (const std::string_view line : lines_of(page.text)) {
    if (!line.starts_with(kFence)) {
      if (is_inside && is_program) examples.back().program += fmt::format("{}\n", line);
      continue;
    }
    is_inside = !is_inside;
    if (!is_inside) continue;
    is_program = line.starts_with(kProgramFence);
    if (!is_program) continue;
    const bool is_wrong = line.starts_with(kWrongFence);
    examples.push_back({std::string(is_wrong ? line.substr(kWrongFence.size()) : ""), {}});
  }
  return examples;
}

std::string render(const EmbeddedFile& page, bool is_coloured) {
  const std::string_view bold = is_coloured ? "\033[1m" : "";
  const std::string_view plain = is_coloured ? "\033[0m" : "";
  std::string text;
  bool is_inside = false;
  for (const std::string_view line : lines_of(page.text)) {
    if (line.starts_with(kFence)) {
      is_inside = !is_inside;
    } else if (is_inside) {
      text += line.empty() ? "\n" : fmt::format("    {}\n", line);
    } else if (line.starts_with("# ")) {
      text += fmt::format("{}{}{}\n", bold, line.substr(2), plain);
    } else {
      text += fmt::format("{}\n", line);
    }
  }
  return text;
}

}  // namespace snn::explain
