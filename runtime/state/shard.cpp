#include "runtime/state/shard.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace snn::state {
namespace {

Buffer words32(std::uint64_t n) {
  return Buffer(whole_blocks(n) * sizeof(std::uint32_t));
}

bool is_missing(const Buffer& buffer, std::uint64_t n) {
  return n > 0 && buffer.data() == nullptr;
}

// Elements of a row into a new order; `scratch` holds one row.
void permute(std::byte* row, std::size_t width, std::span<const std::uint32_t> order,
             std::vector<std::byte>& scratch) {
  if (order.empty()) return;  // there may be no memory at all
  scratch.resize(order.size() * width);
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::memcpy(scratch.data() + i * width, row + order[i] * width, width);
  }
  std::memcpy(row, scratch.data(), scratch.size());
}

// The edges of a row by target, then multiplicity, whatever order they are in.
void order_by_target(const Shard& shard, std::uint64_t begin, std::size_t n,
                     std::vector<std::uint32_t>& order) {
  const auto* targets = shard.targets.as<Target>() + begin;
  const auto* multiplicities = shard.multiplicities.as<std::uint32_t>();
  const auto key = [&](std::uint32_t i) {
    const std::uint64_t multiplicity = multiplicities == nullptr ? 0 : multiplicities[begin + i];
    return (std::uint64_t{targets[i]} << 32U) | multiplicity;
  };
  order.resize(n);
  for (std::size_t i = 0; i < n; ++i)
    order[i] = static_cast<std::uint32_t>(i);
  if (!std::ranges::is_sorted(order, {}, key)) std::ranges::sort(order, {}, key);
}

}  // namespace

std::uint64_t Shard::n_bytes() const {
  std::uint64_t n = 0;
  for (const Buffer* buffer :
       {&begins, &targets, &multiplicities, &segments, &by_target, &target_begins, &sources}) {
    n += buffer->n_bytes();
  }
  return n;
}

bool ShardBuilder::start_placing() {
  for (std::size_t i = 1; i < begins_.size(); ++i)
    begins_[i] += begins_[i - 1];
  shard_.targets_here = targets_here_;
  shard_.n_edges = begins_.back();
  shard_.targets = Buffer(whole_blocks(shard_.n_edges) * sizeof(Target));
  shard_.begins = Buffer(begins_.size() * sizeof(std::uint64_t));
  if (is_missing(shard_.targets, shard_.n_edges) || shard_.begins.data() == nullptr) return false;
  std::ranges::copy(begins_, shard_.begins.as<std::uint64_t>());
  next_ = begins_;
  return true;
}

bool ShardBuilder::finish() {
  auto* targets = shard_.targets.as<Target>();
  bool has_equal_pairs = false;
  for (std::size_t source = 0; source + 1 < begins_.size(); ++source) {
    const std::span row(targets + begins_[source], targets + begins_[source + 1]);
    if (!std::ranges::is_sorted(row)) std::ranges::sort(row);
    has_equal_pairs = has_equal_pairs || std::ranges::adjacent_find(row) != row.end();
  }
  if (!has_equal_pairs) return true;
  shard_.multiplicities = words32(shard_.n_edges);
  if (is_missing(shard_.multiplicities, shard_.n_edges)) return false;
  auto* multiplicities = shard_.multiplicities.as<std::uint32_t>();
  for (std::size_t source = 0; source + 1 < begins_.size(); ++source) {
    for (std::uint64_t edge = begins_[source] + 1; edge < begins_[source + 1]; ++edge) {
      if (targets[edge] == targets[edge - 1]) multiplicities[edge] = multiplicities[edge - 1] + 1;
    }
  }
  return true;
}

bool sort_by_delay(Shard& shard, std::span<const std::int32_t> delays, std::size_t delay) {
  const auto n_sources = static_cast<std::uint32_t>(shard.begins.n_bytes() / 8 - 1);
  const std::size_t n_delays = delays.size();
  const std::uint64_t n_segments = std::uint64_t{n_sources} * (n_delays + 1);
  if (shard.n_edges > std::numeric_limits<std::uint32_t>::max()) return false;
  shard.segments = words32(n_segments);
  if (is_missing(shard.segments, n_segments)) return false;
  const std::int32_t lowest = delays.front();
  std::vector<std::uint32_t> slot_of(static_cast<std::size_t>(delays.back() - lowest) + 1);
  for (std::size_t slot = 0; slot < n_delays; ++slot) {
    slot_of[static_cast<std::size_t>(delays[slot] - lowest)] = static_cast<std::uint32_t>(slot);
  }
  const auto* of_edge = reinterpret_cast<const std::int32_t*>(shard.columns[delay].block(0));
  std::vector<std::uint32_t> before;
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> next;
  std::vector<std::byte> scratch;
  for (std::uint32_t source = 0; source < n_sources; ++source) {
    const auto [begin, end] = shard.row(source);
    const auto n_row = static_cast<std::size_t>(end - begin);
    const auto slot_at = [&, first = begin](std::size_t i) {
      return slot_of[static_cast<std::size_t>(of_edge[first + i] - lowest)];
    };
    next.assign(n_delays, 0);
    for (std::size_t i = 0; i < n_row; ++i)
      ++next[slot_at(i)];
    auto* segments = shard.segments.as<std::uint32_t>() + std::size_t{source} * (n_delays + 1);
    std::uint32_t n_before = 0;
    for (std::size_t slot = 0; slot < n_delays; ++slot) {
      segments[slot] = static_cast<std::uint32_t>(begin) + n_before;
      n_before += std::exchange(next[slot], n_before);
    }
    segments[n_delays] = static_cast<std::uint32_t>(end);
    order.resize(n_row);
    order_by_target(shard, begin, n_row, before);
    for (const std::uint32_t i : before)
      order[next[slot_at(i)]++] = i;
    constexpr std::size_t kWord = sizeof(std::uint32_t);
    permute(shard.targets.data() + begin * sizeof(Target), sizeof(Target), order, scratch);
    if (shard.multiplicities.data() != nullptr) {
      permute(shard.multiplicities.data() + begin * kWord, kWord, order, scratch);
    }
    for (const Column& column : shard.columns) {
      const std::size_t width = bytes_of(column.type);
      for (std::uint64_t block = 0; block < column.length; ++block) {
        permute(column.block(block) + begin * width, width, order, scratch);
      }
    }
  }
  return true;
}

bool index_by_target(Shard& shard, std::span<const std::int32_t> delays, std::size_t column) {
  const CellRange here = shard.targets_here;
  const std::size_t n_delays = std::max<std::size_t>(delays.size(), 1);
  const std::uint64_t n_begins = n_delays * here.size() + 1;
  shard.by_target = Buffer(shard.n_edges * sizeof(std::uint64_t));
  shard.target_begins = Buffer(n_begins * sizeof(std::uint64_t));
  shard.sources = words32(shard.n_edges);
  if (shard.target_begins.data() == nullptr || is_missing(shard.by_target, shard.n_edges) ||
      is_missing(shard.sources, shard.n_edges)) {
    return false;
  }
  const auto* targets = shard.targets.as<Target>();
  const auto* of_edge = n_delays == 1
                            ? nullptr
                            : reinterpret_cast<const std::int32_t*>(shard.columns[column].block(0));
  const auto place_of = [&](std::uint64_t edge) {
    const std::uint64_t target = targets[edge];
    if (of_edge == nullptr) return target;
    const auto delay = std::ranges::lower_bound(delays, of_edge[edge]);
    return static_cast<std::uint64_t>(delay - delays.begin()) * here.size() + target;
  };
  auto* begins = shard.target_begins.as<std::uint64_t>();
  for (std::uint64_t edge = 0; edge < shard.n_edges; ++edge)
    ++begins[place_of(edge) + 1];
  for (std::uint64_t i = 1; i < n_begins; ++i)
    begins[i] += begins[i - 1];
  std::vector<std::uint64_t> next(begins, begins + n_begins - 1);
  auto* by_target = shard.by_target.as<std::uint64_t>();
  auto* sources = shard.sources.as<std::uint32_t>();
  const auto n_sources = static_cast<std::uint32_t>(shard.begins.n_bytes() / 8 - 1);
  for (std::uint32_t source = 0; source < n_sources; ++source) {
    const auto [begin, end] = shard.row(source);
    for (std::uint64_t edge = begin; edge < end; ++edge) {
      sources[edge] = source;
      by_target[next[place_of(edge)]++] = edge;
    }
  }
  return true;
}

}  // namespace snn::state
