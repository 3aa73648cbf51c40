#pragma once
// Habits of a room: a short page that says what it is, a short list of what is built, short files.

#include "tests/layering/floors.h"

#include <string>
#include <vector>

namespace snn::layering {

/// For every room of the table whose folder exists: what is missing or too long.
[[nodiscard]] std::vector<std::string> untidy_rooms(const Floors& floors, const std::string& root);

}  // namespace snn::layering
