#pragma once
// What a name of the model stands for in a kernel.

#include "compiler/equations/symbolic/algebra.h"
#include "compiler/ir/program.h"

namespace snn::lower {

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
  bool is_array = false;

  [[nodiscard]] bool exists() const { return is_number() || is_field(); }
  [[nodiscard]] bool is_number() const { return blueprint::exists(number); }
  [[nodiscard]] bool is_field() const { return blueprint::exists(field); }
};

}  // namespace snn::lower
