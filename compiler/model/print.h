#pragma once
// The model as text: what `snn dump --stage=model` shows.

#include "compiler/model/program.h"

#include <functional>
#include <string>

namespace snn::model {

/// One indented line for each declaration, equation, statement and step, names resolved and types
/// written out. Numbers are in internal units; `target`, `post.V`, `?a` are dimensions that each
/// use solves. Only what is declared in a file that `is_shown`.
[[nodiscard]] std::string print(const Program& program,
                                const std::function<bool(source::FileId)>& is_shown);

/// One expression as it stands in that text.
[[nodiscard]] std::string print(const Program& program, ExprId expr);

}  // namespace snn::model
