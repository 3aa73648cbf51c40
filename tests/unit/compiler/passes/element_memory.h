#pragma once
// The memory of one element for tests of passes: what it held and what was done to it, in order.

#include "compiler/ir/eval/memory.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace snn::passes {

class ElementMemory final : public ir::Memory {
 public:
  using Place = std::pair<ir::Frame, std::uint32_t>;

  std::map<Place, std::vector<ir::Number>> fields;
  std::vector<ir::Number> globals;
  std::vector<std::pair<ir::FailureKind, std::string>> failures;
  std::vector<bool> emitted;

  ir::Number load(ir::FieldRef field) override { return at(field, 0); }
  void store(ir::FieldRef field, ir::Number value) override { at(field, 0) = value; }
  void accumulate(ir::FieldRef field, ir::Number value) override {
    ir::Number& sum = at(field, 0);
    sum = ir::Number::real(sum.type(), sum.as_real() + value.as_real());
  }
  ir::Number load_at(ir::FieldRef field, std::int64_t index) override {
    const std::int64_t last = static_cast<std::int64_t>(row(field).size()) - 1;
    return at(field, index < 0 ? 0 : index > last ? last : index);
  }
  void store_at(ir::FieldRef field, std::int64_t index, ir::Number value) override {
    if (index >= 0 && index < static_cast<std::int64_t>(row(field).size()))
      at(field, index) = value;
  }
  ir::Number load_past(ir::FieldRef field, std::int64_t) override { return at(field, 0); }
  ir::Number load_global(ir::GlobalId global) override {
    return globals[blueprint::index_of(global)];
  }
  void store_global(ir::GlobalId global, ir::Number value) override {
    globals[blueprint::index_of(global)] = value;
  }
  std::int64_t index(ir::Frame frame) override { return 5 + static_cast<std::int64_t>(frame); }
  std::int64_t size(ir::PopulationId) override { return 10; }
  std::int64_t step_number() override { return 3; }
  double time() override { return 3 * 0.1; }
  double draw(ir::Op, ir::Stream stream, std::span<const ir::Number> args) override {
    return 0.25 + static_cast<double>(stream.value) + args[0].as_real();
  }
  void emit(bool is_spike) override { emitted.push_back(is_spike); }
  bool fired(ir::Frame frame) override { return frame == ir::Frame::Pre; }
  void fail(ir::FailureKind kind, ir::InstId) override { failures.emplace_back(kind, ""); }

 private:
  std::vector<ir::Number>& row(ir::FieldRef field) {
    return fields[{field.frame, static_cast<std::uint32_t>(field.field)}];
  }
  ir::Number& at(ir::FieldRef field, std::int64_t index) {
    return row(field)[static_cast<std::size_t>(index)];
  }
};

}  // namespace snn::passes
