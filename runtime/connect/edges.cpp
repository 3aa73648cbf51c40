#include "runtime/connect/edges.h"

#include "runtime/connect/row_words.h"
#include "runtime/math/exp.h"
#include "runtime/math/factorial.h"
#include "runtime/math/log.h"
#include "runtime/random/distributions.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace snn::connect {
namespace {

template <class... Arms>
struct Overloaded : Arms... {
  using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

// One row: the cell on the rule's axis, and its allowed partners in index order. Without a
// condition of the model the partners are a range with at most one gap, and need no list.
class Row {
 public:
  Row(const Ends& ends, Axis axis, Cell cell) : cell_(cell) {
    n_ = axis == Axis::ByTarget ? ends.n_sources : ends.n_targets;
    if (ends.allows) {
      for (Cell other = 0; other < n_; ++other) {
        const bool is_allowed =
            axis == Axis::ByTarget ? ends.is_allowed(other, cell) : ends.is_allowed(cell, other);
        if (is_allowed) listed_.push_back(other);
      }
      n_ = static_cast<Cell>(listed_.size());
      is_listed_ = true;
    } else if (ends.excludes_self && cell < n_) {
      has_gap_ = true;
      --n_;
    }
  }

  [[nodiscard]] Cell size() const { return n_; }
  [[nodiscard]] Cell operator[](Cell k) const {
    if (is_listed_) return listed_[k];
    return has_gap_ && k >= cell_ ? k + 1 : k;
  }

 private:
  Cell cell_;
  Cell n_ = 0;
  bool has_gap_ = false;
  bool is_listed_ = false;
  std::vector<Cell> listed_;
};

// Bernoulli trials over a row by the gaps between successes: floor(log u / log(1 - p)).
void add_by_gaps(const Row& row, double p, RowWords& words, std::vector<Cell>& chosen) {
  if (!(p > 0)) return;
  if (p >= 1) {
    for (Cell k = 0; k < row.size(); ++k)
      chosen.push_back(row[k]);
    return;
  }
  const double log_miss = math::log1p(-p);
  double k = -1;
  while (true) {
    const random::Word first = words();
    const random::Word second = words();
    k += 1 + std::floor(math::log(random::unit_of(first, second)) / log_miss);
    if (!(k < row.size())) return;
    chosen.push_back(row[static_cast<Cell>(k)]);
  }
}

// Which positions of a row are taken, a bit for each; kept from row to row.
class Taken {
 public:
  void make_room(Cell n) {
    if (bits_.size() * kBits < n) bits_.resize(n / kBits + 1, 0);
  }
  /// False when it was taken already.
  bool take(Cell position) {
    std::uint64_t& word = bits_[position / kBits];
    const std::uint64_t bit = std::uint64_t{1} << (position % kBits);
    const bool was_free = (word & bit) == 0;
    word |= bit;
    return was_free;
  }
  void release(Cell position) { bits_[position / kBits] = 0; }

 private:
  static constexpr Cell kBits = 64;
  std::vector<std::uint64_t> bits_;
};

// What is used again from row to row.
struct Scratch {
  std::vector<Cell> chosen;
  Taken taken;
};

// Floyd's sampling: `count` distinct positions of a row, each set equally likely.
void add_distinct(const Row& row, std::uint64_t count, RowWords& words, Scratch& scratch) {
  const auto n = static_cast<std::uint64_t>(row.size());
  const std::uint64_t wanted = std::min(count, n);
  scratch.taken.make_room(row.size());
  for (std::uint64_t k = n - wanted; k < n; ++k) {
    const Cell drawn = random::index_below(words, static_cast<std::uint32_t>(k + 1));
    const Cell position = scratch.taken.take(drawn) ? drawn : static_cast<Cell>(k);
    if (position != drawn) scratch.taken.take(position);
    scratch.chosen.push_back(position);
  }
  for (Cell& position : scratch.chosen) {
    scratch.taken.release(position);
    position = row[position];
  }
}

void add_repeating(const Row& row, std::uint64_t count, RowWords& words,
                   std::vector<Cell>& chosen) {
  if (row.size() == 0) return;
  for (std::uint64_t k = 0; k < count; ++k) {
    chosen.push_back(row[random::index_below(words, row.size())]);
  }
}

void add_counted(const Row& row, std::uint64_t count, bool is_multi, RowWords& words,
                 Scratch& scratch) {
  if (is_multi) {
    add_repeating(row, count, words, scratch.chosen);
  } else {
    add_distinct(row, count, words, scratch);
  }
}

// The partners of one cell under a rule, in `scratch.chosen`.
void find_partners(const Rule& rule, const Ends& ends, const Draws& draws, const RowCounts& counts,
                   Cell cell, Scratch& scratch) {
  const Axis axis = axis_of(rule);
  RowWords words(draws.key, draws.stream, cell);
  std::vector<Cell>& chosen = scratch.chosen;
  chosen.clear();
  std::visit(
      Overloaded{
          [&](const All&) {
            const Row row(ends, axis, cell);
            for (Cell k = 0; k < row.size(); ++k)
              chosen.push_back(row[k]);
          },
          [&](const OneToOne&) {
            if (cell < ends.n_targets && ends.is_allowed(cell, cell)) chosen.push_back(cell);
          },
          [&](const Probability& r) { add_by_gaps(Row(ends, axis, cell), r.p, words, chosen); },
          [&](const PairProbability& r) {
            for (Cell source = 0; source < ends.n_sources; ++source) {
              if (!ends.is_allowed(source, cell)) continue;
              if (random::unit_of(words()) < r.p(source, cell)) chosen.push_back(source);
            }
          },
          [&](const FixedIn& r) {
            add_counted(Row(ends, axis, cell), r.count, r.is_multi, words, scratch);
          },
          [&](const FixedOut& r) {
            add_counted(Row(ends, axis, cell), r.count, r.is_multi, words, scratch);
          },
          [&](const FixedTotal& r) {
            add_counted(Row(ends, axis, cell), counts[cell], r.is_multi, words, scratch);
          },
          // A list is read once for all of its rows.
          [](const List&) {}},
      rule);
}

// Sorted, and equal pairs numbered.
void make_canonical(std::vector<Edge>& edges) {
  std::ranges::sort(edges, {}, [](const Edge& e) { return std::tuple(e.source, e.target); });
  for (std::size_t i = 1; i < edges.size(); ++i) {
    const Edge& before = edges[i - 1];
    const bool is_same = before.source == edges[i].source && before.target == edges[i].target;
    edges[i].multiplicity = is_same ? before.multiplicity + 1 : 0;
  }
}

std::vector<Edge> edges_of_list(const List& list, const Ends& ends, Range range) {
  std::vector<Edge> edges;
  for (const auto& [source, target] : list.pairs) {
    const bool is_here = source >= range.begin && source < range.end && target < ends.n_targets;
    if (is_here && ends.is_allowed(source, target)) edges.push_back({source, target, 0});
  }
  return edges;
}

// How many of `drawn` distinct pairs fall into a row of `in_row` among `in_all`: the hypergeometric
// distribution, inverted outwards from its mode.
std::uint64_t hypergeometric(double p, double in_row, double in_all, double drawn) {
  const double lowest = std::max(0.0, drawn - (in_all - in_row));
  const double highest = std::min(in_row, drawn);
  const double mode =
      std::clamp(std::floor((drawn + 1) * (in_row + 1) / (in_all + 2)), lowest, highest);
  const auto up = [&](double k) {  // P(k + 1) / P(k)
    return (in_row - k) * (drawn - k) / ((k + 1) * (in_all - in_row - drawn + k + 1));
  };
  const double at_mode =
      math::exp(math::log_choose(in_row, mode) + math::log_choose(in_all - in_row, drawn - mode) -
                math::log_choose(in_all, drawn));
  double rest = p - at_mode;
  double below = mode;
  double above = mode;
  double p_below = at_mode;
  double p_above = at_mode;
  while (rest > 0 && (below > lowest || above < highest)) {
    if (above < highest) {
      p_above *= up(above);
      ++above;
      rest -= p_above;
      if (rest <= 0) return static_cast<std::uint64_t>(above);
    }
    if (below > lowest) {
      p_below /= up(below - 1);
      --below;
      rest -= p_below;
      if (rest <= 0) return static_cast<std::uint64_t>(below);
    }
  }
  return static_cast<std::uint64_t>(mode);
}

}  // namespace

Axis axis_of(const Rule& rule) {
  const bool is_by_target = std::holds_alternative<Probability>(rule) ||
                            std::holds_alternative<PairProbability>(rule) ||
                            std::holds_alternative<FixedIn>(rule);
  return is_by_target ? Axis::ByTarget : Axis::BySource;
}

RowCounts row_counts(const Rule& rule, const Ends& ends, const Draws& draws) {
  const auto* total = std::get_if<FixedTotal>(&rule);
  if (total == nullptr) return {};
  RowCounts sizes;
  double n_left = 0;
  for (Cell source = 0; source < ends.n_sources; ++source) {
    sizes.push_back(Row(ends, Axis::BySource, source).size());
    n_left += static_cast<double>(sizes.back());
  }
  // Row n_sources is no row: its words are the counts'.
  RowWords words(draws.key, draws.stream, ends.n_sources);
  RowCounts counts;
  auto edges_left = static_cast<double>(total->count);
  for (const std::uint64_t size : sizes) {
    const auto in_row = static_cast<double>(size);
    std::uint64_t count = 0;
    if (edges_left > 0 && in_row > 0) {
      if (in_row >= n_left) {
        count = static_cast<std::uint64_t>(edges_left);
      } else if (total->is_multi) {
        count = random::binomial(words, static_cast<std::uint64_t>(edges_left), in_row / n_left);
      } else {
        const random::Word first = words();
        const random::Word second = words();
        count = hypergeometric(random::unit_of(first, second), in_row, n_left, edges_left);
      }
    }
    counts.push_back(count);
    edges_left -= static_cast<double>(count);
    n_left -= in_row;
  }
  return counts;
}

std::vector<Edge> edges_of(const Rule& rule, const Ends& ends, const Draws& draws,
                           const RowCounts& counts, Range range) {
  if (const auto* list = std::get_if<List>(&rule)) return edges_of_list(*list, ends, range);
  std::vector<Edge> edges;
  const bool is_by_target = axis_of(rule) == Axis::ByTarget;
  Scratch scratch;
  for (Cell cell = range.begin; cell < range.end; ++cell) {
    find_partners(rule, ends, draws, counts, cell, scratch);
    // Later rows are about as long as the first.
    if (cell == range.begin) {
      edges.reserve(scratch.chosen.size() * std::size_t{range.end - range.begin} * 9 / 8);
    }
    for (const Cell other : scratch.chosen) {
      edges.push_back(is_by_target ? Edge{other, cell, 0} : Edge{cell, other, 0});
    }
  }
  return edges;
}

std::vector<Edge> connect(const Rule& rule, const Ends& ends, const Draws& draws,
                          std::size_t n_parts) {
  const RowCounts counts = row_counts(rule, ends, draws);
  const Cell n = axis_of(rule) == Axis::ByTarget ? ends.n_targets : ends.n_sources;
  std::vector<Edge> edges;
  for (std::size_t part = 0; part < n_parts; ++part) {
    const Range range{static_cast<Cell>(n * part / n_parts),
                      static_cast<Cell>(n * (part + 1) / n_parts)};
    const std::vector<Edge> made = edges_of(rule, ends, draws, counts, range);
    edges.insert(edges.end(), made.begin(), made.end());
  }
  make_canonical(edges);
  return edges;
}

std::vector<std::uint64_t> row_begins(std::span<const Edge> edges, Cell n_sources) {
  std::vector<std::uint64_t> begins(std::size_t{n_sources} + 1);
  for (const Edge& edge : edges)
    ++begins[std::size_t{edge.source} + 1];
  for (std::size_t i = 1; i < begins.size(); ++i)
    begins[i] += begins[i - 1];
  return begins;
}

std::string why_impossible(const Rule& rule, const Ends& ends) {
  if (std::holds_alternative<OneToOne>(rule) && ends.n_sources != ends.n_targets) {
    return "one_to_one needs equal sizes: " + std::to_string(ends.n_sources) + " to " +
           std::to_string(ends.n_targets);
  }
  const auto* in = std::get_if<FixedIn>(&rule);
  const auto* out = std::get_if<FixedOut>(&rule);
  const bool is_distinct = (in != nullptr && !in->is_multi) || (out != nullptr && !out->is_multi);
  if (is_distinct) {
    const std::uint64_t wanted = in != nullptr ? in->count : out->count;
    const Cell n = in != nullptr ? ends.n_targets : ends.n_sources;
    for (Cell cell = 0; cell < n; ++cell) {
      const Cell found = Row(ends, axis_of(rule), cell).size();
      if (found >= wanted) continue;
      return "cell " + std::to_string(cell) + " needs " + std::to_string(wanted) +
             " different partners and has " + std::to_string(found);
    }
  }
  const auto* total = std::get_if<FixedTotal>(&rule);
  if (total == nullptr) return "";
  std::uint64_t n_pairs = 0;
  for (Cell source = 0; source < ends.n_sources; ++source) {
    n_pairs += Row(ends, Axis::BySource, source).size();
  }
  const bool fits = total->is_multi ? n_pairs > 0 || total->count == 0 : total->count <= n_pairs;
  if (fits) return "";
  return std::to_string(total->count) + " edges do not fit into " + std::to_string(n_pairs) +
         " pairs";
}

}  // namespace snn::connect
