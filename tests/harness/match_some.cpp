#include "tests/harness/match_some.h"

#include "tests/harness/golden_file.h"

#include <cstddef>
#include <regex>

namespace snn::golden {
namespace {

std::string quoted(std::string_view literal) {
  constexpr std::string_view kSpecial = R"(\^$.|?*+()[]{})";
  std::string result;
  for (const char c : literal) {
    if (kSpecial.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::regex compiled(std::string_view pattern) {
  std::string expression;
  while (!pattern.empty()) {
    const auto open = pattern.find("{{");
    const auto close = open == std::string_view::npos ? open : pattern.find("}}", open);
    if (close == std::string_view::npos) break;
    expression += quoted(pattern.substr(0, open));
    expression += '(' + std::string(pattern.substr(open + 2, close - open - 2)) + ')';
    pattern.remove_prefix(close + 2);
  }
  return std::regex(expression + quoted(pattern));
}

}  // namespace

std::string match_some(const std::vector<std::string>& patterns, std::string_view output) {
  const std::vector<std::string> lines = split_lines(output);
  std::size_t at = 0;
  for (const std::string& pattern : patterns) {
    try {
      const std::regex expression = compiled(pattern);
      while (at < lines.size() && !std::regex_search(lines[at], expression))
        ++at;
    } catch (const std::regex_error& error) {
      return "the pattern `" + pattern + "` cannot be read: " + error.what();
    }
    if (at == lines.size()) return "not found: " + pattern;
    ++at;
  }
  return {};
}

}  // namespace snn::golden
