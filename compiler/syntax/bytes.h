#pragma once
// The bytes of a file before they are read as text.

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

#include <string>

namespace snn::syntax {

/// The file as UTF-8 without NUL, byte for byte in its place: what is not text is reported and
/// becomes blanks, a byte order mark becomes line breaks.
[[nodiscard]] std::string clean_text(const source::SourceManager& sources, source::FileId file,
                                     diag::Diagnostics& diags);

}  // namespace snn::syntax
