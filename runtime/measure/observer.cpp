#include "runtime/measure/observer.h"

#include "runtime/measure/correlation.h"
#include "runtime/measure/counts.h"
#include "runtime/measure/intervals.h"
#include "runtime/measure/synchrony.h"
#include "runtime/measure/times.h"

namespace snn::measure {

using blueprint::MeasureKind;

std::unique_ptr<Observer> make_observer(const Watch& watch) {
  const std::size_t n = watch.of.size();
  switch (watch.kind) {
    case MeasureKind::Rate:
      return std::make_unique<Counts>(n, watch.reduction, Counts::Of::Rate, watch.dt);
    case MeasureKind::SpikeCount:
      return std::make_unique<Counts>(n, watch.reduction, Counts::Of::Number, watch.dt);
    case MeasureKind::CvIsi:
      return std::make_unique<Intervals>(n, watch.reduction, Intervals::Of::Variation, watch.dt);
    case MeasureKind::Isi:
      return std::make_unique<Intervals>(n, watch.reduction, Intervals::Of::Length, watch.dt);
    case MeasureKind::Synchrony: return std::make_unique<Synchrony>(n, watch.dt);
    case MeasureKind::Correlation:
      return std::make_unique<Correlation>(watch.of, watch.with, watch.dt);
    case MeasureKind::FirstSpike:
      return std::make_unique<SpikeTimes>(n, watch.reduction, SpikeTimes::Of::First, watch.dt);
    case MeasureKind::LastSpike:
      return std::make_unique<SpikeTimes>(n, watch.reduction, SpikeTimes::Of::Last, watch.dt);
    case MeasureKind::Spikes:
    case MeasureKind::Value:
    case MeasureKind::Psd:
    case MeasureKind::Prc: return nullptr;
  }
  return nullptr;
}

}  // namespace snn::measure
