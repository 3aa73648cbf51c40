#pragma once
// Which files an `import` means, or a message about why there are none.

#include "compiler/ast/items.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/driver/library.h"
#include "compiler/source/file_system.h"

#include <optional>
#include <string>
#include <vector>

namespace snn::driver {

/// A file that can be read, on disk or in the library.
struct FilePlace {
  const LibraryFile* library_file = nullptr;  // not owned; null for a file on disk
  std::string path;                           // as messages name it and as it is opened
  std::string key;                            // equal for two paths to one file
};

class ImportResolver {
 public:
  /// Files may be read below the directory of the main file and below these others.
  ImportResolver(const source::FileSystem& files, const Library& library,
                 const std::vector<std::string>& readable_directories, diag::Diagnostics& diags);

  /// The directory of the main file, below which everything it imports must lie.
  void set_root(const std::string& directory);

  [[nodiscard]] FilePlace place_of(const LibraryFile& file) const;
  [[nodiscard]] FilePlace place_of(const std::string& path) const;

  /// Nothing when a message was given.
  [[nodiscard]] std::optional<std::vector<FilePlace>> resolve(const ast::Import& import,
                                                              const FilePlace& importing) const;

  /// The bytes of a file of numbers, named relative to the file that names it, or to the main file
  /// when the library does; a failure says why there are none.
  [[nodiscard]] Result<std::string> read_data(const FilePlace& naming,
                                              const std::string& written) const;

 private:
  using Places = std::optional<std::vector<FilePlace>>;

  [[nodiscard]] Places resolve_path(const ast::Import& import, const FilePlace& importing) const;
  [[nodiscard]] Places resolve_module(const ast::Import& import) const;
  [[nodiscard]] Places with_names(const ast::Import& import,
                                  const std::vector<const LibraryFile*>& candidates) const;
  void report_missing_file(const ast::Import& import, const std::string& path) const;
  void report_missing_module(const ast::Import& import, const std::string& path) const;
  [[nodiscard]] bool may_read(const std::string& path) const;

  const source::FileSystem& files_;
  const Library& library_;
  std::string root_;                   // the directory of the main file, as it was given
  std::vector<std::string> readable_;  // canonical; the root of the main file comes first
  diag::Diagnostics& diags_;
};

}  // namespace snn::driver
