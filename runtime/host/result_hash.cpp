#include "runtime/host/result_hash.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

// All of it in this file, so that a simulator needs no library of the machine it runs on.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace snn::host {

using blueprint::Field;
using blueprint::FieldId;
using blueprint::FieldRole;
using blueprint::Place;

struct Digest::State {
  XXH3_state_t state;
};

Digest::Digest() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(&state_->state);
}
Digest::~Digest() = default;

void Digest::add(std::span<const std::byte> bytes) {
  XXH3_128bits_update(&state_->state, bytes.data(), bytes.size());
}

void Digest::add(std::uint64_t number) {
  std::array<std::byte, sizeof(number)> bytes;
  for (std::size_t k = 0; k < bytes.size(); ++k)
    bytes[k] = static_cast<std::byte>(number >> (8 * k));
  add(bytes);
}

void Digest::add(double number) {
  if (std::isnan(number)) number = std::numeric_limits<double>::quiet_NaN();
  add(std::bit_cast<std::uint64_t>(number));
}

std::string Digest::text() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(&state_->state);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4)
      text += kDigits[(half >> static_cast<unsigned>(shift)) & 15U];
  }
  return text;
}

ResultHash::ResultHash(const blueprint::Blueprint& blueprint) : blueprint_(&blueprint) {}

void ResultHash::observe(const exec::Engine& engine) {
  const auto step = static_cast<std::uint64_t>(engine.step());
  for (std::size_t p = 0; p < blueprint_->populations.size(); ++p) {
    for (const std::uint32_t cell : engine.fired(static_cast<blueprint::PopulationId>(p))) {
      spikes_.add(step);
      spikes_.add(std::uint64_t{p} << 32U | cell);
    }
  }
}

std::string ResultHash::finish(const exec::Engine& engine) {
  Digest all;
  const auto add_text = [&all](const std::string& text) {
    all.add(std::as_bytes(std::span(text)));
  };
  add_text(spikes_.text());
  Digest states;
  Digest edges;
  for (std::size_t f = 0; f < blueprint_->fields.size(); ++f) {
    const auto id = static_cast<FieldId>(f);
    const Field& field = blueprint_->fields[id];
    if (field.role != FieldRole::State) continue;
    for (std::uint32_t at = 0; at < field.length; ++at) {
      if (field.place == Place::Cell) {
        const std::uint64_t n = engine.n_elements(id);
        for (std::uint64_t i = 0; i < n; ++i)
          states.add(engine.cell(id, i, at));
      } else if (field.place == Place::Edge) {
        for (const double value : engine.edge_values(id, at))
          edges.add(value);
      }
    }
  }
  add_text(states.text());
  add_text(edges.text());
  return all.text();
}

}  // namespace snn::host
