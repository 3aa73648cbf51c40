#include "runtime/writers/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace snn::writers {

using recording::Column;
using recording::ColumnKind;

namespace {

// Enough for every f64, and for every i64.
using Digits = std::array<char, 32>;

// Twelve digits name every step of a run and hide what 3 * 0.1 leaves in the sixteenth.
constexpr int kTimeDigits = 12;

void append_whole(std::string& text, double value) {
  Digits digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::int64_t>(value));
  text.append(digits.data(), end.ptr);
}

void append_label(std::string& text, const std::string& label) {
  if (label.find_first_of(",\"\n") == std::string::npos) {
    text += label;
    return;
  }
  text += '"';
  for (const char c : label) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace

void append_number(std::string& text, double value) {
  if (std::isnan(value)) {
    text += "nan";
    return;
  }
  Digits digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  text.append(digits.data(), end.ptr);
}

void append_value(std::string& text, const Column& column, double value) {
  switch (column.kind) {
    case ColumnKind::Real: append_number(text, value); return;
    case ColumnKind::Whole: append_whole(text, value); return;
    case ColumnKind::Time: {
      if (std::isnan(value)) {
        text += "nan";
        return;
      }
      Digits digits;
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                     std::chars_format::general, kTimeDigits);
      text.append(digits.data(), end.ptr);
      return;
    }
    case ColumnKind::Label:
      append_label(text, column.labels[static_cast<std::size_t>(value)]);
      return;
  }
}

}  // namespace snn::writers
