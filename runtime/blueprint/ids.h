#pragma once
// Which entry of a table: ids that cannot be mistaken for one another, and the tables they index.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace snn::blueprint {

/// The common value of every id that names nothing.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

enum class GlobalId : std::uint32_t { none = kNone };
enum class FieldId : std::uint32_t { none = kNone };
enum class PopulationId : std::uint32_t { none = kNone };
enum class ProjectionId : std::uint32_t { none = kNone };
enum class KernelId : std::uint32_t { none = kNone };
enum class MeasureId : std::uint32_t { none = kNone };
enum class DataId : std::uint32_t { none = kNone };

template <class Id>
[[nodiscard]] constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}
template <class Id>
[[nodiscard]] constexpr bool exists(Id id) {
  return id != Id::none;
}

/// Rows that only their own kind of id can reach.
template <class Id, class Row>
class Table {
 public:
  Id add(Row row) {
    rows_.push_back(std::move(row));
    return static_cast<Id>(rows_.size() - 1);
  }
  [[nodiscard]] Row& operator[](Id id) { return rows_[index_of(id)]; }
  [[nodiscard]] const Row& operator[](Id id) const { return rows_[index_of(id)]; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] auto begin() { return rows_.begin(); }
  [[nodiscard]] auto end() { return rows_.end(); }
  [[nodiscard]] auto begin() const { return rows_.begin(); }
  [[nodiscard]] auto end() const { return rows_.end(); }

  friend bool operator==(const Table&, const Table&) = default;

 private:
  std::vector<Row> rows_;
};

}  // namespace snn::blueprint
