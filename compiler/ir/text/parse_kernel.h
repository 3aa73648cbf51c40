#pragma once
// The body of a kernel from its text.

#include "compiler/ir/program.h"
#include "compiler/ir/text/reader.h"

#include <vector>

namespace snn::ir {

struct ParsedKernel {
  Kernel kernel;
  IdVector<InstId, source::SourceSpan> spans;
};

/// From `{` to `}`.
[[nodiscard]] ParsedKernel parse_kernel(Reader& reader);

}  // namespace snn::ir
