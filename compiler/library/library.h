#pragma once
// The standard library inside the program, so that the program can be moved and needs no folder
// beside it.

#include "compiler/support/embedded_file.h"

#include <span>

namespace snn::library {

/// The models of stdlib/, in the order of their paths.
[[nodiscard]] std::span<const EmbeddedFile> files();

}  // namespace snn::library
