#pragma once
// A physical dimension: exponents over length, mass, time, current, temperature, amount, in half
// steps because noise needs mV/sqrt(ms).

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace snn::units {

enum class Base : std::uint8_t { Length, Mass, Time, Current, Temperature, Amount };
inline constexpr int kNBases = 6;
/// The largest exponent, in halves; larger ones saturate, far outside anything physical.
inline constexpr int kMaxHalves = 126;

class Dimension {
 public:
  /// A plain number.
  constexpr Dimension() = default;
  /// One base to a power given in halves: `of(Base::Time, -2)` is 1/s.
  [[nodiscard]] static constexpr Dimension of(Base base, int halves = 2) {
    Dimension d;
    d.halves_[static_cast<std::size_t>(base)] = static_cast<std::int8_t>(halves);
    return d;
  }

  [[nodiscard]] constexpr int halves(Base base) const {
    return halves_[static_cast<std::size_t>(base)];
  }
  [[nodiscard]] constexpr bool is_plain() const { return *this == Dimension(); }
  /// True when an exponent reached the limit, so that the dimension can no longer be trusted.
  [[nodiscard]] constexpr bool is_saturated() const {
    return std::any_of(halves_.begin(), halves_.end(),
                       [](int h) { return h >= kMaxHalves || h <= -kMaxHalves; });
  }

  friend constexpr bool operator==(const Dimension&, const Dimension&) = default;

  [[nodiscard]] friend constexpr Dimension operator*(const Dimension& a, const Dimension& b) {
    return combine(a, b, 1);
  }
  [[nodiscard]] friend constexpr Dimension operator/(const Dimension& a, const Dimension& b) {
    return combine(a, b, -1);
  }
  /// The dimension to the power numerator/denominator; none when an exponent would not be a
  /// multiple of one half.
  [[nodiscard]] constexpr std::optional<Dimension> power(int numerator, int denominator = 1) const {
    if (denominator == 0) return std::nullopt;
    Dimension result;
    for (std::size_t i = 0; i < halves_.size(); ++i) {
      const std::int64_t scaled = std::int64_t{halves_[i]} * numerator;
      if (scaled % denominator != 0) return std::nullopt;
      result.halves_[i] = saturate(scaled / denominator);
    }
    return result;
  }

 private:
  [[nodiscard]] static constexpr std::int8_t saturate(std::int64_t halves) {
    return static_cast<std::int8_t>(
        std::clamp<std::int64_t>(halves, -kMaxHalves, std::int64_t{kMaxHalves}));
  }
  [[nodiscard]] static constexpr Dimension combine(const Dimension& a, const Dimension& b,
                                                   int sign) {
    Dimension result;
    for (std::size_t i = 0; i < result.halves_.size(); ++i) {
      result.halves_[i] = saturate(a.halves_[i] + sign * b.halves_[i]);
    }
    return result;
  }

  std::array<std::int8_t, kNBases> halves_{};
};

}  // namespace snn::units
