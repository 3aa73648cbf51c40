#include "compiler/typeset/unit_terms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace snn::typeset {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Reads `unit : 'per'? term (('*' | '/' | 'per') term)*`.
class UnitReader {
 public:
  explicit UnitReader(std::string_view text) : text_(text) {}

  std::optional<std::vector<UnitTerm>> run() {
    product(1);
    skip_blanks();
    if (!is_sound_ || at_ != text_.size()) return std::nullopt;
    return terms_;
  }

 private:
  void product(int sign) {
    int side = accept_word("per") ? -sign : sign;
    while (is_sound_) {
      term(side);
      if (accept('*')) {
        side = sign;
      } else if (accept('/') || accept_word("per")) {
        side = -sign;
      } else {
        return;
      }
    }
  }

  void term(int sign) {
    skip_blanks();
    const std::size_t first = terms_.size();
    if (accept('(') || accept('[')) {
      if (++depth_ > kDeepest) {
        is_sound_ = false;
        return;
      }
      product(sign);
      --depth_;
      is_sound_ = is_sound_ && (accept(')') || accept(']'));
    } else if (at_ < text_.size() && text_[at_] == '1') {
      ++at_;
      return;
    } else {
      const std::string_view name = word();
      is_sound_ = is_sound_ && !name.empty();
      terms_.push_back({name, sign, 1});
    }
    exponent(first);
  }

  void exponent(std::size_t first) {
    const auto raise = [&](int power, int root) {
      for (std::size_t i = first; i < terms_.size(); ++i) {
        terms_[i].power *= power;
        terms_[i].root *= root;
      }
    };
    if (accept_text("²")) return raise(2, 1);
    if (accept_text("³")) return raise(3, 1);
    if (!accept('^')) return;
    const bool has_parens = accept('(');
    const int sign = accept('-') ? -1 : 1;
    const int power = number();
    const int root = has_parens && accept('/') ? number() : 1;
    if (has_parens) is_sound_ = is_sound_ && accept(')');
    raise(sign * power, root);
  }

  int number() {
    skip_blanks();
    int value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    is_sound_ = is_sound_ && error == std::errc() && value > 0 && value < 100;
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  /// A name ends where a raised digit begins.
  std::string_view word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || (at_ > begin && is_digit(text_[at_])))) {
      if (text_.substr(at_).starts_with("²") || text_.substr(at_).starts_with("³")) break;
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_]))
      ++at_;
  }
  bool accept(char sign) { return accept_text(std::string_view(&sign, 1)); }
  bool accept_text(std::string_view text) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  bool accept_word(std::string_view text) {
    const std::size_t before = at_;
    skip_blanks();
    if (word() == text) return true;
    at_ = before;
    return false;
  }

  static constexpr int kDeepest = 32;

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_sound_ = true;
  std::vector<UnitTerm> terms_;
};

}  // namespace

std::optional<std::vector<UnitTerm>> unit_terms(std::string_view text) {
  return UnitReader(text).run();
}

bool has_micro_prefix(std::string_view name) {
  constexpr auto kPrefixed =
      std::to_array<std::string_view>({"m", "s", "A", "V", "S", "F", "C", "Hz", "ohm", "M",  "mol",
                                       "g", "J", "N", "W", "T", "K", "L", "Pa", "eV",  "Wb", "H"});
  return name.starts_with('u') && std::ranges::find(kPrefixed, name.substr(1)) != kPrefixed.end();
}

}  // namespace snn::typeset
