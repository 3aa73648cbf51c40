#include "runtime/host/measures_read.h"

#include <utility>
#include <variant>

namespace snn::host {

using blueprint::At;
using blueprint::Axis;
using blueprint::Broadcast;
using blueprint::Change;
using blueprint::Expect;
using blueprint::Expression;
using blueprint::MeasureId;
using blueprint::MeasureRead;
using blueprint::Record;
using blueprint::Repeat;
using blueprint::Run;
using blueprint::RunUntil;
using blueprint::Script;
using blueprint::Step;
using blueprint::Sweep;

namespace {

class Collect {
 public:
  void operator()(const Run& run) { add(run.duration); }
  void operator()(const RunUntil& run) { add(run.condition); }
  void operator()(const Record& record) {
    if (record.every) add(*record.every);
  }
  void operator()(const Change& /*change*/) {}
  void operator()(const Broadcast& broadcast) { add(broadcast.value); }
  void operator()(const At& at) { add(at.time); }
  void operator()(const Sweep& sweep) {
    for (const Axis& axis : sweep.axes) {
      add(axis.begin);
      add(axis.end);
      add(axis.step);
      for (const Expression& value : axis.values)
        add(value);
    }
  }
  void operator()(const Repeat& repeat) { add(repeat.count); }
  void operator()(const Expect& expect) {
    add(expect.value);
    add(expect.low);
    add(expect.high);
  }

  [[nodiscard]] std::set<MeasureId> take() { return std::move(found_); }

 private:
  void add(const Expression& expression) {
    for (const MeasureRead& read : expression.measures)
      found_.insert(read.measure);
  }

  std::set<MeasureId> found_;
};

}  // namespace

std::set<MeasureId> measures_read(const Script& script) {
  Collect collect;
  for (const Step& step : script.steps)
    std::visit(collect, step.what);
  return collect.take();
}

}  // namespace snn::host
