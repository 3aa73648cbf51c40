#pragma once
// Files that drives read: spike times, samples of a continuous input.

#include "compiler/network/builder.h"

namespace snn::network {

/// Finds the columns and their units, and compares them with the cells that are driven; after a
/// report the drive has no file.
void take_file(Builder& builder, Drive& drive);

}  // namespace snn::network
