#include "compiler/sema/network/methods.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace snn::sema {
namespace {

// Each has a meaning for some equations only; which of them suits is known once a plan is made.
constexpr std::array<std::string_view, 12> kMethods{
    "exact",      "exponential_euler", "rk4",   "rkf45",          "euler",          "heun",
    "rosenbrock", "backward_euler",    "hines", "crank_nicolson", "euler_maruyama", "milstein"};

constexpr std::array<std::string_view, 2> kInterpretations{"ito", "stratonovich"};

struct NamedMethod {
  ast::Name name;
  const ast::Args* args = nullptr;
};

std::optional<NamedMethod> method_of(const ast::File& file, ast::ExprId expr) {
  const ast::Expr& node = file[ast::without_parens(file, expr)];
  if (const auto* read = std::get_if<ast::RefExpr>(&node.kind)) {
    if (read->ref.parts.size() == 1) return NamedMethod{read->ref.parts[0].name, nullptr};
  }
  if (const auto* call = std::get_if<ast::Call>(&node.kind)) {
    if (call->callee.parts.size() == 1) {
      return NamedMethod{call->callee.parts[0].name, &call->args};
    }
  }
  return std::nullopt;
}

void report_no_method(Context& ctx, SourceSpan span, std::string_view name) {
  auto report =
      ctx.diags->emit(kWrongType, span, "a method", excerpt(ctx, span), "none that is known");
  if (const auto meant = nearest_name(name, kMethods)) {
    report.at(fmt::format("did you mean `{}`?", *meant))
        .fix(fmt::format("write `{}`", *meant), span, std::string(*meant));
    return;
  }
  report.note(
      "the methods are exact, exponential_euler, rk4, rkf45(tol = 1e-6), euler, heun, rosenbrock, "
      "backward_euler, hines, crank_nicolson, euler_maruyama and milstein");
}

}  // namespace

std::vector<model::SettingValue> check_method(Context& ctx, const Env& env, const Given& given) {
  const auto method = method_of(*env.file, given.value);
  const SourceSpan span = (*env.file)[given.value].span;
  if (!method || !std::ranges::count(kMethods, method->name.text)) {
    report_no_method(ctx, method ? method->name.span : span, method ? method->name.text : "");
    return {};
  }
  const ExprId name =
      ctx.add(method->name.span, Type::text(), model::TextLiteral{std::string(method->name.text)});
  std::vector<model::SettingValue> result{{given.span, {}, "solver", false, name}};
  if (method->args == nullptr) return result;
  for (const ast::Arg& arg : method->args->list) {
    const bool is_tolerance = method->name.text == "rkf45" && arg.name && arg.name->text == "tol";
    if (!is_tolerance) {
      ctx.diags->emit(kWrongArguments, arg.span, method->name.text,
                      method->name.text == "rkf45" ? "takes only `tol`" : "takes no arguments");
      continue;
    }
    const ExprId tolerance = check_plain(ctx, env, arg.value, "tol");
    result.push_back({arg.span, {}, "solver.tol", false, tolerance});
  }
  return result;
}

std::vector<model::SettingValue> check_interpretation(Context& ctx, const Env& env,
                                                      const Given& given) {
  const SourceSpan span = (*env.file)[given.value].span;
  const std::string_view name = ctx.text(span);
  if (!std::ranges::count(kInterpretations, name)) {
    auto report = ctx.diags->emit(kWrongType, span, "an interpretation of noise",
                                  excerpt(ctx, span), "none that is known");
    if (const auto meant = nearest_name(name, kInterpretations)) {
      report.at(fmt::format("did you mean `{}`?", *meant))
          .fix(fmt::format("write `{}`", *meant), span, std::string(*meant));
    } else {
      report.note("noise is read as ito or as stratonovich");
    }
    return {};
  }
  const ExprId value = ctx.add(span, Type::text(), model::TextLiteral{std::string(name)});
  return {{given.span, {}, "interpretation", false, value}};
}

}  // namespace snn::sema
