#pragma once
// The files of one program: the one that was asked for and everything it imports, as trees, with
// each import already led to the module it means. The driver makes it, the checker reads it.

#include "compiler/ast/file.h"
#include "compiler/support/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace snn::ast {

struct ModuleId : Id<ModuleId> {
  using Id::Id;
};

/// One `import` item and the modules it opens: one for a file, several for a folder of the library.
struct ResolvedImport {
  ItemId item;
  std::vector<ModuleId> modules;
};

struct Module {
  std::string path;         // as messages name it: `cells.snn`, `std/neurons/lif.snn`
  bool is_library = false;  // its warnings are not the user's
  bool is_prelude = false;  // visible everywhere
  File file;
  std::vector<ResolvedImport> imports;
  std::vector<SourceSpan> damage;  // what could not be read as it was written; reported
  bool lacks_imports = false;      // an import leads nowhere; reported
};

/// Modules stand after the modules they import; the prelude comes first, the main file last.
struct Program {
  IdVector<ModuleId, Module> modules;
};

}  // namespace snn::ast
