#pragma once
// Expressions of the tree become typed, resolved expressions of the model.

#include "compiler/sema/context.h"

#include <optional>
#include <string_view>
#include <vector>

namespace snn::sema {

/// Anything that has a value or names something. Mistakes are reported and become ErrorValue.
[[nodiscard]] ExprId check_expr(Context& ctx, const Env& env, ast::ExprId expr);
/// A number; anything else is U111.
[[nodiscard]] ExprId check_number(Context& ctx, const Env& env, ast::ExprId expr);
/// Reports U111 unless the checked value is a number, or a number or a condition.
bool require_number(Context& ctx, ExprId value);
bool require_value(Context& ctx, ExprId value);
/// A condition; anything else is U111.
[[nodiscard]] ExprId check_condition(Context& ctx, const Env& env, ast::ExprId expr);
/// A number of this dimension for `what` (U104, or U107 for a bare number).
[[nodiscard]] ExprId check_number_for(Context& ctx, const Env& env, ast::ExprId expr,
                                      std::string_view what, const Type& wanted,
                                      SourceSpan declared = {});
/// A time (`what` needs a time …), a plain number.
[[nodiscard]] ExprId check_time(Context& ctx, const Env& env, ast::ExprId expr,
                                std::string_view what);
[[nodiscard]] ExprId check_plain(Context& ctx, const Env& env, ast::ExprId expr,
                                 std::string_view what);

/// True when `value` can stand where `wanted` is needed; determines unknown dimensions on the way.
[[nodiscard]] bool fits(Context& ctx, const Type& value, const Type& wanted);
/// Reports U104 or U107 unless the checked `value` fits. False when it reported.
bool require_fit(Context& ctx, ExprId value, std::string_view what, const Type& wanted,
                 SourceSpan declared = {});

/// Reports U107: the bare `number` needs the unit of `wanted`, which comes from `wanted_at`.
void report_missing_unit(Context& ctx, ExprId number, std::string_view what, const Type& wanted,
                         SourceSpan wanted_at);

/// References and calls (references.cpp, calls.cpp).
[[nodiscard]] ExprId check_ref(Context& ctx, const Env& env, const ast::Ref& ref);
[[nodiscard]] ExprId check_call(Context& ctx, const Env& env, SourceSpan span,
                                const ast::Call& call);
/// `a + b`, `a and b`, `a < b` … (operators.cpp).
[[nodiscard]] ExprId check_binary(Context& ctx, const Env& env, SourceSpan span,
                                  const ast::Binary& binary);
[[nodiscard]] std::vector<model::Subscript> check_subscripts(Context& ctx, const Env& env,
                                                             const std::vector<ast::Index>& list);

/// Reports C515 when `part` has another number of subscripts than `type` has dimensions, or one
/// that is known to be outside.
[[nodiscard]] bool require_subscripts(Context& ctx, const ast::RefPart& part, const Type& type,
                                      const std::vector<model::Subscript>& subscripts);

/// Reports U113 or U111 unless `value` is one value, or an array of `length` (0: one value).
/// `declared` is the place that the length comes from.
[[nodiscard]] bool require_length(Context& ctx, ExprId value, std::int64_t length,
                                  SourceSpan declared = {});

/// `base ^ exponent`, also for `pow` (operators.cpp).
[[nodiscard]] ExprId check_power(Context& ctx, SourceSpan span, ExprId base, ExprId exponent);

/// The common type of two numbers that stand side by side, as in a sum.
[[nodiscard]] Type joined(const Type& a, const Type& b);
/// Reports E310 when the value holds a train or noise, which `where` cannot take.
bool require_no_train(Context& ctx, ExprId value, std::string_view where);

/// Time, frequency and the like.
[[nodiscard]] Type time_type(std::string_view unit = {});
[[nodiscard]] model::DimTerm per_time();

/// The number that the expression is when no variable enters it and it can be known now.
[[nodiscard]] std::optional<double> constant_value(const Context& ctx, ExprId expr);

}  // namespace snn::sema
