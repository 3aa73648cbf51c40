#include "tests/manual/examples.h"

#include "tests/harness/golden_file.h"

#include <fmt/format.h>

#include <optional>

namespace snn::manual {
namespace {

constexpr std::string_view kFence = "```";

/// What follows "```snn" on the line of a fence; none for a block of another language.
std::optional<std::string_view> snn_fence(std::string_view line) {
  constexpr std::string_view kOpening = "```snn";
  if (!line.starts_with(kOpening)) return std::nullopt;
  line.remove_prefix(kOpening.size());
  if (line.empty()) return line;
  if (line.front() != ' ') return std::nullopt;
  return line.substr(1);
}

/// Whether the words after "```snn" are understood.
bool read_promise(std::string_view words, Example& example) {
  constexpr std::string_view kError = "error=";
  if (words.empty()) return true;
  if (words == "fragment") {
    example.promise = Promise::Fragment;
    return true;
  }
  if (!words.starts_with(kError)) return false;
  example.promise = Promise::Mistake;
  example.code = words.substr(kError.size());
  return !example.code.empty();
}

}  // namespace

Examples read_examples(std::string_view markdown) {
  Examples examples;
  const std::vector<std::string> lines = golden::split_lines(markdown);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with(kFence)) continue;
    const std::optional<std::string_view> words = snn_fence(lines[i]);
    Example example{.line = i + 1};
    while (++i < lines.size() && !lines[i].starts_with(kFence))
      example.text += lines[i] + '\n';
    if (i == lines.size()) {
      examples.mistakes.push_back(fmt::format("{}: the block is never closed", example.line));
    }
    if (!words) continue;
    if (read_promise(*words, example)) {
      examples.list.push_back(std::move(example));
    } else {
      examples.mistakes.push_back(
          fmt::format("{}: `{}` is neither `fragment` nor `error=CODE`", example.line, *words));
    }
  }
  return examples;
}

}  // namespace snn::manual
