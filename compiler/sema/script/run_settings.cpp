#include "compiler/sema/script/run_settings.h"

#include "compiler/sema/diagnostics.h"
#include "compiler/sema/expressions.h"
#include "compiler/sema/network/methods.h"
#include "compiler/sema/wording.h"
#include "compiler/support/edit_distance.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace snn::sema {
namespace {

enum class Takes { Time, Count, Method, Word };

struct KnownSetting {
  std::string_view name;
  Takes takes = Takes::Time;
  bool in_experiments = true;
  bool in_training = true;
  std::array<std::string_view, 2> words{};
};

constexpr std::array kKnown{
    KnownSetting{"dt", Takes::Time},
    KnownSetting{"seed", Takes::Count},
    KnownSetting{"solver", Takes::Method},
    KnownSetting{"spike_times", Takes::Word, true, true, {"grid", "exact"}},
    KnownSetting{"precision", Takes::Word, true, true, {"f32", "f64"}},
    KnownSetting{"threads", Takes::Count},
    KnownSetting{"duration", Takes::Time, false, true},
    KnownSetting{"epochs", Takes::Count, false, true},
    KnownSetting{"checkpoint", Takes::Count, false, true},
    KnownSetting{"method", Takes::Word, false, true, {"surrogate", "event_gradient"}},
};

bool is_known_in(const KnownSetting& setting, Place place) {
  return place == Place::Training ? setting.in_training : setting.in_experiments;
}

std::vector<std::string_view> names_in(Place place) {
  std::vector<std::string_view> names;
  for (const KnownSetting& setting : kKnown) {
    if (is_known_in(setting, place)) names.push_back(setting.name);
  }
  return names;
}

const KnownSetting* find_setting(std::string_view name, Place place) {
  for (const KnownSetting& setting : kKnown) {
    if (setting.name == name && is_known_in(setting, place)) return &setting;
  }
  return nullptr;
}

}  // namespace

std::vector<model::SettingStep> RunSettings::check(const ast::Setting& item, SourceSpan span) {
  if (item.target.parts.empty() || item.target.parts[0].name.text.empty()) return {};
  const std::string_view name = item.target.parts[0].name.text;
  const KnownSetting* setting =
      item.target.parts.size() == 1 ? find_setting(name, env_.place) : nullptr;
  if (setting == nullptr) {
    report_unknown(item);
    return {};
  }
  if (!is_first(item)) return {};
  if (item.is_draw) {
    ctx_.diags->emit(kDrawMisplaced, span, name, "is one value; write `=`");
    return {};
  }
  std::vector<model::SettingStep> steps;
  switch (setting->takes) {
    case Takes::Time:
      steps.push_back({std::string(name), check_positive_time(ctx_, env_, item.value, name)});
      break;
    case Takes::Count: steps.push_back({std::string(name), check_count(item, name)}); break;
    case Takes::Word:
      steps.push_back(
          {std::string(name), check_word(item, {setting->words.begin(), setting->words.end()})});
      break;
    case Takes::Method: {
      const Given given{span, {item.target.parts[0].name}, item.target.span, false, item.value};
      for (const model::SettingValue& value : check_method(ctx_, env_, given))
        steps.push_back({value.name, value.value});
      break;
    }
  }
  return steps;
}

bool RunSettings::is_first(const ast::Setting& item) {
  const std::string_view name = item.target.parts[0].name.text;
  const auto [place, is_new] = given_.emplace(name, item.target.span);
  if (!is_new) {
    ctx_.diags->emit(kGivenTwice, item.target.span, name).label(place->second, "given here first");
  }
  return is_new;
}

void RunSettings::report_unknown(const ast::Setting& item) {
  const std::string_view owner =
      env_.place == Place::Training ? "a training block" : "an experiment";
  const std::string_view written = ctx_.text(item.target.span);
  auto report = ctx_.diags->emit(kUnknownSetting, item.target.span, owner, written);
  const auto names = names_in(env_.place);
  if (item.target.parts.size() > 1) {
    if (env_.place == Place::Script) {
      report.fix(fmt::format("write `set {}`", written), item.target.span,
                 fmt::format("set {}", written));
    }
    return;
  }
  if (written == "duration") {
    report.help("an experiment lasts as long as its runs: `run 1 s`");
  } else if (const auto meant = nearest_name(written, names)) {
    report.at(fmt::format("did you mean `{}`?", *meant))
        .fix(fmt::format("write `{}`", *meant), item.target.span, std::string(*meant));
  } else {
    report.note(fmt::format("it has {}", fmt::join(names, ", ")))
        .help(fmt::format("to name a value, write `let {} = …`", written));
  }
}

ExprId RunSettings::check_count(const ast::Setting& item, std::string_view what) {
  const ExprId value = check_plain(ctx_, env_, item.value, what);
  const double least = what == "seed" ? 0 : 1;
  require_whole(ctx_, value, fmt::format("`{}`", what), least);
  return value;
}

// A word that is no name: `exact`, `f32`.
ExprId RunSettings::check_word(const ast::Setting& item,
                               const std::vector<std::string_view>& words) {
  const ast::Expr& node = (*env_.file)[ast::without_parens(*env_.file, item.value)];
  const auto* read = std::get_if<ast::RefExpr>(&node.kind);
  const std::string_view word = read != nullptr ? ctx_.text(node.span) : std::string_view();
  if (std::ranges::count(words, word) > 0) {
    return ctx_.add(node.span, Type::text(), model::TextLiteral{std::string(word)});
  }
  auto report =
      ctx_.diags->emit(kWrongType, node.span, fmt::format("`{}`", fmt::join(words, "` or `")),
                       excerpt(ctx_, node.span), "something else");
  if (const auto meant = nearest_name(word, words)) {
    report.at(fmt::format("did you mean `{}`?", *meant))
        .fix(fmt::format("write `{}`", *meant), node.span, std::string(*meant));
  }
  return ctx_.error(node.span);
}

ExprId check_positive_time(Context& ctx, const Env& env, ast::ExprId expr, std::string_view what) {
  const ExprId time = check_time(ctx, env, expr, what);
  const auto known = ctx.type_of(time).is_error() ? std::nullopt : constant_value(ctx, time);
  if (!known || *known > 0) return time;
  const SourceSpan span = ctx.program.exprs[time].span;
  ctx.diags->emit(kOutsideBounds, span, value_text(ctx, *known, ctx.type_of(time)), "(0 ms, inf)")
      .at(fmt::format("{} is above 0", what));
  return time;
}

bool require_whole(Context& ctx, ExprId count, std::string_view what, double least) {
  constexpr double kLargest = 9007199254740992;  // 2^53: all whole numbers up to here are exact
  const auto known = ctx.type_of(count).is_error() ? std::nullopt : constant_value(ctx, count);
  if (!known) return true;
  if (*known >= least && *known <= kLargest && *known == std::floor(*known)) return true;
  ctx.diags->emit(kBadSize, ctx.program.exprs[count].span, what,
                  fmt::format("{:.12g}; it must be a whole number of at least {}", *known, least));
  return false;
}

}  // namespace snn::sema
