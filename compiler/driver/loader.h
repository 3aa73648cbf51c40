#pragma once
// Reads a file and everything it imports, each once, and puts them in order for the checker.

#include "compiler/ast/program.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/driver/import_resolver.h"
#include "compiler/driver/library.h"
#include "compiler/source/file_system.h"
#include "compiler/source/source.h"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace snn::driver {

struct Loaded {
  ast::Program program;
  bool is_sound = true;  // every file of it could be read, parsed and led to its imports
};

/// Keeps what it has read: several programs share the prelude and each other's files.
class Loader {
 public:
  Loader(const source::FileSystem& files, const Library& library,
         const std::vector<std::string>& readable_directories, source::SourceManager& sources,
         diag::Diagnostics& diags);

  /// The program whose main file lies at `path`; nothing when the file cannot be had.
  [[nodiscard]] std::optional<Loaded> load(const std::string& path);
  /// The program whose main file is this text; what it imports lies below the current directory.
  [[nodiscard]] Loaded load_text(const std::string& name, std::string text);
  /// Only the text of a main file; nothing when it cannot be had.
  [[nodiscard]] std::optional<std::string> read_main(const std::string& path);
  /// The bytes of a file of numbers that the text in `naming` names, or why there are none.
  [[nodiscard]] Result<std::string> read_data(source::FileId naming, const std::string& path) const;

 private:
  struct Import {
    ast::ItemId item;
    std::vector<std::size_t> files;  // indices into files_
  };
  struct Parsed {
    FilePlace place;
    ast::File tree;
    std::vector<Import> imports;
    std::vector<source::SourceSpan> damage;
    bool lacks_imports = false;

    [[nodiscard]] bool is_sound() const { return damage.empty() && !lacks_imports; }
  };

  [[nodiscard]] std::optional<std::size_t> prelude_file(const FilePlace& place,
                                                        const std::string& text) const;
  [[nodiscard]] Loaded assemble(std::size_t main);
  void add_modules(std::size_t index, std::map<std::size_t, ast::ModuleId>& done, Loaded& loaded);
  void load_prelude();
  std::size_t parse(FilePlace place, std::string text);
  void follow_imports(std::size_t index);
  /// The file, read now if it was not before; nothing after a message.
  [[nodiscard]] std::optional<std::size_t> open(const FilePlace& place,
                                                source::SourceSpan import_span);
  void report_cycle(std::size_t closing, source::SourceSpan import_span);

  const source::FileSystem& files_on_disk_;
  const Library& library_;
  ImportResolver resolver_;
  source::SourceManager& sources_;
  diag::Diagnostics& diags_;

  std::deque<Parsed> files_;
  std::map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> open_files_;  // from the main file to the one whose imports are followed
  std::vector<std::size_t> prelude_;
};

}  // namespace snn::driver
