#pragma once
// The contract of a measure of spikes: it is told in every step who fired, and has a value at any
// time. MEASURES.md defines the values.

#include "runtime/blueprint/script.h"
#include "runtime/measure/cells.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace snn::measure {

class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  /// A window begins after `step` steps; everything before is forgotten.
  virtual void begin(std::int64_t step) = 0;
  /// The step that ends as number `step`: the positions of the cells that fired, ascending within
  /// each part. Called for every step of the window.
  virtual void observe(std::int64_t step, std::span<const Position> fired) = 0;
  /// The measure over the window up to `now`, in internal units (times in ms).
  [[nodiscard]] virtual double value(std::int64_t now) const = 0;
};

struct Watch {
  blueprint::MeasureKind kind = blueprint::MeasureKind::Rate;
  blueprint::Reduction reduction = blueprint::Reduction::None;
  CellSet of;
  CellSet with;  // of a correlation between two sets; its positions follow those of `of`
  double dt = 0.1;
};

/// Null for measures that are not of spikes alone: `spikes` itself, values, psd, prc.
[[nodiscard]] std::unique_ptr<Observer> make_observer(const Watch& watch);

}  // namespace snn::measure
