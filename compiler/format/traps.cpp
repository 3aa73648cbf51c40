#include "compiler/format/traps.h"

namespace snn::format {

bool makes_name(std::string_view rest) {
  if (rest.empty()) return false;
  const char first = rest[0];
  const char second = rest.size() > 1 ? rest[1] : '\0';
  if (std::string_view(":'~[(").find(first) != std::string_view::npos) return true;
  if (first == '=') return second != '=';
  if (first == '.') return second != '.';
  return std::string_view("+-*/").find(first) != std::string_view::npos && second == '=';
}

bool is_read_as_derivative(std::string_view before, std::string_view behind) {
  return before.size() > 1 && before.starts_with('d') && behind.starts_with("dt");
}

}  // namespace snn::format
