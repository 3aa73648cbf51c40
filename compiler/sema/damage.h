#pragma once
// What could not be read as it was written, and all that leans on it. There a message of the
// checker may be the echo of one that was told, so nothing is said; everything else is checked as
// ever.

#include "compiler/ast/program.h"
#include "compiler/source/source.h"

#include <map>
#include <string_view>
#include <vector>

namespace snn::sema {

class Damage {
 public:
  Damage(const ast::Program& tree, const source::SourceManager& sources);

  [[nodiscard]] bool is_any() const { return is_any_; }
  /// A declaration may have been lost: that a name is unknown means nothing then.
  [[nodiscard]] bool lacks_names() const { return lacks_names_; }
  /// The files of the prelude are damaged, or a file beyond recognition: no check makes sense.
  [[nodiscard]] bool is_hopeless() const { return is_hopeless_; }
  /// Whether the place lies in a declaration that is damaged or leans on one that is.
  [[nodiscard]] bool covers(source::SourceSpan span) const;

 private:
  /// A declaration at the top of a file.
  struct Part {
    source::SourceSpan span;
    std::vector<std::string_view> declares;
    bool is_damaged = false;
  };

  void add_module(const ast::Module& module);
  void hit(source::SourceSpan place, const ast::Module& module, std::size_t first);
  void spread(const source::SourceManager& sources);

  std::vector<Part> parts_;  // in the order of the modules and of their texts
  std::map<source::FileId, std::pair<std::size_t, std::size_t>> parts_of_file_;
  bool is_any_ = false;
  bool lacks_names_ = false;
  bool is_hopeless_ = false;
};

}  // namespace snn::sema
