#pragma once
// `dt = 0.1 ms`, `seed = 1`, `solver = rk4` …: how a run is carried out.

#include "compiler/sema/context.h"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace snn::sema {

/// Settings of one block; a second value for one is N012.
class RunSettings {
 public:
  /// `env.place` is Script or Training, which have different settings.
  RunSettings(Context& ctx, const Env& env) : ctx_(ctx), env_(env) {}

  /// The setting and what belongs to it; empty after a report.
  [[nodiscard]] std::vector<model::SettingStep> check(const ast::Setting& item, SourceSpan span);

 private:
  [[nodiscard]] bool is_first(const ast::Setting& item);
  void report_unknown(const ast::Setting& item);
  [[nodiscard]] ExprId check_count(const ast::Setting& item, std::string_view what);
  [[nodiscard]] ExprId check_word(const ast::Setting& item,
                                  const std::vector<std::string_view>& words);

  Context& ctx_;
  const Env& env_;
  std::map<std::string_view, SourceSpan> given_;
};

/// A time above 0; D219 for one that is known not to be.
[[nodiscard]] ExprId check_positive_time(Context& ctx, const Env& env, ast::ExprId expr,
                                         std::string_view what);

/// Reports C514 for a count that is known not to be a whole number of at least `least`.
bool require_whole(Context& ctx, ExprId count, std::string_view what, double least);

}  // namespace snn::sema
