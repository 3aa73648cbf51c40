#include "tests/harness/text_position.h"

namespace snn::golden {
namespace {

bool starts_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

}  // namespace

int n_characters(std::string_view text) {
  int n = 0;
  for (const char byte : text)
    n += starts_character(byte) ? 1 : 0;
  return n;
}

std::size_t byte_of_column(std::string_view line, int column) {
  int current = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (starts_character(line[i])) ++current;
    if (current == column) return i;
  }
  return line.size();
}

}  // namespace snn::golden
