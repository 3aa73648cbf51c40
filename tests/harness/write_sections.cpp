#include "tests/harness/write_sections.h"

#include <fstream>

namespace snn::golden {

void write_sections(const GoldenFile& file, const std::filesystem::path& directory) {
  for (const Section& section : file.sections) {
    const std::filesystem::path path = directory / section.name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << section.text();
  }
}

}  // namespace snn::golden
