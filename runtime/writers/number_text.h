#pragma once
// Numbers as text: the same on every machine and in every locale.

#include "runtime/recording/table.h"

#include <string>

namespace snn::writers {

/// The shortest spelling that reads back as the same number.
void append_number(std::string& text, double value);
/// A value of a column, after its kind.
void append_value(std::string& text, const recording::Column& column, double value);

}  // namespace snn::writers
