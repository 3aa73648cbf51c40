#include "compiler/sema/network/pairs.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/probability.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace snn::sema {
namespace {

enum class Argument { None, Count, File };

struct PairsWord {
  std::string_view name;
  Argument argument = Argument::None;
  std::string_view example;
};

constexpr std::array kWords{
    PairsWord{"all", Argument::None, "all"},
    PairsWord{"one_to_one", Argument::None, "one_to_one"},
    PairsWord{"fixed_in", Argument::Count, "fixed_in(100)"},
    PairsWord{"fixed_out", Argument::Count, "fixed_out(100)"},
    PairsWord{"fixed_total", Argument::Count, "fixed_total(1000)"},
    PairsWord{"list", Argument::File, "list(\"pairs.csv\")"},
    PairsWord{"matrix", Argument::File, "matrix(\"weights.npy\")"},
};

const PairsWord* find_word(std::string_view name) {
  const auto found = std::ranges::find(kWords, name, &PairsWord::name);
  return found == kWords.end() ? nullptr : &*found;
}

class PairsChecker {
 public:
  PairsChecker(Context& ctx, const Env& env, const ast::Pairs& item)
      : ctx_(ctx), env_(env), item_(item) {}

  model::PairsRule check(SourceSpan span) {
    rule_.span = span;
    if (item_.rule) check_rule(item_.rule->parts.front().name);
    if (item_.where) rule_.where = check_condition(ctx_, env_, item_.where);
    if (item_.prob) rule_.prob = check_probability(ctx_, env_, item_.prob);
    if (item_.except) check_except();
    return std::move(rule_);
  }

 private:
  void check_rule(const ast::Name& name) {
    const PairsWord* word = find_word(name.text);
    if (word == nullptr) {
      report_unknown(name);
      return;
    }
    rule_.rule = std::string(name.text);
    bool has_first = false;
    if (item_.args) {
      for (const ast::Arg& arg : item_.args->list)
        check_argument(*word, arg, has_first);
    }
    if (word->argument == Argument::None || has_first) return;
    ctx_.diags
        ->emit(kPairRule, name.span, name.text,
               word->argument == Argument::Count ? "needs a number of partners"
                                                 : "needs the name of a file")
        .help(fmt::format("write `pairs {}`", word->example));
  }

  void report_unknown(const ast::Name& name) {
    if (name.text.empty()) return;
    std::vector<std::string_view> names{"prob", "where"};
    for (const PairsWord& word : kWords)
      names.push_back(word.name);
    auto report =
        ctx_.diags->emit(kPairRule, name.span, name.text, "is no rule for choosing pairs");
    if (const auto meant = nearest_name(name.text, names)) {
      report.at(fmt::format("did you mean `{}`?", *meant))
          .fix(fmt::format("write `{}`", *meant), name.span, std::string(*meant));
      return;
    }
    report.note(
        "the rules are all, one_to_one, prob(p), fixed_in(n), fixed_out(n), "
        "fixed_total(n), where, list(\"f.csv\") and matrix(\"f.npy\")");
  }

  void check_argument(const PairsWord& word, const ast::Arg& arg, bool& has_first) {
    const bool may_repeat = word.argument == Argument::Count || word.name == "list";
    const bool is_multi = arg.name && arg.name->text == "multi" && may_repeat;
    if (is_multi) {
      const ExprId value = check_expr(ctx_, env_, arg.value);
      const Type& type = ctx_.type_of(value);
      if (type.kind != model::Kind::Bool && !type.is_error()) {
        ctx_.diags->emit(kWrongType, arg.span, "`true` or `false`", excerpt(ctx_, arg.span),
                         with_article(ctx_, type));
      }
      rule_.args.push_back({"multi", value});
      return;
    }
    if (word.argument == Argument::None || arg.name || arg.range || has_first) {
      ctx_.diags->emit(kPairRule, arg.span, word.name,
                       word.argument == Argument::None ? "takes no arguments"
                       : word.argument == Argument::File
                           ? "takes the name of a file"
                           : "takes a number of partners, and `multi = true`");
      has_first = true;
      return;
    }
    has_first = true;
    rule_.args.push_back({"", word.argument == Argument::Count
                                  ? check_plain(ctx_, env_, arg.value, word.name)
                                  : check_file(word, arg)});
  }

  ExprId check_file(const PairsWord& word, const ast::Arg& arg) {
    const ExprId value = check_expr(ctx_, env_, arg.value);
    const Type& type = ctx_.type_of(value);
    if (type.kind == model::Kind::Text || type.is_error()) return value;
    ctx_.diags->emit(kPairRule, arg.span, word.name, "takes the name of a file")
        .help(fmt::format("write `pairs {}`", word.example));
    return ctx_.error(arg.span);
  }

  void check_except() {
    const ast::Expr& node = (*env_.file)[ast::without_parens(*env_.file, item_.except)];
    const auto* read = std::get_if<ast::RefExpr>(&node.kind);
    const bool is_self =
        read != nullptr && read->ref.parts.size() == 1 && read->ref.parts[0].name.text == "self";
    if (is_self) {
      rule_.excepts_self = true;
    } else {
      rule_.except = check_condition(ctx_, env_, item_.except);
    }
  }

  Context& ctx_;
  const Env& env_;
  const ast::Pairs& item_;
  model::PairsRule rule_;
};

}  // namespace

model::PairsRule check_pairs(Context& ctx, const Env& env, SourceSpan span,
                             const ast::Pairs& item) {
  return PairsChecker(ctx, env, item).check(span);
}

bool brings_weights(const std::optional<model::PairsRule>& pairs) {
  return pairs && (pairs->rule == "matrix" || pairs->rule == "list");
}

}  // namespace snn::sema
