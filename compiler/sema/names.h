#pragma once
// Scopes: declaring names once, looking them up outwards, and saying which name was probably meant.

#include "compiler/sema/context.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {

[[nodiscard]] ScopeId new_scope(Context& ctx, ScopeId parent);

/// Declares `name`; reports N003 when the scope already has it (none is returned then, and the
/// first declaration stays). A name that the parser invented declares nothing.
SymbolId declare(Context& ctx, ScopeId scope, SymbolKind kind, const ast::Name& name,
                 std::string_view prefix = {});

/// Makes `name` another way to say `symbol`, unless the scope has that name already.
void alias(Context& ctx, ScopeId scope, std::string_view name, SymbolId symbol);
/// Makes every name of `base` known in `derived`.
void inherit_names(Context& ctx, ScopeId derived, ScopeId base);

/// In this scope alone.
[[nodiscard]] SymbolId find_member(const Context& ctx, ScopeId scope, std::string_view name);
/// In this scope and those around it; the prelude is the outermost.
[[nodiscard]] SymbolId find(const Context& ctx, ScopeId scope, std::string_view name);
/// `soma.V` among the members of a symbol; none when one of the names is missing.
[[nodiscard]] SymbolId find_below(const Context& ctx, SymbolId owner, std::string_view path);

/// Reports N001 with the nearest visible name. `where` says in what: "`LIF`", "this network".
diag::DiagBuilder report_unknown(Context& ctx, ScopeId scope, const ast::Name& name,
                                 std::string_view where);
/// The same with candidates of the caller's.
void report_unknown_among(Context& ctx, const std::vector<std::string_view>& candidates,
                          const ast::Name& name, std::string_view where);
/// The same for a name after a dot. Nothing is said of the members of what is unknown itself.
void report_unknown_member(Context& ctx, SymbolId owner, const ast::Name& name);
/// The same among the members of one scope, in words of the caller's.
void report_unknown_member(Context& ctx, ScopeId scope, const ast::Name& name,
                           std::string_view where);
/// The same where only one kind of thing can stand; `candidates` are those that could be meant.
void report_unknown_of_kind(Context& ctx, const std::vector<std::string_view>& candidates,
                            const ast::Name& name, std::string_view kind, std::string_view where);

/// A name that means something only in certain places: `t`, `step`, `i`, `j`; none elsewhere.
[[nodiscard]] SymbolId built_in_name(const Context& ctx, const Env& env, std::string_view name);
/// Reports N010 for a name with a meaning of its own elsewhere, else N001.
diag::DiagBuilder report_missing(Context& ctx, const Env& env, const ast::Name& name);

/// The statements of a script happen in order: reports X606 for a network that is made only below.
[[nodiscard]] bool require_made(Context& ctx, const Env& env, const ast::Ref& ref, SymbolId root);

/// Looks up a dotted name of a model, a network or an event; reports N001 or N008.
[[nodiscard]] SymbolId find_declared(Context& ctx, ScopeId scope, const ast::QualifiedName& name,
                                     SymbolKind wanted);

/// "`LIF`" of the component, "this experiment" …: what `report_unknown` says a name is missing in.
[[nodiscard]] std::string where_of(const Context& ctx, const Env& env);

/// "state" of `noun`'s "a state"
[[nodiscard]] std::string_view bare_noun(SymbolKind kind);

}  // namespace snn::sema
