#include "compiler/units/unit.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace snn::units {
namespace {

// Beyond this a double is 0 or infinite anyway; it keeps sums of exponents far from overflow.
constexpr std::int64_t kMaxExponent = 100'000;
constexpr double kSqrtTen = 3.1622776601683795;

// Every power of ten that a double holds exactly.
constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int kMaxExactExponent = static_cast<int>(kPowersOfTen.size()) - 1;
// Digits of the integers that a double always holds.
constexpr std::size_t kMaxExactDigits = 15;
// From the smallest double to the largest there are fewer decades than this.
constexpr int kDecadesOfDouble = 700;

int clamp_exponent(std::int64_t exponent) {
  return static_cast<int>(std::clamp(exponent, -kMaxExponent, kMaxExponent));
}

double times_power_of_ten(double value, int exponent) {
  const bool is_up = exponent > 0;
  int remaining = std::min(std::abs(exponent), kDecadesOfDouble);
  while (remaining > 0) {
    const int step = std::min(remaining, kMaxExactExponent);
    const double power = kPowersOfTen[static_cast<std::size_t>(step)];
    value = is_up ? value * power : value / power;
    remaining -= step;
  }
  return value;
}

double integer_power(double base, int exponent) {
  double result = 1;
  for (int i = 0; i < std::abs(exponent); ++i)
    result *= base;
  return exponent < 0 ? 1 / result : result;
}

// The shortest decimal that reads back as `value`, as an integer and a power of ten.
Scale decimal(double value) {
  if (!std::isfinite(value) || value == 0) return {value, 0};
  std::array<char, 32> buffer{};
  char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                  std::chars_format::scientific)
                        .ptr;
  const std::string text(buffer.data(), end);
  const std::size_t e = text.find('e');
  std::string digits = text.substr(0, e);
  int exponent = 0;
  const char* exponent_begin = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
  std::from_chars(exponent_begin, text.data() + text.size(), exponent);
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    exponent -= static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  // A longer integer might not be a double.
  if (digits.size() > kMaxExactDigits) return {value, 0};
  double mantissa = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), mantissa);
  return {mantissa, exponent};
}

}  // namespace

Scale operator*(const Scale& a, const Scale& b) {
  return {a.mantissa * b.mantissa, clamp_exponent(std::int64_t{a.exponent} + b.exponent)};
}

Scale operator/(const Scale& a, const Scale& b) {
  return {a.mantissa / b.mantissa, clamp_exponent(std::int64_t{a.exponent} - b.exponent)};
}

Scale power(const Scale& scale, int halves) {
  const std::int64_t exponent_halves = std::int64_t{scale.exponent} * halves;
  const bool is_whole = halves % 2 == 0;
  Scale result;
  result.mantissa = is_whole ? integer_power(scale.mantissa, halves / 2)
                             : integer_power(std::sqrt(scale.mantissa), halves);
  // The odd half decade left over goes to the mantissa.
  const std::int64_t left_over = ((exponent_halves % 2) + 2) % 2;
  if (left_over != 0) result.mantissa *= kSqrtTen;
  result.exponent = clamp_exponent((exponent_halves - left_over) / 2);
  return result;
}

Unit multiple_of(double factor, const Unit& unit) {
  return {.dimension = unit.dimension, .scale = decimal(factor) * unit.scale, .origin = {}};
}

double to_internal(double value, const Unit& unit) {
  const double scaled = times_power_of_ten(value * unit.scale.mantissa, unit.scale.exponent);
  return unit.origin ? scaled + *unit.origin : scaled;
}

double from_internal(double value, const Unit& unit) {
  const double from_zero = unit.origin ? value - *unit.origin : value;
  return times_power_of_ten(from_zero, -unit.scale.exponent) / unit.scale.mantissa;
}

}  // namespace snn::units
