#pragma once
// Rows of the blueprint as text: `{ type f64 role param value 20 }`. A member that has its default
// is left out; a struct with one member, or a brief one, is written as that member.

#include "compiler/ir/text/spelling.h"
#include "runtime/blueprint/members.h"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace snn::ir {

class RowPrinter {
 public:
  explicit RowPrinter(const RowNames& names) : names_(names) {}

  /// The members behind the first, which is the name and stands before.
  template <blueprint::Described Row>
  std::string row(const Row& row) {
    return members(row, 1);
  }

  std::string value(bool given) { return given ? "true" : "false"; }
  std::string value(double number) { return spelled(number); }
  std::string value(std::uint32_t number) { return fmt::format("{}", number); }
  std::string value(const std::string& text) { return quoted(text); }
  template <blueprint::Enumerated Enum>
  std::string value(Enum given) {
    return std::string(blueprint::Names<Enum>::kAll[static_cast<std::size_t>(given)]);
  }
  template <class Id>
    requires(std::is_enum_v<Id> && !blueprint::Enumerated<Id>)
  std::string value(Id id) {
    return blueprint::exists(id) ? names_.of(id) : "none";
  }
  template <class T>
  std::string value(const std::optional<T>& given) {
    return given ? value(*given) : "none";
  }
  template <class... Alternatives>
  std::string value(const std::variant<Alternatives...>& variant) {
    return std::visit(
        [&](const auto& given) {
          using Given = std::remove_cvref_t<decltype(given)>;
          return std::string(blueprint::Names<Given>::kName) + " " + value(given);
        },
        variant);
  }
  template <class T>
  std::string value(const std::vector<T>& list) {
    constexpr bool kIsShort =
        !blueprint::Described<T> && !requires { std::variant_size<T>::value; };
    std::string text = "[";
    indent_ += kIsShort ? 0 : 2;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!kIsShort) {
        text += line();
      } else if (i > 0) {
        text += ' ';
      }
      text += value(list[i]);
    }
    indent_ -= kIsShort ? 0 : 2;
    return text + (kIsShort || list.empty() ? "]" : line() + "]");
  }
  template <blueprint::Described Row>
  std::string value(const Row& row) {
    std::vector<std::string> texts;
    blueprint::Members<Row>::visit(
        row, [&](std::string_view, const auto& member) { texts.push_back(value(member)); });
    bool is_first_enough = texts.size() == 1;
    if constexpr (blueprint::Brief<Row>) {
      std::vector<std::string> defaults;
      const Row fresh{};
      blueprint::Members<Row>::visit(
          fresh, [&](std::string_view, const auto& member) { defaults.push_back(value(member)); });
      is_first_enough = std::equal(texts.begin() + 1, texts.end(), defaults.begin() + 1);
    }
    return is_first_enough ? texts.front() : members(row, 0);
  }

 private:
  /// `{ name value … }` of the members from the first that counts.
  template <class Row>
  std::string members(const Row& row, std::size_t first) {
    std::vector<std::string> defaults;
    const Row fresh{};
    blueprint::Members<Row>::visit(
        fresh, [&](std::string_view, const auto& member) { defaults.push_back(value(member)); });
    std::string text = "{";
    std::size_t i = 0;
    blueprint::Members<Row>::visit(row, [&](std::string_view name, const auto& member) {
      const std::string written = value(member);
      if (i >= first && written != defaults[i]) text += fmt::format(" {} {}", name, written);
      ++i;
    });
    return text + " }";
  }

  [[nodiscard]] std::string line() const { return "\n" + std::string(indent_, ' '); }

  const RowNames& names_;
  std::size_t indent_ = 0;
};

}  // namespace snn::ir
