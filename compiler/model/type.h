#pragma once
// The type of a value: what kind of thing it is and, for numbers, its dimension, which may hold
// unknowns (`target` in a synapse, `post.V` in a rule) until a `connect` says what they are.

#include "compiler/support/ids.h"
#include "compiler/units/dimension.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::model {

struct DimVarId : Id<DimVarId> {
  using Id::Id;
};

/// A dimension times unknowns to powers of one half: `target/ms`.
class DimTerm {
 public:
  DimTerm() = default;
  explicit DimTerm(units::Dimension known) : known_(known) {}
  [[nodiscard]] static DimTerm of(DimVarId unknown, int halves = 2);

  struct Power {
    DimVarId unknown;
    int halves = 2;
    friend bool operator==(const Power&, const Power&) = default;
  };

  [[nodiscard]] const units::Dimension& known() const { return known_; }
  /// Ordered by unknown, no zero powers.
  [[nodiscard]] const std::vector<Power>& unknowns() const { return unknowns_; }
  [[nodiscard]] bool is_concrete() const { return unknowns_.empty(); }
  [[nodiscard]] bool is_plain() const { return unknowns_.empty() && known_.is_plain(); }

  [[nodiscard]] DimTerm times(const DimTerm& other) const { return combine(other, 1); }
  [[nodiscard]] DimTerm over(const DimTerm& other) const { return combine(other, -1); }
  /// None when an exponent would not be a multiple of one half.
  [[nodiscard]] std::optional<DimTerm> power(int numerator, int denominator = 1) const;

  friend bool operator==(const DimTerm&, const DimTerm&) = default;

 private:
  [[nodiscard]] DimTerm combine(const DimTerm& other, int sign) const;

  units::Dimension known_;
  std::vector<Power> unknowns_;
};

enum class Kind : std::uint8_t {
  Error,  // a mistake was reported; stays silent
  Real,
  Bool,
  Text,
  Process,    // what `drive … ~` takes; `dim` is that of its value or weight
  Layout,     // what `place … on` takes
  Optimizer,  // what `optimize … with` takes
  Dataset,    // what `data` takes
  Entity,     // a population, a group, a projection, a network: something with members
};

struct Type {
  Kind kind = Kind::Error;
  DimTerm dim{};
  /// 0: one value; n > 0: an array of n; kUnknownLength: an array whose length set-up decides.
  std::int64_t length = 0;
  /// 2 for a matrix from a file.
  int rank = 0;
  /// Holds a spike train or white noise, which may enter only linearly.
  bool has_train = false;
  bool has_noise = false;
  /// A literal 0 or inf, which fits any dimension.
  bool fits_any_dimension = false;
  /// The unit as the user wrote it; may be empty. Never part of what makes types equal.
  std::string_view unit{};

  static constexpr std::int64_t kUnknownLength = -1;

  [[nodiscard]] bool is_error() const { return kind == Kind::Error; }
  [[nodiscard]] bool is_real() const { return kind == Kind::Real; }
  [[nodiscard]] bool is_scalar() const { return length == 0 && rank == 0; }

  [[nodiscard]] static Type error() { return {}; }
  [[nodiscard]] static Type boolean() { return {.kind = Kind::Bool}; }
  [[nodiscard]] static Type text() { return {.kind = Kind::Text}; }
  [[nodiscard]] static Type entity() { return {.kind = Kind::Entity}; }
  [[nodiscard]] static Type real(DimTerm dim = {}, std::string_view unit = {}) {
    return {.kind = Kind::Real, .dim = std::move(dim), .unit = unit};
  }
};

}  // namespace snn::model
