#pragma once
// Files of numbers: read once, their shapes compared with what they are used for.

#include "compiler/network/builder.h"

#include <string_view>

namespace snn::network {

/// The file that `expr` names when it is `matrix("…")` or `vector("…")` itself; none otherwise.
[[nodiscard]] DataId file_named(Builder& builder, ExprId expr);
/// What a file is needed for: a vector has one side, a table two.
enum class Shape { Vector, Table, Any };
/// The file that a call or a rule names by its text `name`; none after a report.
[[nodiscard]] DataId file_at(Builder& builder, ExprId call, ExprId name, Shape shape);

}  // namespace snn::network
