#include "runtime/events/spike_log.h"

#include "runtime/state/column.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace snn::events {

SpikeLog::SpikeLog(std::uint64_t n_cells, std::size_t n_parts, std::size_t n_groups,
                   std::uint64_t n_steps)
    : n_cells_(n_cells),
      stride_(state::whole_blocks(n_cells)),
      n_steps_(n_steps),
      n_in_group_(n_parts / n_groups),
      parts_(n_parts),
      ids_(bytes_for(n_cells, n_steps)) {
  for (std::size_t part = 0; part < n_parts; ++part) {
    parts_[part].cells = state::part_of(n_cells, n_parts, part);
    const auto begin = static_cast<std::uint32_t>(parts_[part].cells.begin);
    parts_[part].stretches.assign(state::whole_blocks(n_steps), {begin, begin});
  }
}

std::uint64_t SpikeLog::bytes_for(std::uint64_t n_cells, std::uint64_t n_steps) {
  return state::whole_blocks(n_cells) * n_steps * sizeof(std::uint32_t);
}

void SpikeLog::collect(std::int64_t step, std::size_t part, const std::uint8_t* marks) {
  const std::uint64_t slot = static_cast<std::uint64_t>(step) % n_steps_;
  const state::CellRange cells = parts_[part].cells;
  const std::uint32_t begin = part % n_in_group_ == 0 ? static_cast<std::uint32_t>(cells.begin)
                                                      : parts_[part - 1].stretches[slot].end;
  const std::uint32_t n = gather_marked(marks, cells.begin, cells.end, row(slot) + begin);
  parts_[part].stretches[slot] = {begin, begin + n};
}

void SpikeLog::continue_from(const SpikeLog& older, std::int64_t last) {
  const auto n_kept = static_cast<std::int64_t>(older.n_steps_);
  for (std::int64_t step = std::max<std::int64_t>(0, last - n_kept + 1); step <= last; ++step) {
    const std::uint64_t slot = static_cast<std::uint64_t>(step) % n_steps_;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      parts_[part].stretches[slot] =
          older.parts_[part].stretches[static_cast<std::uint64_t>(step) % older.n_steps_];
      const auto spikes = older.of(step, part);
      std::ranges::copy(spikes, row(slot) + parts_[part].stretches[slot].begin);
    }
  }
}

std::uint32_t gather_marked(const std::uint8_t* marks, std::uint64_t begin, std::uint64_t end,
                            std::uint32_t* ids) {
  // Few cells spike in a step, so most words of eight marks are 0 and most lines of 64 too.
  std::uint32_t n = 0;
  const auto look = [&](std::uint64_t from, std::uint64_t to) {
    for (std::uint64_t cell = from; cell < to; ++cell) {
      ids[n] = static_cast<std::uint32_t>(cell);
      n += marks[cell] != 0 ? 1 : 0;
    }
  };
  std::uint64_t at = begin;
  for (; at + state::kBlock <= end; at += state::kBlock) {
    std::array<std::uint64_t, 8> words{};
    std::memcpy(words.data(), marks + at, sizeof(words));
    std::uint64_t any = 0;
    for (const std::uint64_t word : words)
      any |= word;
    if (any == 0) continue;
    for (std::uint64_t i = 0; i < words.size(); ++i) {
      if (words[i] != 0) look(at + i * 8, at + i * 8 + 8);
    }
  }
  look(at, end);
  return n;
}

}  // namespace snn::events
