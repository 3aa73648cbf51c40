#pragma once
// The memory of one element for tests of passes: what it held and what was done to it, in order.

#include "compiler/ir/eval/memory.h"

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace snn::ir {

class ElementMemory final : public Memory {
 public:
  using Place = std::pair<Frame, std::uint32_t>;

  std::map<Place, std::vector<Number>> fields;
  std::vector<Number> globals;
  std::vector<FailureKind> failures;
  FieldId mark = FieldId::none;  // of spikes

  Number load(FieldRef field) override { return at(field, 0); }
  void store(FieldRef field, Number value) override { at(field, 0) = value; }
  void accumulate(FieldRef field, Number value) override {
    Number& sum = at(field, 0);
    sum = Number::real(sum.type(), sum.as_real() + value.as_real());
  }
  Number load_at(FieldRef field, std::int64_t index) override {
    const std::int64_t last = static_cast<std::int64_t>(row(field).size()) - 1;
    return at(field, index < 0 ? 0 : index > last ? last : index);
  }
  void store_at(FieldRef field, std::int64_t index, Number value) override {
    if (index >= 0 && index < static_cast<std::int64_t>(row(field).size()))
      at(field, index) = value;
  }
  Number load_past(FieldRef field, std::int64_t) override { return at(field, 0); }
  Number load_global(GlobalId global) override { return globals[blueprint::index_of(global)]; }
  double load_data(DataId data, std::int64_t index) override {
    return 100 * static_cast<double>(blueprint::index_of(data)) + static_cast<double>(index);
  }
  void store_global(GlobalId global, Number value) override {
    globals[blueprint::index_of(global)] = value;
  }
  std::int64_t index(Frame frame) override { return 5 + static_cast<std::int64_t>(frame); }
  std::int64_t size(PopulationId) override { return 10; }
  std::int64_t step_number() override { return 3; }
  double time() override { return 3 * 0.1; }
  double draw(Op, Stream stream, std::span<const Number> args) override {
    return 0.25 + static_cast<double>(stream.value) + args[0].as_real();
  }
  void emit(bool is_spike) override { store({Frame::Self, mark}, Number::truth(is_spike)); }
  bool fired(Frame frame) override { return load({frame, mark}).is_true(); }
  void fail(FailureKind kind, InstId) override { failures.push_back(kind); }

 private:
  std::vector<Number>& row(FieldRef field) {
    return fields[{field.frame, static_cast<std::uint32_t>(field.field)}];
  }
  Number& at(FieldRef field, std::int64_t index) {
    return row(field)[static_cast<std::size_t>(index)];
  }
};

}  // namespace snn::ir
