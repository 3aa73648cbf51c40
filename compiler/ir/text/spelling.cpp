#include "compiler/ir/text/spelling.h"

#include "runtime/blueprint/members.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>

namespace snn::ir {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

template <class Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& row : table) {
    bool is_first = true;
    using Row = std::remove_cvref_t<decltype(row)>;
    blueprint::Members<Row>::visit(row, [&](std::string_view, const auto& member) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
        if (is_first) names.push_back(member);
      }
      is_first = false;
    });
  }
  return names;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string spelled(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  constexpr std::size_t kLongest = 32;
  std::string text(kLongest, ' ');
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
  text.resize(static_cast<std::size_t>(end.ptr - text.data()));
  return text;
}

bool is_plain(std::string_view name) {
  if (name.empty() || !is_letter(name.front())) return false;
  for (const char c : name) {
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '.') return false;
  }
  return true;
}

std::vector<std::string> references(char sign, const std::vector<std::string>& names) {
  std::map<std::string_view, std::size_t> n_of;
  for (const std::string& name : names)
    ++n_of[name];
  std::vector<std::string> written;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string reference(1, sign);
    reference += is_plain(names[i]) ? names[i] : quoted(names[i]);
    if (n_of[names[i]] > 1) reference += fmt::format("#{}", i);
    written.push_back(std::move(reference));
  }
  return written;
}

RowNames::RowNames(const blueprint::Blueprint& blueprint)
    : globals_(references('@', names_of(blueprint.globals))),
      fields_(references('@', names_of(blueprint.fields))),
      populations_(references('@', names_of(blueprint.populations))),
      projections_(references('@', names_of(blueprint.projections))),
      kernels_(references('@', names_of(blueprint.kernels))),
      measures_(references('@', names_of(blueprint.measures))),
      data_(references('@', names_of(blueprint.data))) {}

}  // namespace snn::ir
