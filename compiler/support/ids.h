#pragma once
// Strong 32-bit ids and the vectors they index: an `ExprId` can never be used where a `StmtId` is
// meant.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <utility>
#include <vector>

namespace snn {

/// A position in one arena. Derive an empty struct per arena: `struct ExprId : Id<ExprId> {…}`.
template <class Self>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t index = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t position) : index(static_cast<std::uint32_t>(position)) {}

  [[nodiscard]] constexpr bool is_valid() const { return index != kNone; }
  /// True when this id names something; lets optional children be plain ids.
  constexpr explicit operator bool() const { return is_valid(); }

  friend constexpr bool operator==(const Id& lhs, const Id& rhs) { return lhs.index == rhs.index; }
  friend constexpr auto operator<=>(const Id& lhs, const Id& rhs) {
    return lhs.index <=> rhs.index;
  }
};

/// A vector that only its own kind of id can index.
template <class IdType, class T, class Items = std::vector<T>>
class IdVector {
 public:
  template <class... Args>
  IdType emplace_back(Args&&... args) {
    items_.emplace_back(std::forward<Args>(args)...);
    return IdType(items_.size() - 1);
  }
  IdType push_back(T item) {
    items_.push_back(std::move(item));
    return IdType(items_.size() - 1);
  }

  [[nodiscard]] T& operator[](IdType id) { return items_[id.index]; }
  [[nodiscard]] const T& operator[](IdType id) const { return items_[id.index]; }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  void resize(std::size_t n, const T& fill = T()) { items_.resize(n, fill); }

  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }

 private:
  Items items_;
};

/// The same for what grows while it is being read: a reference into it stays good when more is
/// added behind, so that a check may hold a symbol and make another.
template <class IdType, class T>
using Arena = IdVector<IdType, T, std::deque<T>>;

}  // namespace snn
