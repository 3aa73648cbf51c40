#pragma once
// Units: what a spelling such as `uF/cm^2` means, in one coherent internal system
// {µm, ms, pA, mV, K, amol} in which typical neuron numbers lie between 1e-3 and 1e3.

#include "compiler/units/dimension.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace snn::units {

/// A scale held as `mantissa * 10^exponent`, so that `1 mV` is exactly 1 and every other decimal
/// unit costs one correctly rounded operation.
struct Scale {
  double mantissa = 1;
  int exponent = 0;
};

/// One unit: its dimension, how many internal units one of it is, and for affine units (degC) the
/// internal value of its zero.
struct Unit {
  Dimension dimension;
  Scale scale;
  std::optional<double> origin;
};

[[nodiscard]] Scale operator*(const Scale& a, const Scale& b);
[[nodiscard]] Scale operator/(const Scale& a, const Scale& b);
/// The scale to the power `halves / 2`.
[[nodiscard]] Scale power(const Scale& scale, int halves);
/// The unit that is `factor` of another, as in `unit L = 1e-3 [m^3]`: the decimal digits of the
/// factor are kept, so that a power of ten costs no rounding. Drops the origin.
[[nodiscard]] Unit multiple_of(double factor, const Unit& unit);

/// `value` of `unit` in internal units; adds the origin of an affine unit.
[[nodiscard]] double to_internal(double value, const Unit& unit);
/// The inverse, for messages.
[[nodiscard]] double from_internal(double value, const Unit& unit);

/// The units that can be named. Base units are built in, all others are declared in the language.
class UnitTable {
 public:
  /// Holds m, s, g, A, K, mol (all prefixed) and rad.
  UnitTable();

  /// False when the name, or one of its prefixed forms, already names another unit.
  bool declare(std::string name, Unit unit, bool is_prefixed);
  /// Looks for the whole name first, then for a prefix (f p n u µ c m k M G) and a prefixed unit.
  /// A unit with an origin takes no prefix.
  [[nodiscard]] std::optional<Unit> find(std::string_view name) const;
  /// A declared spelling (with its prefix) near `name`, for "did you mean"; knows the common slips
  /// such as `msec`, `sec`, `mvolt`, `Ohm`, `khz`.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view name) const;
  /// Declared names without prefixes, in order of declaration.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  struct Entry {
    Unit unit;
    bool is_prefixed = false;
  };
  std::map<std::string, Entry, std::less<>> entries_;
  std::vector<std::string> names_;
};

/// The meaning of a unit text. `target` may stand in annotations: the dimension of the port that a
/// synapse is plugged into, to the power `target_halves / 2`.
struct UnitMeaning {
  Unit unit;
  int target_halves = 0;
};
/// Where in the text and why it has no meaning; `begin == end` when the text ends too early.
struct UnitError {
  enum class Kind {
    /// A name that is no unit.
    UnknownName,
    /// Something that cannot stand here.
    Syntax,
    /// A number other than 1 among the factors, as in `10*mV`.
    NumberInUnit,
    /// A power that is no multiple of one half.
    ExponentNotHalf,
    /// A power beyond ±62.
    ExponentTooLarge,
    /// A unit with an origin (degC) multiplied, divided or raised.
    AffineInProduct
  };
  Kind kind = Kind::Syntax;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// `per` is another spelling of `/`; a product after it (`per mV*ms`) has two readings and is a
/// syntax error. Understands `mV`, `mV/ms`, `uF/cm^2`, `per ms`, `1 per ms` (without its number:
/// `per ms`), `nS per ms`, `1/(mV*ms)`, `mm²`, `Hz^0.5`, `mV/ms^(1/2)`, `1`, surrounding brackets,
/// blanks, both micro signs.
[[nodiscard]] std::variant<UnitMeaning, UnitError> parse_unit(std::string_view text,
                                                              const UnitTable& table,
                                                              bool allow_target);

}  // namespace snn::units
