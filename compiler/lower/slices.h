#pragma once
// Parts of populations: some cells of a row of them, a part of a sheet.

#include "compiler/lower/numbers.h"
#include "compiler/lower/workspace.h"

#include <optional>
#include <string>

namespace snn::lower {

/// `name` is that of its numbers.
[[nodiscard]] blueprint::Slice slice_of(Workspace& work, Numbers& numbers,
                                        const network::Cells& cells, const std::string& name);

/// Whether the cell that a kernel runs for, or the one at an end of its edge, is one of these; none
/// when all are.
[[nodiscard]] std::optional<ValueId> is_among(ir::Builder& builder, const blueprint::Slice& slice,
                                              ir::Frame frame = ir::Frame::Self);

/// Which of these the cell is, an i64; without a slice its number in the population.
[[nodiscard]] ValueId place_among(ir::Builder& builder, const blueprint::Slice& slice);

}  // namespace snn::lower
