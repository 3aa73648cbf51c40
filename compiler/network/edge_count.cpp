#include "compiler/network/edge_count.h"

#include "compiler/network/endpoints.h"
#include "compiler/support/match.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace snn::network {
namespace {

constexpr double kMostPairs = 20000;  // for which conditions are evaluated one by one
constexpr std::uint64_t kMostCells = 1U << 20U;

using Numbers = std::vector<std::uint64_t>;

// How many cells are at both ends, so that they have one partner less.
double n_common(const Builder& builder, const Projection& projection) {
  const Cells& source = projection.source;
  const Cells& target = projection.target.cells;
  if (source.population != target.population) return 0;
  if (source.slices.empty()) return static_cast<double>(*target.n_cells);
  if (target.slices.empty()) return static_cast<double>(*source.n_cells);
  const auto from = numbers_of(builder.plan, source, kMostCells);
  const auto to = numbers_of(builder.plan, target, kMostCells);
  if (!from || !to) return 0;
  Numbers common;
  std::ranges::set_intersection(*from, *to, std::back_inserter(common));
  return static_cast<double>(common.size());
}

// Pairs that the conditions leave, counted one by one; none when one of them is not known.
class PairCounter {
 public:
  PairCounter(const Builder& builder, const Projection& projection)
      : builder_(builder), projection_(projection) {}

  std::optional<AllowedPairs> count() {
    const auto sources = numbers_of(builder_.plan, projection_.source, kMostCells);
    const auto targets = numbers_of(builder_.plan, projection_.target.cells, kMostCells);
    if (!sources || !targets) return std::nullopt;
    std::vector<double> of_source(sources->size());
    std::vector<double> of_target(targets->size());
    for (std::size_t s = 0; s < sources->size(); ++s) {
      for (std::size_t t = 0; t < targets->size(); ++t) {
        const auto allowed = is_allowed((*sources)[s], (*targets)[t]);
        if (!allowed) return std::nullopt;
        of_source[s] += *allowed ? 1 : 0;
        of_target[t] += *allowed ? 1 : 0;
      }
    }
    AllowedPairs pairs;
    for (const double n : of_source)
      pairs.n_pairs += n;
    pairs.fewest_targets = std::ranges::min(of_source);
    pairs.fewest_sources = std::ranges::min(of_target);
    return pairs;
  }

 private:
  [[nodiscard]] std::optional<bool> is_allowed(std::uint64_t source, std::uint64_t target) const {
    const Pairs& pairs = projection_.pairs;
    const bool is_self =
        source == target && projection_.source.population == projection_.target.cells.population;
    if (pairs.excepts_self && is_self) return false;
    const model::Bindings at{{builder_.row, static_cast<double>(source)},
                             {builder_.column, static_cast<double>(target)}};
    bool is_allowed = true;
    for (const auto* condition : {&pairs.where, &pairs.except}) {
      if (!*condition) continue;
      const Value& value = (*condition)->value;
      const auto known = builder_.evaluate(value.in, value.expr, at);
      if (!known) return std::nullopt;
      const bool keeps = condition == &pairs.where ? *known != 0 : *known == 0;
      is_allowed = is_allowed && keeps;
    }
    return is_allowed;
  }

  const Builder& builder_;
  const Projection& projection_;
};

std::optional<double> n_entries(const Builder& builder, DataId id) {
  if (!id.is_valid()) return std::nullopt;
  const DataFile& file = builder.plan.files[id];
  return static_cast<double>(std::ranges::count_if(file.values, [](double v) { return v != 0; }));
}

}  // namespace

std::optional<AllowedPairs> allowed_pairs(const Builder& builder, const Projection& projection) {
  const auto& source = projection.source.n_cells;
  const auto& target = projection.target.cells.n_cells;
  if (!source || !target) return std::nullopt;
  AllowedPairs pairs;
  pairs.n_sources = static_cast<double>(*source);
  pairs.n_targets = static_cast<double>(*target);
  pairs.n_pairs = pairs.n_sources * pairs.n_targets;
  const bool has_conditions = projection.pairs.where || projection.pairs.except;
  if (has_conditions && pairs.n_pairs <= kMostPairs) {
    if (auto counted = PairCounter(builder, projection).count()) {
      counted->n_sources = pairs.n_sources;
      counted->n_targets = pairs.n_targets;
      return counted;
    }
  }
  const double common = projection.pairs.excepts_self ? n_common(builder, projection) : 0;
  pairs.n_pairs -= common;
  pairs.is_at_most = has_conditions;
  pairs.fewest_sources = pairs.n_sources - (common > 0 ? 1 : 0);
  pairs.fewest_targets = pairs.n_targets - (common > 0 ? 1 : 0);
  return pairs;
}

std::optional<EdgeCount> count_edges(const Builder& builder, const Projection& projection) {
  const auto pairs = allowed_pairs(builder, projection);
  if (!pairs) return std::nullopt;
  using Count = std::optional<EdgeCount>;
  const auto times = [&](const Value& count, double n_cells) -> Count {
    if (!count.known) return std::nullopt;
    return EdgeCount{*count.known * n_cells, 0, false};
  };
  const EdgeCount all{pairs->n_pairs, 0, pairs->is_at_most};
  return match(
      projection.pairs.rule, [&](const AllPairs&) -> Count { return all; },
      [&](const OneToOne&) -> Count {
        return EdgeCount{std::min({pairs->n_sources, pairs->n_targets, pairs->n_pairs}), 0,
                         pairs->is_at_most};
      },
      [&](const WithProbability& rule) -> Count {
        // Independent trials: a binomial number of successes.
        if (!rule.p.known) return EdgeCount{pairs->n_pairs, 0, true};
        const double p = *rule.p.known;
        return EdgeCount{p * pairs->n_pairs, std::sqrt(pairs->n_pairs * p * (1 - p)),
                         pairs->is_at_most};
      },
      [&](const FixedIn& rule) { return times(rule.count, pairs->n_targets); },
      [&](const FixedOut& rule) { return times(rule.count, pairs->n_sources); },
      [&](const FixedTotal& rule) { return times(rule.count, 1); },
      [&](const ListedPairs& rule) -> Count {
        if (!rule.file.is_valid()) return std::nullopt;
        return EdgeCount{static_cast<double>(builder.plan.files[rule.file].shape[0]), 0,
                         pairs->is_at_most};
      },
      [&](const MatrixPairs& rule) -> Count {
        const auto n = n_entries(builder, rule.file);
        return n ? Count(EdgeCount{*n, 0, pairs->is_at_most}) : std::nullopt;
      });
}

}  // namespace snn::network
