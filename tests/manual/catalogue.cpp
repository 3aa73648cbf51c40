#include "tests/manual/catalogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <vector>

namespace snn::manual {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBegin = "<!-- catalogue: written by snn_manual --update -->\n";
constexpr std::string_view kEnd = "<!-- end of the catalogue -->\n";
constexpr std::array<std::string_view, 7> kRooms{"prelude",    "neurons", "mechanisms", "synapses",
                                                 "plasticity", "inputs",  "networks"};
constexpr std::size_t kMostNamed = 6;

using Lines = std::vector<std::string>;

Lines lines_of(const fs::path& file) {
  Lines lines;
  std::ifstream stream(file, std::ios::binary);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

/// The names of what stands at the top of the file.
std::string declared_in(const Lines& lines) {
  static const std::regex kDeclaration(
      "(?:neuron|synapse|mechanism|plasticity|network|experiment|train|event|fn|const|unit) "
      "(\\w+).*");
  Lines names;
  for (const std::string& line : lines) {
    std::smatch found;
    if (std::regex_match(line, found, kDeclaration)) names.push_back("`" + found[1].str() + "`");
  }
  if (names.size() <= kMostNamed) return fmt::format("{}", fmt::join(names, ", "));
  const std::size_t n_more = names.size() - kMostNamed;
  names.resize(kMostNamed);
  return fmt::format("{} and {} more", fmt::join(names, ", "), n_more);
}

/// The first sentence of the file, without its full stop.
std::string summary_of(const Lines& lines) {
  constexpr std::string_view kComment = "# ";
  if (lines.empty() || !lines.front().starts_with(kComment)) return {};
  std::string text = lines.front().substr(kComment.size());
  text.erase(std::min(text.find(". "), text.size()));
  while (text.ends_with('.') || text.ends_with(':'))
    text.pop_back();
  return text;
}

/// "Brette & Gerstner 2005" of "R. Brette & W. Gerstner, Adaptive … (2005)".
std::string short_form(const std::string& citation) {
  static const std::regex kAuthor(
      "(?:[A-Z]\\.[- ]?)+((?:(?:van|del|de|von) )?[A-Z][A-Za-z'-]+)(,? et al\\.)?(, |,? & )?");
  static const std::regex kYear("\\((\\d{4})\\)");
  Lines names;
  bool has_others = false;
  auto rest = citation.cbegin();
  std::smatch author;
  while (std::regex_search(rest, citation.cend(), author, kAuthor,
                           std::regex_constants::match_continuous)) {
    names.push_back(author[1]);
    has_others = author[2].matched;
    rest = author.suffix().first;
    if (has_others || !author[3].matched) break;
  }
  std::smatch year;
  if (names.empty() || !std::regex_search(citation, year, kYear)) return {};
  std::string authors = names.front();
  if (has_others || names.size() > 3) {
    authors += " et al.";
  } else {
    for (std::size_t i = 1; i < names.size(); ++i)
      authors += (i + 1 == names.size() ? " & " : ", ") + names[i];
  }
  return fmt::format("{} {}", authors, year[1].str());
}

/// A citation begins on a line with the first author's initials, and ends with its year.
std::string sources_of(const Lines& lines) {
  static const std::regex kInitials("(?:# |# Source: |.* in )((?:[A-Z]\\.[- ]).*)");
  Lines sources;
  std::string citation;
  for (const std::string& line : lines) {
    if (!line.starts_with("# ")) {
      if (!line.starts_with('#')) break;
      continue;
    }
    std::smatch found;
    if (citation.empty() && std::regex_match(line, found, kInitials)) {
      citation = found[1].str();
    } else if (!citation.empty()) {
      citation += line.substr(1);
    }
    const std::string source = short_form(citation);
    if (source.empty()) continue;
    sources.push_back(source);
    citation.clear();
  }
  return sources.empty() ? "-" : fmt::format("{}", fmt::join(sources, "; "));
}

std::string table_of(const fs::path& room) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(room)) {
    if (entry.path().extension() == ".snn") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::string table =
      fmt::format("\n## {}\n\n| file | declares | what it is | source |\n|---|---|---|---|\n",
                  room.filename().string());
  for (const fs::path& file : files) {
    const Lines lines = lines_of(file);
    table += fmt::format("| `{}` | {} | {} | {} |\n", file.filename().string(), declared_in(lines),
                         summary_of(lines), sources_of(lines));
  }
  return table;
}

}  // namespace

std::string catalogue_of(const fs::path& library) {
  std::string tables;
  for (const std::string_view room : kRooms)
    tables += table_of(library / room);
  return tables + '\n';
}

std::string with_catalogue(std::string_view readme, std::string_view tables) {
  const std::size_t begin = readme.find(kBegin);
  const std::size_t end = readme.find(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  return fmt::format("{}{}{}", readme.substr(0, begin + kBegin.size()), tables, readme.substr(end));
}

}  // namespace snn::manual
