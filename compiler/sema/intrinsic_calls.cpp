#include "compiler/sema/intrinsic_calls.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/names.h"
#include "compiler/sema/network/ports.h"
#include "compiler/sema/probability.h"
#include "compiler/sema/remedies.h"
#include "compiler/sema/signature.h"
#include "compiler/sema/wording.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace snn::sema {
namespace {

using model::Intrinsic;
using model::IntrinsicGroup;

class IntrinsicCallChecker {
 public:
  IntrinsicCallChecker(Context& ctx, const Env& env, SourceSpan span,
                       const model::IntrinsicInfo& info)
      : ctx_(ctx),
        env_(env),
        span_(span),
        info_(info),
        signature_(parse_signature(info.signature)) {}

  ExprId check(const ast::Args& args) {
    std::size_t position = 0;
    for (const ast::Arg& arg : args.list) {
      const SignatureArg* wanted = match_argument(arg, position);
      if (wanted == nullptr) return ctx_.error(span_);
      const ExprId value = check_argument(arg, *wanted);
      if (ctx_.type_of(value).is_error()) return ctx_.error(span_);
      if (info_.group == IntrinsicGroup::Distribution && wanted->name == "p")
        require_probability(ctx_, value);
      call_.args.push_back({std::string(wanted->is_repeated ? "" : wanted->name), value});
      given_at_.push_back(arg.span);
    }
    if (!check_missing(args)) return ctx_.error(span_);
    call_.intrinsic = info_.intrinsic;
    return finish();
  }

 private:
  const SignatureArg* match_argument(const ast::Arg& arg, std::size_t& position) {
    const SignatureArg* wanted = nullptr;
    if (arg.name) {
      const auto named = std::ranges::find(signature_.args, arg.name->text, &SignatureArg::name);
      if (named == signature_.args.end()) {
        report_arguments(arg.name->span, fmt::format("has no argument `{}`", arg.name->text));
        return nullptr;
      }
      wanted = &*named;
    } else if (position < signature_.args.size()) {
      wanted = &signature_.args[position];
      if (!wanted->is_repeated) ++position;
    } else {
      report_arguments(arg.span, fmt::format("takes at most {} argument{}", signature_.args.size(),
                                             signature_.args.size() == 1 ? "" : "s"));
      return nullptr;
    }
    const auto given = std::ranges::find(call_.args, wanted->name, &model::NamedArg::name);
    if (given == call_.args.end() || wanted->is_repeated) return wanted;
    const auto first = static_cast<std::size_t>(given - call_.args.begin());
    ctx_.diags->emit(kGivenTwice, arg.span, wanted->name)
        .label(given_at_[first], "first given here");
    return nullptr;
  }

  bool check_missing(const ast::Args& args) {
    for (const SignatureArg& wanted : signature_.args) {
      if (wanted.is_optional) continue;
      const bool is_given = wanted.is_repeated
                                ? !call_.args.empty()
                                : std::ranges::any_of(call_.args, [&](const auto& g) {
                                    return g.name == wanted.name;
                                  });
      if (is_given) continue;
      report_arguments(args.span, fmt::format("needs its argument `{}`", wanted.name));
      return false;
    }
    return true;
  }

  void report_arguments(SourceSpan span, const std::string& what) {
    ctx_.diags->emit(kWrongArguments, span, info_.name, what)
        .note(fmt::format("`{}({})` is {}", info_.name, argument_names(), info_.summary));
  }

  std::string argument_names() const {
    std::string names;
    for (const SignatureArg& arg : signature_.args) {
      if (!names.empty()) names += ", ";
      names += arg.name;
      if (arg.is_repeated) names += ", …";
    }
    return names;
  }

  ExprId check_argument(const ast::Arg& arg, const SignatureArg& wanted) {
    if (wanted.type == "cells") return check_cells(arg);
    if (wanted.type == "cell") return check_cell(arg);
    if (wanted.type == "port") return check_port(arg);
    if (wanted.type == "any") return check_expr(ctx_, env_, arg.value);
    if (wanted.type == "text") return check_kind(arg, Type::text());
    if (wanted.type == "bool") return check_kind(arg, Type::boolean());
    const ExprId value = check_number(ctx_, inner_env(), arg.value);
    if (ctx_.type_of(value).is_error()) return value;
    if (!require_no_train(ctx_, value, fmt::format("it is an argument of `{}` here", info_.name))) {
      return ctx_.error(arg.span);
    }
    if (wanted.type == "1") return check_plain_argument(value);
    if (wanted.type == "series") {
      dims_["a"] = ctx_.type_of(value);
      return value;
    }
    const std::optional<Type> type = wanted_type(wanted.type);
    if (!type) {
      dims_[wanted.type] = ctx_.type_of(value);
      return value;
    }
    if (dims_.contains(wanted.type)) return check_alike(value, wanted);
    if (wanted.type == "weight" && !require_port_fit(arg, value)) return ctx_.error(arg.span);
    return require_fit(ctx_, value, wanted.name, *type) ? value : ctx_.error(arg.span);
  }

  // What a process sends must be what the port takes. A bare number only lacks its unit.
  bool require_port_fit(const ast::Arg& arg, ExprId value) {
    const Type type = ctx_.type_of(value);
    const bool is_bare =
        type.dim.is_plain() && std::holds_alternative<model::Literal>(ctx_.program[value].kind);
    if (env_.port == nullptr || is_bare || fits(ctx_, type, env_.port->type)) return true;
    report_port_mismatch(ctx_, ctx_.program[value].span, excerpt(ctx_, arg.span), type, *env_.port);
    return false;
  }

  // A distribution inside an argument of another draws too.
  Env inner_env() const {
    Env inner = env_;
    inner.may_be_process = false;
    return inner;
  }

  // None for a letter that is not bound yet.
  std::optional<Type> wanted_type(std::string_view token) {
    if (token == "time") return time_type();
    if (token == "rate") return Type::real(per_time(), "Hz");
    if (token == "length") {
      return Type::real(model::DimTerm(units::Dimension::of(units::Base::Length)));
    }
    if (token == "weight") {
      return env_.port != nullptr ? env_.port->type : Type::real();
    }
    const auto bound = dims_.find(token);
    if (bound == dims_.end()) return std::nullopt;
    return bound->second;
  }

  ExprId check_alike(ExprId value, const SignatureArg& wanted) {
    Type& bound = dims_.at(wanted.type);
    const Type& type = ctx_.type_of(value);
    if (fits(ctx_, type, bound)) {
      bound = joined(bound, type);
      return value;
    }
    const ExprId first = call_.args.front().value;
    const std::string subject = fmt::format("an argument of `{}`", info_.name);
    if (is_bare_number(value)) {
      require_fit(ctx_, value, subject, bound, ctx_.program.exprs[first].span);
      return ctx_.error(span_);
    }
    if (is_bare_number(first)) {
      require_fit(ctx_, first, subject, type, ctx_.program.exprs[value].span);
      return ctx_.error(span_);
    }
    if (report_unit_left_out(ctx_, value, bound) || report_unit_left_out(ctx_, first, type)) {
      return ctx_.error(span_);
    }
    const bool is_function = info_.group == IntrinsicGroup::Function;
    const std::string both =
        fmt::format("{} and {}", with_article(ctx_, bound), with_article(ctx_, type));
    ctx_.diags
        ->emit(kCannotAdd, ctx_.program.exprs[value].span,
               is_function ? fmt::format("take the `{}` of {}", info_.name, both)
                           : fmt::format("combine {} in `{}`", both, info_.name))
        .at(quantity_and_unit(ctx_, type))
        .label(ctx_.program.exprs[first].span, quantity_and_unit(ctx_, bound));
    return ctx_.error(span_);
  }

  bool is_bare_number(ExprId value) const {
    return ctx_.type_of(value).dim.is_plain() &&
           std::holds_alternative<model::Literal>(ctx_.program.exprs[value].kind);
  }

  ExprId check_plain_argument(ExprId value) {
    const Type type = ctx_.type_of(value);
    if (fits(ctx_, type, Type::real())) return value;
    const SourceSpan span = ctx_.program.exprs[value].span;
    auto report = ctx_.diags->emit(kNeedsPlainNumber, span, info_.name, excerpt(ctx_, span),
                                   with_article(ctx_, type));
    report.at(quantity_and_unit(ctx_, type));
    suggest_scale(ctx_, report, env_.scope, value);
    return ctx_.error(span_);
  }

  ExprId check_kind(const ast::Arg& arg, const Type& wanted) {
    const ExprId value = check_expr(ctx_, env_, arg.value);
    const Type& type = ctx_.type_of(value);
    if (type.is_error() || type.kind == wanted.kind) return value;
    ctx_.diags->emit(kWrongType, arg.span, with_article(ctx_, wanted), excerpt(ctx_, arg.span),
                     with_article(ctx_, type));
    return ctx_.error(arg.span);
  }

  ExprId check_cells(const ast::Arg& arg) {
    const ExprId value = check_expr(ctx_, env_, arg.value);
    const model::Expr& expr = ctx_.program.exprs[value];
    if (expr.type.is_error()) return value;
    if (const auto* path = std::get_if<model::Path>(&expr.kind)) {
      const SymbolKind kind = ctx_.program[path->steps.back().symbol].kind;
      if (kind == SymbolKind::Population || kind == SymbolKind::Group) return value;
    }
    ctx_.diags->emit(kWrongType, arg.span, "a population, a slice of one, or a group",
                     excerpt(ctx_, arg.span), with_article(ctx_, expr.type));
    return ctx_.error(arg.span);
  }

  ExprId check_cell(const ast::Arg& arg) {
    const auto* ref = std::get_if<ast::RefExpr>(&(*env_.file)[arg.value].kind);
    const bool is_end =
        ref != nullptr && ref->ref.parts.size() == 1 &&
        (ref->ref.parts[0].name.text == "pre" || ref->ref.parts[0].name.text == "post");
    if (is_end && env_.place == Place::Pair) {
      if (env_.ends != nullptr && env_.ends->unplaced) return report_no_place(arg);
      return ctx_.add(arg.span, Type::entity(),
                      model::TextLiteral{std::string(ref->ref.parts[0].name.text)});
    }
    ctx_.diags->emit(kOutOfPlace, span_, excerpt(ctx_, span_), "here")
        .help("`distance(pre, post)` belongs to the settings of a `connect`");
    return ctx_.error(arg.span);
  }

  ExprId report_no_place(const ast::Arg& arg) {
    const model::Symbol& population = ctx_.program[env_.ends->unplaced];
    ctx_.diags->emit(kNoPlace, span_, population.name)
        .label(population.span, "declared here")
        .help(fmt::format("give them places: `place {} on grid(10, 10, 50 um)`", population.name));
    return ctx_.error(arg.span);
  }

  ExprId check_port(const ast::Arg& arg) {
    const auto* ref = std::get_if<ast::RefExpr>(&(*env_.file)[arg.value].kind);
    Env equation = env_.in(Place::Equation);
    const ExprId value =
        ref != nullptr ? check_ref(ctx_, equation, ref->ref) : check_expr(ctx_, env_, arg.value);
    const Type& type = ctx_.type_of(value);
    if (type.is_error()) return value;
    const auto* read = std::get_if<model::Read>(&ctx_.program.exprs[value].kind);
    if (read != nullptr && type.has_train) {
      return ctx_.add(arg.span, Type::entity(), model::Read{read->symbol});
    }
    ctx_.diags->emit(kWrongType, arg.span, "an input that takes spikes", excerpt(ctx_, arg.span),
                     with_article(ctx_, type));
    return ctx_.error(arg.span);
  }

  const model::NamedArg* given(std::string_view name) const {
    const auto found = std::ranges::find(call_.args, name, &model::NamedArg::name);
    return found == call_.args.end() ? nullptr : &*found;
  }

  // The pulse of `prc` enters through an input of its cells, and is that input times a time.
  void check_pulse() {
    const model::NamedArg* cells = given("of");
    const model::NamedArg* port = given("port");
    const model::NamedArg* charge = given("charge");
    if (cells == nullptr || port == nullptr || charge == nullptr) return;
    const auto* path = std::get_if<model::Path>(&ctx_.program[cells->value].kind);
    const auto* text = std::get_if<model::TextLiteral>(&ctx_.program[port->value].kind);
    if (path == nullptr || text == nullptr) return;
    const SymbolId population = path->steps.back().symbol;
    if (ctx_.program[population].kind != SymbolKind::Population) return;
    const model::Symbol* input = find_input(population, text->value);
    if (input == nullptr) return report_no_input(population, *port, text->value);
    const Type& found = ctx_.type_of(charge->value);
    if (input->type.is_error() || !found.is_real()) return;
    Type wanted = input->type;
    // A train of spikes with weights is already a weight per time.
    wanted.dim = ctx_.dims.resolve(wanted.dim).over(per_time());
    wanted.unit = {};
    wanted.has_train = false;
    (void)require_fit(ctx_, charge->value, "charge", wanted, input->span);
  }

  const model::Symbol* find_input(SymbolId population, std::string_view name) const {
    const SymbolId symbol = find_below(ctx_, population, name);
    if (!symbol || ctx_.program[symbol].kind != SymbolKind::Input) return nullptr;
    return &ctx_.program[symbol];
  }

  void report_no_input(SymbolId population, const model::NamedArg& port, std::string_view name) {
    std::string names;
    for (const std::string& each : port_names(ctx_, population, Traffic::Either))
      names += (names.empty() ? "" : ", ") + each;
    ctx_.diags->emit(kNoSuchPort, ctx_.program[port.value].span, ctx_.program[population].name,
                     name, names.empty() ? "no input" : names);
  }

  ExprId finish() {
    if (info_.intrinsic == Intrinsic::Prc) check_pulse();
    Type type = result_type();
    if (type.is_error()) return ctx_.error(span_);
    return ctx_.add(span_, type, std::move(call_));
  }

  Type with_length_of_args(Type type) const {
    const bool reduces = info_.intrinsic == Intrinsic::Sum || info_.intrinsic == Intrinsic::Mean ||
                         info_.group == IntrinsicGroup::Distribution ||
                         (call_.args.size() == 1 &&
                          (info_.intrinsic == Intrinsic::Min || info_.intrinsic == Intrinsic::Max));
    type.length = 0;
    if (reduces || info_.group == IntrinsicGroup::Measure) return type;
    for (const auto& arg : call_.args) {
      const std::int64_t length = ctx_.type_of(arg.value).length;
      if (length != 0) type.length = length;
    }
    return type;
  }

  Type result_type() {
    const std::string_view token = signature_.result;
    switch (info_.group) {
      case IntrinsicGroup::Layout: return {.kind = model::Kind::Layout};
      case IntrinsicGroup::Optimizer: return {.kind = model::Kind::Optimizer};
      case IntrinsicGroup::Dataset: return {.kind = model::Kind::Dataset};
      case IntrinsicGroup::Process: {
        Type type = *wanted_type("weight");
        type.kind = model::Kind::Process;
        return type;
      }
      case IntrinsicGroup::Function:
      case IntrinsicGroup::Distribution:
      case IntrinsicGroup::Data:
      case IntrinsicGroup::Measure:
      case IntrinsicGroup::Training: break;
    }
    if (token == "1") return with_length_of_args(Type::real());
    if (token == "matrix" || token == "array(1)") {
      Type type = Type::real();
      type.rank = token == "matrix" ? 2 : 0;
      type.length = Type::kUnknownLength;
      return type;
    }
    if (token == "times") {
      Type type = time_type();
      type.length = Type::kUnknownLength;
      return type;
    }
    if (token.starts_with("sqrt") || token.starts_with("square") || token.starts_with("power")) {
      return power_of_argument(token);
    }
    std::optional<Type> type = wanted_type(token);
    if (!type) return Type::error();
    type->fits_any_dimension = false;
    return with_length_of_args(*type);
  }

  Type power_of_argument(std::string_view token) {
    Type base = dims_.at("a");
    const bool is_root = token.starts_with("sqrt");
    const auto dim = ctx_.dims.resolve(base.dim).power(is_root ? 1 : 2, is_root ? 2 : 1);
    if (!dim) {
      ctx_.diags->emit(kNoSuchRoot, span_, excerpt(ctx_, span_), with_article(ctx_, base))
          .at("exponents of units are multiples of one half");
      return Type::error();
    }
    Type type = base;
    type.dim = token.starts_with("power") ? dim->over(per_time()) : *dim;
    type.unit = {};
    type.fits_any_dimension = false;
    return with_length_of_args(type);
  }

  Context& ctx_;
  const Env& env_;
  SourceSpan span_;
  const model::IntrinsicInfo& info_;
  Signature signature_;
  model::IntrinsicCall call_;
  std::vector<SourceSpan> given_at_;  // of the arguments, in order
  std::map<std::string_view, Type> dims_;
};

}  // namespace

ExprId check_intrinsic_call(Context& ctx, const Env& env, SourceSpan span,
                            const model::IntrinsicInfo& info, const ast::Args& args) {
  return IntrinsicCallChecker(ctx, env, span, info).check(args);
}

}  // namespace snn::sema
