#include "runtime/blueprint/ids_in_range.h"

#include "runtime/blueprint/members.h"

#include <string>
#include <type_traits>

namespace snn::blueprint {

namespace {

class Check {
 public:
  explicit Check(const Blueprint& blueprint) : blueprint_(blueprint) {}

  [[nodiscard]] bool is_well() const { return is_well_; }

  template <Described Row>
  void value(const Row& row) {
    Members<Row>::visit(row, [this](std::string_view, const auto& member) { this->value(member); });
  }
  template <class T>
  void value(const std::vector<T>& items) {
    for (const T& item : items)
      value(item);
  }
  template <class Id, class Row>
  void value(const Table<Id, Row>& rows) {
    for (const Row& row : rows)
      value(row);
  }
  template <class T>
  void value(const std::optional<T>& item) {
    if (item) value(*item);
  }
  template <class... Ts>
  void value(const std::variant<Ts...>& item) {
    std::visit([this](const auto& held) { this->value(held); }, item);
  }

  void value(GlobalId id) { within(id, blueprint_.globals.size()); }
  void value(FieldId id) { within(id, blueprint_.fields.size()); }
  void value(PopulationId id) { within(id, blueprint_.populations.size()); }
  void value(ProjectionId id) { within(id, blueprint_.projections.size()); }
  void value(KernelId id) { within(id, blueprint_.kernels.size()); }
  void value(MeasureId id) { within(id, blueprint_.measures.size()); }
  void value(DataId id) { within(id, blueprint_.data.size()); }
  void value(const StepList& steps) {
    for (const StepIndex step : steps)
      is_well_ = is_well_ && step < blueprint_.script.steps.size();
  }

  void value(const Data& data) {
    is_well_ = is_well_ && data.n_columns > 0 && !data.values.empty() &&
               data.values.size() % data.n_columns == 0;
  }
  void value(const std::string& /*text*/) {}
  template <class T>
    requires(std::is_arithmetic_v<T> || Enumerated<T>)
  void value(T /*number*/) {}

 private:
  template <class Id>
  void within(Id id, std::size_t size) {
    is_well_ = is_well_ && (!exists(id) || index_of(id) < size);
  }

  const Blueprint& blueprint_;
  bool is_well_ = true;
};

}  // namespace

bool ids_in_range(const Blueprint& blueprint) {
  Check check(blueprint);
  check.value(blueprint);
  return check.is_well();
}

}  // namespace snn::blueprint
