#pragma once
// The standard library as the loader sees it: from inside the program, or from a directory.

#include "compiler/source/file_system.h"
#include "compiler/support/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::driver {

struct LibraryFile {
  std::string path;   // below the library: `neurons/lif.snn`
  std::string shown;  // as messages name it: `std/neurons/lif.snn`, `my_library/neurons/lif.snn`
  std::string text;
};

/// In the order of the paths.
using Library = std::vector<LibraryFile>;

/// The library the program was built with.
[[nodiscard]] Library embedded_library();

/// Every `.snn` file below a directory, which must have a `prelude`.
[[nodiscard]] Result<Library> read_library(const source::FileSystem& files,
                                           const std::string& directory);

[[nodiscard]] bool is_prelude(const LibraryFile& file);

/// The file at a path, or null.
[[nodiscard]] const LibraryFile* find(const Library& library, std::string_view path);

/// The files below a folder, `neurons`, in the order of their paths.
[[nodiscard]] std::vector<const LibraryFile*> files_in(const Library& library,
                                                       std::string_view folder);

}  // namespace snn::driver
