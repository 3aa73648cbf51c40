// Whether a rule can be kept: enough partners, equal sizes, files that fit the two populations.

#include "compiler/model/limits.h"
#include "compiler/network/checks.h"
#include "compiler/network/edge_count.h"
#include "compiler/network/tables_of_pairs.h"
#include "compiler/support/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace snn::network {
namespace {

class PairChecker {
 public:
  PairChecker(Builder& builder, const Projection& projection, const model::ProjectionDef& def)
      : builder_(builder),
        projection_(projection),
        span_(def.pairs ? def.pairs->span : def.span),
        allowed_(allowed_pairs(builder, projection)) {}

  void check() {
    match(
        projection_.pairs.rule, [](const AllPairs&) {},
        [&](const OneToOne&) { check_one_to_one(); },
        [&](const WithProbability& rule) { check_probability(rule); },
        [&](const FixedIn& rule) {
          check_count(rule.count, rule.is_multi, allowed_ ? allowed_->fewest_sources : 0, "from",
                      allowed_ ? allowed_->n_sources : 0);
        },
        [&](const FixedOut& rule) {
          check_count(rule.count, rule.is_multi, allowed_ ? allowed_->fewest_targets : 0, "to",
                      allowed_ ? allowed_->n_targets : 0);
        },
        [&](const FixedTotal& rule) {
          check_count(rule.count, rule.is_multi, allowed_ ? allowed_->n_pairs : 0, "out of", 0);
        },
        [&](const ListedPairs& rule) { check_table(builder_, projection_, rule); },
        [&](const MatrixPairs& rule) { check_table(builder_, projection_, rule); });
  }

 private:
  [[nodiscard]] source::SourceSpan span_of(const Value& value) const {
    return value.is_given() ? builder_.program[value.expr].span : span_;
  }

  void check_one_to_one() {
    if (!allowed_ || allowed_->n_sources == allowed_->n_targets) return;
    builder_.diags.emit(model::kUnequalSizes, span_, fmt::format("{:.12g}", allowed_->n_sources),
                        fmt::format("{:.12g}", allowed_->n_targets));
  }

  void check_probability(const WithProbability& rule) {
    if (!rule.p.known || (*rule.p.known >= 0 && *rule.p.known <= 1)) return;
    builder_.diags.emit(model::kProbability, span_of(rule.p), "prob",
                        fmt::format("{:.12g}", *rule.p.known));
  }

  void check_count(const Value& count, const Value& is_multi, double room, std::string_view side,
                   double n_cells) {
    if (!count.known) return;
    const double n = *count.known;
    if (n < 0 || n != std::floor(n)) {
      builder_.diags.emit(model::kBadSize, span_of(count), "the number of partners",
                          fmt::format("{:.12g}; it must be a whole number of at least 1", n));
      return;
    }
    const bool may_repeat = is_multi.known.value_or(1) != 0 && room > 0;
    if (!allowed_ || may_repeat || n <= room) return;
    std::string why = side == "out of" ? fmt::format("out of {:.12g} pairs", room)
                                       : fmt::format("{} a population of {:.12g}", side, n_cells);
    if (n_cells > room) why += fmt::format(" (of which one cell may have {:.12g})", room);
    builder_.diags
        .emit(model::kTooManyPartners, span_of(count),
              fmt::format("{}({:.12g})", name_of(projection_.pairs.rule), n), why)
        .help("allow a pair more than once with `multi = true`, or lower the number");
  }

  Builder& builder_;
  const Projection& projection_;
  source::SourceSpan span_;
  std::optional<AllowedPairs> allowed_;
};

}  // namespace

void check_pairs(Builder& builder, const Projection& projection, const model::ProjectionDef& def) {
  PairChecker(builder, projection, def).check();
}

}  // namespace snn::network
