#pragma once
// The statements of an experiment or a test, block by block.

#include "compiler/sema/network/draft.h"
#include "compiler/sema/script/observations.h"

#include <vector>

namespace snn::sema {

class ScriptChecker {
 public:
  explicit ScriptChecker(Context& ctx) : ctx_(ctx) {}

  /// Checks a block whose names are declared in `draft.scope`.
  [[nodiscard]] model::Script check(const Draft& draft, const ast::Body& body);

  [[nodiscard]] bool records() const { return records_; }
  [[nodiscard]] bool expects() const { return expects_; }

 private:
  void check_item(const Draft& draft, const ast::Item& item, model::Script& script);
  void check_at(const Draft& draft, const ast::Item& item, const ast::At& at,
                model::Script& script);
  void check_sweep(const Draft& draft, const ast::Item& item, const ast::Sweep& sweep,
                   model::Script& script);
  void check_repeat(const Draft& draft, const ast::Item& item, const ast::Repeat& repeat,
                    model::Script& script);
  [[nodiscard]] model::Script check_inner(const Draft& draft, ScopeId scope, const ast::Body& body);
  [[nodiscard]] model::Script check_body(const Draft& draft, const ast::Body& body);
  void check_order(const ast::File& file, const ast::Body& body, bool runs_later);
  void add(model::Script& script, SourceSpan span, model::StepKind kind);

  Context& ctx_;
  RecordedFiles files_;
  bool records_ = false;
  bool expects_ = false;
};

}  // namespace snn::sema
