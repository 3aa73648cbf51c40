#include "compiler/cli/command_line.h"

#include "compiler/cli/help_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace snn::cli {
namespace {

using Words = std::set<std::string>;

/// Every `--option` that a help text names at the beginning of a line or after a comma.
Words options_in(std::string_view text) {
  Words options;
  for (std::size_t at = text.find("  --"); at != std::string_view::npos;
       at = text.find("  --", at + 1)) {
    const std::string_view rest = text.substr(at + 2);
    options.emplace(rest.substr(0, rest.find_first_of(" \n")));
  }
  return options;
}

TEST_CASE("help: every option of a command is in its text, and nothing else") {
  for (const auto& [command, options] : options_of_commands()) {
    CAPTURE(command);
    const std::string text(help_text(command));
    for (const std::string& option : options) {
      if (option == "--help") continue;
      CAPTURE(option);
      CHECK(text.find(option) != std::string::npos);
    }
    for (const std::string& named : options_in(text)) {
      CAPTURE(named);
      CHECK(std::ranges::find(options, named) != options.end());
    }
  }
}

TEST_CASE("help: every command is in the text of the program and has its own") {
  for (const auto& [command, options] : options_of_commands()) {
    CAPTURE(command);
    CHECK(help_text("").find("\n  " + command + " ") != std::string_view::npos);
    CHECK(help_text(command).starts_with("snn " + command + ": "));
  }
}

TEST_CASE("help: every text fits a screen") {
  for (const std::string_view command : {"", "check", "fmt", "dump", "doc", "explain"}) {
    std::string_view text = help_text(command);
    CHECK(std::ranges::count(text, '\n') <= 24);
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      CHECK(line.size() <= 80);
      text.remove_prefix(line.size() + 1);
    }
  }
}

}  // namespace
}  // namespace snn::cli
