// Unit texts, by recursive descent:
//
//   text     = product
//   product  = ["per"] power { ("*" | "/" | "per") power }
//   power    = factor [ "^" exponent | "²" | "³" ]
//   factor   = name | "1" | "(" product ")" | "[" product "]"
//   exponent = ["+" | "-"] number | "(" ["+" | "-"] number [ "/" number ] ")"

#include "compiler/units/unit.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>

namespace snn::units {
namespace {

constexpr int kMaxNesting = 64;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Bytes of the character that starts with `lead`, as UTF-8 has it; stray bytes count as one.
std::size_t utf8_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xF0) return 4;
  if (byte >= 0xE0) return 3;
  if (byte >= 0xC0) return 2;
  return 1;
}

// The letters a unit may be spelled with beside ASCII: the micro sign, the degree sign (only so
// that `°C` is one unknown name), the ohm sign, and Greek.
bool is_foreign_letter(std::string_view character) {
  if (character == "\u00B5" || character == "\u00B0" || character == "\u2126") return true;
  return character >= "\u0370" && character <= "\u03FF";
}

struct Piece {
  UnitMeaning meaning;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class UnitParser {
 public:
  UnitParser(std::string_view text, const UnitTable& table, bool allow_target)
      : text_(text), table_(table), allow_target_(allow_target) {}

  std::variant<UnitMeaning, UnitError> parse() {
    if (const std::optional<Piece> whole = product()) {
      skip_blanks();
      if (at_ == text_.size()) return whole->meaning;
      fail_here();
    }
    return error_;
  }

 private:
  using Kind = UnitError::Kind;

  std::nullopt_t fail(Kind kind, std::size_t begin, std::size_t end) {
    error_ = {kind, begin, end};
    return std::nullopt;
  }

  // The next name, number or character cannot stand where it does.
  std::nullopt_t fail_here() {
    skip_blanks();
    const std::size_t begin = at_;
    if (at_ == text_.size()) return fail(Kind::Syntax, begin, begin);
    std::size_t end = name_end(begin);
    if (end == begin) end = number_end(begin);
    if (end == begin) end = std::min(begin + utf8_length(text_[begin]), text_.size());
    return fail(Kind::Syntax, begin, end);
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_]))
      ++at_;
  }

  bool take(std::string_view symbol) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(symbol)) return false;
    at_ += symbol.size();
    return true;
  }

  [[nodiscard]] std::size_t letter_at(std::size_t at) const {
    if (is_letter(text_[at])) return 1;
    const std::string_view character = text_.substr(at, utf8_length(text_[at]));
    return is_foreign_letter(character) ? character.size() : 0;
  }

  [[nodiscard]] std::size_t name_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size()) {
      const std::size_t length = end > begin && is_digit(text_[end]) ? 1 : letter_at(end);
      if (length == 0) break;
      end += length;
    }
    return end;
  }

  [[nodiscard]] std::size_t digits_end(std::size_t begin) const {
    while (begin < text_.size() && is_digit(text_[begin]))
      ++begin;
    return begin;
  }

  // As everywhere in the language, a number has digits on both sides of its point.
  [[nodiscard]] std::size_t number_end(std::size_t begin) const {
    const std::size_t whole_end = digits_end(begin);
    if (whole_end == begin || whole_end == text_.size() || text_[whole_end] != '.') {
      return whole_end;
    }
    const std::size_t end = digits_end(whole_end + 1);
    return end == whole_end + 1 ? whole_end : end;
  }

  bool take_per() {
    skip_blanks();
    const std::size_t end = name_end(at_);
    if (text_.substr(at_, end - at_) != "per") return false;
    at_ = end;
    return true;
  }

  std::optional<Piece> product() {
    bool has_per = take_per();
    std::optional<Piece> result = power();
    if (result && has_per) result = combine(Piece{{}, result->begin, result->begin}, *result, true);
    while (result) {
      skip_blanks();
      const std::size_t joint_begin = at_;
      const bool is_per = take_per();
      const bool is_quotient = is_per || take("/");
      if (!is_quotient && !take("*")) return result;
      // `per mV*ms` could mean 1/(mV*ms) or ms/mV.
      if (!is_quotient && has_per) return fail(Kind::Syntax, joint_begin, at_);
      has_per = has_per || is_per;
      const std::optional<Piece> next = power();
      if (!next) return std::nullopt;
      result = combine(*result, *next, is_quotient);
    }
    return std::nullopt;
  }

  std::optional<Piece> power() {
    std::optional<Piece> base = factor();
    if (!base) return std::nullopt;
    int halves = 0;
    const std::size_t end_of_base = at_;
    if (take("\u00B2")) {
      halves = 4;
    } else if (take("\u00B3")) {
      halves = 6;
    } else if (take("^")) {
      const std::optional<int> exponent = this->exponent();
      if (!exponent) return std::nullopt;
      halves = *exponent;
    } else {
      at_ = end_of_base;
      return base;
    }
    return raised(*base, halves);
  }

  std::optional<Piece> factor() {
    skip_blanks();
    const std::size_t begin = at_;
    if (take("(")) return nested(begin, ")");
    if (take("[")) return nested(begin, "]");
    if (const std::size_t end = number_end(begin); end != begin) {
      at_ = end;
      double value = 0;
      std::from_chars(text_.data() + begin, text_.data() + end, value);
      if (value != 1) return fail(Kind::NumberInUnit, begin, end);
      return Piece{{}, begin, end};
    }
    const std::size_t end = name_end(begin);
    const std::string_view name = text_.substr(begin, end - begin);
    if (name.empty() || name == "per") return fail_here();
    at_ = end;
    if (allow_target_ && name == "target") return Piece{{{}, 2}, begin, end};
    const std::optional<Unit> unit = table_.find(name);
    if (!unit) return fail(Kind::UnknownName, begin, end);
    return Piece{{*unit, 0}, begin, end};
  }

  std::optional<Piece> nested(std::size_t begin, std::string_view close) {
    if (++nesting_ > kMaxNesting) return fail(Kind::Syntax, begin, at_);
    std::optional<Piece> inside = product();
    if (!inside) return std::nullopt;
    if (!take(close)) return fail_here();
    --nesting_;
    return Piece{inside->meaning, begin, at_};
  }

  // In halves.
  std::optional<int> exponent() {
    skip_blanks();
    const std::size_t begin = at_;
    const bool is_grouped = take("(");
    const bool is_negative = take("-");
    if (!is_negative) take("+");
    std::optional<double> value = number();
    if (!value) return std::nullopt;
    if (is_grouped && take("/")) {
      const std::optional<double> denominator = number();
      if (!denominator) return std::nullopt;
      value = *value / *denominator;
    }
    if (is_grouped && !take(")")) return fail_here();
    const double halves = (is_negative ? -2 : 2) * *value;
    // Also false for 1/0 and 0/0.
    if (!(std::abs(halves) <= kMaxHalves)) return fail(Kind::ExponentTooLarge, begin, at_);
    if (halves != std::round(halves)) return fail(Kind::ExponentNotHalf, begin, at_);
    return static_cast<int>(halves);
  }

  std::optional<double> number() {
    skip_blanks();
    const std::size_t end = number_end(at_);
    if (end == at_) return fail_here();
    double value = 0;
    const auto [_, status] = std::from_chars(text_.data() + at_, text_.data() + end, value);
    at_ = end;
    // Hundreds of digits: as good as infinite.
    return status == std::errc() ? value : HUGE_VAL;
  }

  std::optional<Piece> combine(const Piece& left, const Piece& right, bool is_quotient) {
    for (const Piece* piece : {&left, &right}) {
      if (piece->meaning.unit.origin) return fail(Kind::AffineInProduct, piece->begin, piece->end);
    }
    const Unit& a = left.meaning.unit;
    const Unit& b = right.meaning.unit;
    const int target_halves = right.meaning.target_halves;
    UnitMeaning product;
    product.unit.dimension = is_quotient ? a.dimension / b.dimension : a.dimension * b.dimension;
    product.unit.scale = is_quotient ? a.scale / b.scale : a.scale * b.scale;
    product.target_halves =
        left.meaning.target_halves + (is_quotient ? -target_halves : target_halves);
    return within_limits({product, left.begin, at_});
  }

  std::optional<Piece> raised(const Piece& base, int halves) {
    const UnitMeaning& meaning = base.meaning;
    if (meaning.unit.origin) return fail(Kind::AffineInProduct, base.begin, base.end);
    const std::optional<Dimension> dimension = meaning.unit.dimension.power(halves, 2);
    const int target_quarters = meaning.target_halves * halves;
    if (!dimension || target_quarters % 2 != 0) {
      return fail(Kind::ExponentNotHalf, base.begin, at_);
    }
    const Unit unit{*dimension, units::power(meaning.unit.scale, halves), {}};
    return within_limits({{unit, target_quarters / 2}, base.begin, at_});
  }

  std::optional<Piece> within_limits(const Piece& piece) {
    const UnitMeaning& meaning = piece.meaning;
    if (meaning.unit.dimension.is_saturated() || std::abs(meaning.target_halves) >= kMaxHalves) {
      return fail(Kind::ExponentTooLarge, piece.begin, piece.end);
    }
    return piece;
  }

  std::string_view text_;
  const UnitTable& table_;
  bool allow_target_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  UnitError error_;
};

}  // namespace

std::variant<UnitMeaning, UnitError> parse_unit(std::string_view text, const UnitTable& table,
                                                bool allow_target) {
  return UnitParser(text, table, allow_target).parse();
}

}  // namespace snn::units
