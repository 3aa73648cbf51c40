#pragma once
// The result hash: XXH3-128 over everything that a simulation did, independent of what is recorded
// and of the number of threads.

#include "runtime/exec/engine.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace snn::host {

/// Bytes in, 32 hexadecimal digits out.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::span<const std::byte> bytes);
  void add(std::uint64_t number);
  /// Every NaN is the same NaN.
  void add(double number);
  [[nodiscard]] std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Over spikes (step, population, cell) in that order, as they come; at the end the states of the
/// cells, then the states of the edges of each projection in canonical order.
class ResultHash {
 public:
  explicit ResultHash(const blueprint::Blueprint& blueprint);

  /// After each step.
  void observe(const exec::Engine& engine);
  [[nodiscard]] std::string finish(const exec::Engine& engine);

 private:
  const blueprint::Blueprint* blueprint_;  // not owned
  Digest spikes_;
};

}  // namespace snn::host
