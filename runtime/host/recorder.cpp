#include "runtime/host/recorder.h"

#include <algorithm>
#include <string>
#include <utility>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::MeasureKind;
using exec::Engine;
using recording::Column;
using recording::ColumnKind;
using recording::Table;
using status::Code;
using status::Result;
using status::Status;

namespace {

// Rows go to the writer's thread in parcels of about this many numbers.
constexpr std::size_t kParcel = std::size_t{1} << 14U;

bool is_kind(const std::vector<std::unique_ptr<Gauge>>& gauges, MeasureKind kind) {
  return std::any_of(gauges.begin(), gauges.end(), [kind](const std::unique_ptr<Gauge>& gauge) {
    return gauge->measure().kind == kind;
  });
}

// A part of a sheet is several parts of one population.
bool is_of_several(const std::vector<measure::Part>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const measure::Part& part) {
    return part.population != parts.front().population;
  });
}

}  // namespace

Result<std::unique_ptr<Recorder>> Recorder::make(const Blueprint& blueprint, const Engine& engine,
                                                 const What& what,
                                                 const std::vector<Variable>& variables,
                                                 const recording::Origin& origin,
                                                 ResultFiles& files) {
  std::unique_ptr<Recorder> recorder(new Recorder(files));
  recorder->blueprint_ = &blueprint;
  recorder->every_ = what.every;
  for (const blueprint::MeasureId id : what.measures) {
    Result<std::unique_ptr<Gauge>> gauge = Gauge::make(blueprint, engine, id);
    if (!gauge) return gauge.status();
    recorder->gauges_.push_back(std::move(*gauge));
  }
  recorder->is_spikes_ = is_kind(recorder->gauges_, MeasureKind::Spikes);
  recorder->is_spectrum_ = is_kind(recorder->gauges_, MeasureKind::Psd);
  if ((recorder->is_spikes_ || recorder->is_spectrum_) && what.measures.size() > 1) {
    return status::failure(Code::Input, "`" + what.file +
                                            "` cannot hold spikes or spectra beside other "
                                            "recordings; give them a file of their own");
  }
  for (const Variable& variable : variables)
    recorder->leading_.push_back(variable.value);
  for (const std::unique_ptr<Gauge>& gauge : recorder->gauges_)
    gauge->begin(engine);

  const Table table = recorder->table(engine, variables);
  std::vector<double> row;
  if (!recorder->is_spikes_ && !recorder->is_spectrum_) {
    for (const std::unique_ptr<Gauge>& gauge : recorder->gauges_)
      gauge->append(engine, row);
    if (row.size() + variables.size() + 1 != table.width())
      return status::failure(Code::Input, "there is nothing to record in `" + table.title + "`");
  }
  Result<ResultFiles::FileId> file = files.open(what.owner, what.file, origin, table);
  if (!file) return file.status();
  recorder->file_ = *file;
  return recorder;
}

Table Recorder::table(const Engine& engine, const std::vector<Variable>& variables) const {
  Table table;
  for (const Variable& variable : variables)
    table.columns.push_back({.name = variable.name, .unit = variable.unit});
  for (const std::unique_ptr<Gauge>& gauge : gauges_)
    table.title += (table.title.empty() ? "" : ", ") + gauge->measure().name;
  if (is_spectrum_) {
    table.columns.push_back({.name = "frequency_Hz", .unit = "Hz"});
    table.columns.push_back(gauges_.front()->column(engine));
    return table;
  }
  table.columns.push_back({.name = "time_ms", .unit = "ms", .kind = ColumnKind::Time});
  if (!is_spikes_) {
    for (const std::unique_ptr<Gauge>& gauge : gauges_)
      table.columns.push_back(gauge->column(engine));
    return table;
  }
  const std::vector<measure::Part>& parts = gauges_.front()->cells().parts();
  if (is_of_several(parts)) {
    Column population{.name = "population", .unit = "", .kind = ColumnKind::Label};
    for (const measure::Part& part : parts)
      population.labels.push_back(blueprint_->populations[part.population].name);
    table.columns.push_back(std::move(population));
  }
  table.columns.push_back({.name = "cell", .unit = "", .kind = ColumnKind::Whole});
  return table;
}

void Recorder::begin_run(const Engine& engine) {
  if (every_ != 0) return;
  for (const std::unique_ptr<Gauge>& gauge : gauges_)
    gauge->begin(engine);
}

Status Recorder::observe(const Engine& engine) {
  if (is_spikes_) {
    take_spikes(engine);
  } else {
    for (const std::unique_ptr<Gauge>& gauge : gauges_)
      gauge->observe(engine);
    if (every_ > 0 && !is_spectrum_ && engine.step() % every_ == 0) {
      take_row(engine);
      for (const std::unique_ptr<Gauge>& gauge : gauges_)
        gauge->begin(engine);
    }
  }
  return rows_.size() < kParcel ? status::ok() : flush();
}

void Recorder::take_spikes(const Engine& engine) {
  Gauge& gauge = *gauges_.front();
  const bool names_part = is_of_several(gauge.cells().parts());
  gauge.each_spike(engine, [&](std::size_t part, std::uint64_t cell) {
    rows_.insert(rows_.end(), leading_.begin(), leading_.end());
    rows_.push_back(engine.time());
    if (names_part) rows_.push_back(static_cast<double>(part));
    rows_.push_back(static_cast<double>(cell));
  });
}

void Recorder::take_row(const Engine& engine) {
  rows_.insert(rows_.end(), leading_.begin(), leading_.end());
  rows_.push_back(engine.time());
  for (const std::unique_ptr<Gauge>& gauge : gauges_)
    gauge->append(engine, rows_);
}

void Recorder::end_run(const Engine& engine) {
  if (is_spikes_ || every_ > 0) return;
  if (is_spectrum_) {
    gauges_.front()->append_spectrum(rows_, leading_);
  } else {
    take_row(engine);
  }
}

Status Recorder::flush() {
  if (rows_.empty()) return status::ok();
  return files_->write(file_, std::exchange(rows_, {}));
}

}  // namespace snn::host
