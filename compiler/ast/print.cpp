#include "compiler/ast/print.h"

#include "compiler/ast/printer.h"

namespace snn::ast {

std::string print(const File& file, const source::SourceManager& sources) {
  Printer printer(file, sources);
  for (const ItemId id : file.top)
    printer.item(id);
  return printer.take();
}

}  // namespace snn::ast
