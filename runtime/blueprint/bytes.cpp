#include "runtime/blueprint/bytes.h"

#include "runtime/blueprint/ids_in_range.h"
#include "runtime/blueprint/members.h"

#include <bit>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace snn::blueprint {

namespace {

constexpr std::string_view kMagic = "SNNB";
constexpr std::size_t kHeader = 24;

template <class T>
concept SomeId = std::is_enum_v<T> && !Enumerated<T>;

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const std::byte byte : bytes)
    hash = (hash ^ std::to_integer<std::uint64_t>(byte)) * 1099511628211U;
  return hash;
}

class Put {
 public:
  explicit Put(std::vector<std::byte>& bytes) : bytes_(bytes) {}

  template <class T>
    requires std::is_unsigned_v<T>
  void number(T number) {
    for (std::size_t k = 0; k < sizeof(T); ++k)
      bytes_.push_back(static_cast<std::byte>(std::uint64_t{number} >> (8 * k)));
  }

  void value(bool is) { number(std::uint8_t{is}); }
  void value(std::uint32_t count) { number(count); }
  void value(double x) { number(std::bit_cast<std::uint64_t>(x)); }
  void value(const std::string& text) {
    number(std::uint64_t{text.size()});
    for (const char c : text)
      bytes_.push_back(static_cast<std::byte>(c));
  }
  template <Enumerated E>
  void value(E e) {
    number(static_cast<std::uint8_t>(e));
  }
  template <SomeId Id>
  void value(Id id) {
    number(static_cast<std::uint32_t>(id));
  }
  template <class T>
  void value(const std::vector<T>& items) {
    number(std::uint64_t{items.size()});
    for (const T& item : items)
      value(item);
  }
  template <class Id, class Row>
  void value(const Table<Id, Row>& rows) {
    number(std::uint64_t{rows.size()});
    for (const Row& row : rows)
      value(row);
  }
  template <class T>
  void value(const std::optional<T>& item) {
    value(item.has_value());
    if (item) value(*item);
  }
  template <class... Ts>
  void value(const std::variant<Ts...>& item) {
    number(static_cast<std::uint8_t>(item.index()));
    std::visit([this](const auto& held) { value(held); }, item);
  }
  template <Described Row>
  void value(const Row& row) {
    Members<Row>::visit(row, [this](std::string_view, const auto& member) { value(member); });
  }

 private:
  std::vector<std::byte>& bytes_;
};

/// After the first thing that cannot be, everything is left as it is.
class Take {
 public:
  explicit Take(std::span<const std::byte> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_well() const { return is_well_; }
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

  template <class T>
    requires std::is_unsigned_v<T>
  T number() {
    if (bytes_.size() < sizeof(T)) {
      fail();
      return 0;
    }
    std::uint64_t number = 0;
    for (std::size_t k = 0; k < sizeof(T); ++k)
      number |= std::to_integer<std::uint64_t>(bytes_[k]) << (8 * k);
    bytes_ = bytes_.subspan(sizeof(T));
    return static_cast<T>(number);
  }

  void value(bool& is) { is = below(2) == 1; }
  void value(std::uint32_t& count) { count = number<std::uint32_t>(); }
  void value(double& x) { x = std::bit_cast<double>(number<std::uint64_t>()); }
  void value(std::string& text) {
    const std::size_t n = length();
    for (const std::byte byte : bytes_.first(n))
      text += static_cast<char>(byte);
    bytes_ = bytes_.subspan(n);
  }
  template <Enumerated E>
  void value(E& e) {
    e = static_cast<E>(below(Names<E>::kAll.size()));
  }
  template <SomeId Id>
  void value(Id& id) {
    id = static_cast<Id>(number<std::uint32_t>());
  }
  template <class T>
  void value(std::vector<T>& items) {
    const std::size_t n = length();
    for (std::size_t k = 0; k < n && is_well_; ++k)
      value(items.emplace_back());
  }
  template <class Id, class Row>
  void value(Table<Id, Row>& rows) {
    const std::size_t n = length();
    for (std::size_t k = 0; k < n && is_well_; ++k) {
      Row row;
      value(row);
      rows.add(std::move(row));
    }
  }
  template <class T>
  void value(std::optional<T>& item) {
    bool is_there = false;
    value(is_there);
    if (is_there) value(item.emplace());
  }
  template <class... Ts>
  void value(std::variant<Ts...>& item) {
    take_alternative(item, below(sizeof...(Ts)), std::index_sequence_for<Ts...>{});
  }
  template <Described Row>
  void value(Row& row) {
    Members<Row>::visit(row, [this](std::string_view, auto& member) { value(member); });
  }

 private:
  void fail() {
    is_well_ = false;
    bytes_ = {};
  }
  /// A byte that must be less than n.
  std::size_t below(std::size_t n) {
    const std::size_t number = this->number<std::uint8_t>();
    if (number < n) return number;
    fail();
    return 0;
  }
  /// Of a list: every item takes a byte at least.
  std::size_t length() {
    const auto n = number<std::uint64_t>();
    if (n <= bytes_.size()) return static_cast<std::size_t>(n);
    fail();
    return 0;
  }
  template <class... Ts, std::size_t... kIndices>
  void take_alternative(std::variant<Ts...>& item, std::size_t index,
                        std::index_sequence<kIndices...> /*indices*/) {
    const auto take_if = [&]<std::size_t kIndex>() {
      if (kIndex == index) value(item.template emplace<kIndex>());
    };
    (take_if.template operator()<kIndices>(), ...);
  }

  std::span<const std::byte> bytes_;
  bool is_well_ = true;
};

status::Status broken(std::string_view what) {
  std::string text = "the program inside this file ";
  text += what;
  return status::failure(status::Code::Input, std::move(text));
}

}  // namespace

std::vector<std::byte> to_bytes(const Blueprint& blueprint) {
  std::vector<std::byte> rest;
  Put(rest).value(blueprint);
  std::vector<std::byte> bytes;
  for (const char c : kMagic)
    bytes.push_back(static_cast<std::byte>(c));
  Put put(bytes);
  put.number(kBytesVersion);
  put.number(std::uint64_t{rest.size()});
  put.number(checksum_of(rest));
  bytes.insert(bytes.end(), rest.begin(), rest.end());
  return bytes;
}

status::Result<Blueprint> from_bytes(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeader) return broken("is cut short");
  for (std::size_t k = 0; k < kMagic.size(); ++k) {
    if (bytes[k] != static_cast<std::byte>(kMagic[k])) return broken("is not one of snn");
  }
  Take header(bytes.subspan(kMagic.size()));
  const auto version = header.number<std::uint32_t>();
  const auto length = header.number<std::uint64_t>();
  const auto checksum = header.number<std::uint64_t>();
  if (version != kBytesVersion) {
    return broken("has format " + std::to_string(version) + "; this runtime reads format " +
                  std::to_string(kBytesVersion));
  }
  const std::span<const std::byte> rest = bytes.subspan(kHeader);
  if (rest.size() != length) return broken("is cut short");
  if (checksum_of(rest) != checksum) return broken("was changed after it was made");
  Take take(rest);
  Blueprint blueprint;
  take.value(blueprint);
  if (!take.is_well() || !take.is_at_end() || !ids_in_range(blueprint))
    return broken("does not make sense");
  return blueprint;
}

}  // namespace snn::blueprint
