#pragma once
// The parts of a neuron, divided and joined.

#include "compiler/diag/diagnostic.h"
#include "compiler/model/eval.h"
#include "compiler/morphology/cell_tree.h"
#include "compiler/support/result.h"

#include <functional>
#include <optional>
#include <string>

namespace snn::morphology {

/// The bytes of a file that the text in `named_in` names, or why there are none.
using ReadFile =
    std::function<Result<std::string>(source::FileId named_in, const std::string& path)>;

/// A neuron, and the values that its parameters have where they are not the declared ones.
struct Cell {
  const model::Program& program;
  const model::Component& component;
  const model::Bindings& values;
  const ReadFile& read;
};

/// Of a neuron without cables there is a tree only if `wants_couplings`, of what `couple` joins.
/// What makes no tree is reported.
[[nodiscard]] std::optional<CellTree> tree_of(const Cell& cell, bool wants_couplings,
                                              diag::Diagnostics& diags);

}  // namespace snn::morphology
