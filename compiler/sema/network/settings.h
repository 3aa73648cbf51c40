#pragma once
// Values given to parameters and initial states where a model or a network is used: in parentheses
// after its name, or in braces.

#include "compiler/model/eval.h"
#include "compiler/sema/context.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {

/// One `name = value` or `name ~ distribution`, in either form.
struct Given {
  SourceSpan span;
  std::vector<ast::Name> path;  // `exc.tau`
  SourceSpan name;              // of the whole path
  bool is_draw = false;
  ast::ExprId value;
};

/// The arguments of `owner(…)`; reports N009 for those without a name.
[[nodiscard]] std::vector<Given> given_in(Context& ctx, const std::optional<ast::Args>& args,
                                          std::string_view owner);
/// The settings of `{ … }`.
[[nodiscard]] std::vector<Given> given_in(Context& ctx, const Env& env, const ast::Body& body);

/// The parameter or state that the path leads to from the `first` of its names on, below `scope`;
/// reports N001 or N008. `where` is what has it: "`LIF`".
[[nodiscard]] SymbolId find_settable(Context& ctx, ScopeId scope, const Given& given,
                                     std::size_t first, std::string_view where);

/// What was given so far. A second value for the same thing is N012.
class GivenOnce {
 public:
  bool add(Context& ctx, SymbolId symbol, const Given& given);
  [[nodiscard]] bool has(SymbolId symbol) const { return spans_.contains(symbol); }

 private:
  std::map<SymbolId, SourceSpan> spans_;
};

/// The value, checked against nothing yet: `=` takes a value and `~` a distribution.
[[nodiscard]] ExprId check_given(Context& ctx, Env env, const Given& given);

/// Reports U113 when an array is given where there is one value.
bool require_shape(Context& ctx, ExprId value, const Type& wanted);

/// Reports D219 when a value that is known lies outside the bounds of its variable. The values
/// given along with it are `bindings`.
void require_in_bounds(Context& ctx, const model::SettingValue& setting,
                       const model::Bindings& bindings);
void require_in_bounds(Context& ctx, const model::SettingValue& setting,
                       const model::Bounds& bounds, const model::Bindings& bindings);

/// Reports N011 for every parameter of the component that has no value.
void require_values(Context& ctx, ComponentId component, const GivenOnce& given, SourceSpan use);

}  // namespace snn::sema
