#pragma once
// What a name of the model stands for in a kernel.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/ir/program.h"

#include <cstdint>

namespace snn::lower {

using blueprint::DataId;
using equations::StateVariable;
using ir::FieldId;
using ir::FieldRef;
using ir::Frame;
using ir::GlobalId;
using ir::KernelId;
using ir::PopulationId;
using ir::ProjectionId;
using ir::Type;
using ir::ValueId;
using model::ExprId;
using model::SymbolId;

/// Where a variable has its value: one number for all, or a field with one value a cell or edge.
struct Home {
  GlobalId number = GlobalId::none;
  FieldId field = FieldId::none;
  /// Of a cable: one value for each of its nodes, from this element of the field on.
  std::uint32_t n_nodes = 0;
  std::uint32_t first = 0;
  /// The value of one node, or of one element of an array: `first`.
  bool is_node = false;

  [[nodiscard]] bool exists() const { return is_number() || is_field(); }
  [[nodiscard]] bool is_number() const { return blueprint::exists(number); }
  [[nodiscard]] bool is_field() const { return blueprint::exists(field); }
};

}  // namespace snn::lower
