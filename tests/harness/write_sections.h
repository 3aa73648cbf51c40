#pragma once
// Puts the programs of a test into a folder, each under its name.

#include "tests/harness/golden_file.h"

#include <filesystem>

namespace snn::golden {

void write_sections(const GoldenFile& file, const std::filesystem::path& directory);

}  // namespace snn::golden
