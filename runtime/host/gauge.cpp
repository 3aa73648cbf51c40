#include "runtime/host/gauge.h"

#include "runtime/measure/psd.h"
#include "runtime/measure/reduce.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::Cells;
using blueprint::Field;
using blueprint::Measure;
using blueprint::MeasureKind;
using blueprint::Place;
using blueprint::Reduction;
using blueprint::Slice;
using exec::Engine;
using measure::CellSet;
using measure::Part;
using status::Code;
using status::Result;
using status::Status;

namespace {

constexpr double kPerHz = 1000;  // internal frequencies are in 1/ms

std::string whole(double number) {
  return std::to_string(static_cast<std::int64_t>(number));
}

Status out_of_range(const std::string& name, double begin, double end, std::uint64_t size) {
  return status::failure(Code::Input, "`" + name + "[" + whole(begin) + ".." + whole(end) +
                                          "]` reaches beyond the population, which has " +
                                          std::to_string(size) + " cells");
}

struct Ends {
  double begin = 0;
  double end = 0;
  double step = 1;
};

Result<Part> part_of(blueprint::PopulationId population, const std::string& name,
                     std::uint64_t size, const Ends& ends) {
  if (!(ends.begin >= 0 && ends.begin <= ends.end && ends.end <= static_cast<double>(size)))
    return out_of_range(name, ends.begin, ends.end, size);
  if (!(ends.step >= 1))
    return status::failure(Code::Input, "a slice of `" + name + "` needs a step of at least 1");
  return Part{population, static_cast<std::uint64_t>(ends.begin),
              static_cast<std::uint64_t>(ends.end), static_cast<std::uint64_t>(ends.step)};
}

}  // namespace

Result<CellSet> resolve(const Blueprint& blueprint, const Engine& engine,
                        const std::vector<Cells>& cells) {
  std::vector<Part> parts;
  for (const Cells& some : cells) {
    const std::uint64_t size = engine.size(some.population);
    const auto number = [&engine](blueprint::GlobalId id, double otherwise) {
      return exists(id) ? engine.global(id) : otherwise;
    };
    const std::string& name = blueprint.populations[some.population].name;
    const Slice& slice = some.slice;
    // Of a sheet: rows, and in each of them these cells.
    const bool is_sheet = exists(slice.row_length);
    const auto row_length = static_cast<std::uint64_t>(number(slice.row_length, 1));
    const Result<Part> first =
        part_of(some.population, name, is_sheet ? size / row_length : size,
                {number(slice.begin, 0),
                 number(slice.end, static_cast<double>(is_sheet ? size / row_length : size)),
                 number(slice.step, 1)});
    if (!first) return first.status();
    if (!is_sheet) {
      parts.push_back(*first);
      continue;
    }
    const Result<Part> columns = part_of(
        some.population, name, row_length,
        {number(slice.column_begin, 0), number(slice.column_end, static_cast<double>(row_length)),
         number(slice.column_step, 1)});
    if (!columns) return columns.status();
    for (std::uint64_t row = first->begin; row < first->end; row += first->step) {
      parts.push_back({some.population, row * row_length + columns->begin,
                       row * row_length + columns->end, columns->step});
    }
  }
  return CellSet(std::move(parts));
}

Result<std::unique_ptr<Gauge>> Gauge::make(const Blueprint& blueprint, const Engine& engine,
                                           blueprint::MeasureId id) {
  const Measure& measure = blueprint.measures[id];
  if (measure.kind == MeasureKind::Prc) {
    return status::failure(Code::Input, "`" + measure.name +
                                            "` takes runs of its own, after which nothing is left "
                                            "to record; read it in an `expect`");
  }
  const double dt = engine.global(blueprint.dt);
  std::unique_ptr<Gauge> gauge(new Gauge(blueprint, measure, dt));
  Result<CellSet> cells = resolve(blueprint, engine, measure.of);
  if (!cells) return cells.status();
  gauge->cells_ = std::move(*cells);
  Result<CellSet> with = resolve(blueprint, engine, measure.with);
  if (!with) return with.status();
  gauge->with_ = std::move(*with);
  gauge->observer_ = measure::make_observer({.kind = measure.kind,
                                             .reduction = measure.reduction,
                                             .of = gauge->cells_,
                                             .with = gauge->with_,
                                             .dt = dt});
  return gauge;
}

void Gauge::begin(const Engine& engine) {
  samples_.clear();
  if (observer_) observer_->begin(engine.step());
}

void Gauge::observe(const Engine& engine) {
  if (measure_->kind == MeasureKind::Psd)
    samples_.push_back(measure::reduce(Reduction::Mean, values(engine)));
  if (!observer_) return;
  fired_.clear();
  for (std::size_t part = 0; part < cells_.parts().size(); ++part)
    cells_.select(part, engine.fired(cells_.parts()[part].population), fired_);
  const std::size_t n_of = fired_.size();
  for (std::size_t part = 0; part < with_.parts().size(); ++part)
    with_.select(part, engine.fired(with_.parts()[part].population), fired_);
  for (std::size_t k = n_of; k < fired_.size(); ++k)
    fired_[k] += static_cast<measure::Position>(cells_.size());
  observer_->observe(engine.step(), fired_);
}

double Gauge::value(const Engine& engine) const {
  if (observer_) return observer_->value(engine.step());
  if (measure_->kind == MeasureKind::Psd)
    return measure::reduce(measure_->reduction, measure::power_spectrum(samples_, dt_).density);
  return measure::reduce(measure_->reduction, values(engine));
}

bool Gauge::is_of_cells() const {
  return blueprint_->fields[measure_->field].place == Place::Cell;
}

// Of an array: which elements are meant.
std::vector<std::uint32_t> Gauge::elements() const {
  if (measure_->element != blueprint::kNone) return {measure_->element};
  std::vector<std::uint32_t> all(blueprint_->fields[measure_->field].length);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

std::vector<double> Gauge::values(const Engine& engine) const {
  if (!exists(measure_->field)) {
    if (!exists(measure_->amount)) return {};
    return {engine.global(measure_->amount)};
  }
  const Field& field = blueprint_->fields[measure_->field];
  std::vector<double> values;
  for (const std::uint32_t at : elements()) {
    if (field.place == Place::Edge) {
      const std::vector<double> of_edges = engine.edge_values(measure_->field, at);
      values.insert(values.end(), of_edges.begin(), of_edges.end());
    } else if (is_of_cells()) {
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        const auto position = static_cast<measure::Position>(i);
        values.push_back(engine.cell(measure_->field, cells_.cell(position).second, at));
      }
    } else {
      for (std::uint64_t i = 0; i < engine.n_elements(measure_->field); ++i)
        values.push_back(engine.cell(measure_->field, i, at));
    }
  }
  return values;
}

recording::Column Gauge::column(const Engine& engine) const {
  recording::Column column{
      .name = measure_->name, .unit = measure_->unit.spelling, .kind = recording::ColumnKind::Real};
  if (measure_->kind == MeasureKind::SpikeCount && measure_->reduction == Reduction::None)
    column.kind = recording::ColumnKind::Whole;
  const bool is_of_elements = measure_->kind == MeasureKind::Value && exists(measure_->field) &&
                              measure_->reduction == Reduction::None;
  if (!is_of_elements) return column;
  const Field& field = blueprint_->fields[measure_->field];
  exec::EdgeTable edges;
  if (field.place == Place::Edge) edges = engine.edges(field.projection);
  column.name = field.name;
  const std::vector<std::uint32_t> recorded = elements();
  const std::size_t n = values(engine).size() / std::max<std::size_t>(recorded.size(), 1);
  for (const std::uint32_t at : recorded) {
    for (std::size_t i = 0; i < n; ++i) {
      std::string name = field.name + '[';
      if (field.place == Place::Edge) {
        name += std::to_string(edges.sources[i]) + "->" + std::to_string(edges.targets[i]);
      } else if (is_of_cells()) {
        name += std::to_string(cells_.cell(static_cast<measure::Position>(i)).second);
      } else {
        name += std::to_string(i);
      }
      name += ']';
      if (field.length > 1) name += '[' + std::to_string(at) + ']';
      column.elements.push_back(std::move(name));
    }
  }
  return column;
}

void Gauge::append(const Engine& engine, std::vector<double>& row) const {
  if (measure_->kind == MeasureKind::Value && measure_->reduction == Reduction::None) {
    for (const double value : values(engine))
      row.push_back(value / measure_->unit.factor);
    return;
  }
  row.push_back(value(engine) / measure_->unit.factor);
}

void Gauge::append_spectrum(std::vector<double>& rows, const std::vector<double>& leading) const {
  const measure::Spectrum spectrum = measure::power_spectrum(samples_, dt_);
  for (std::size_t k = 0; k < spectrum.density.size(); ++k) {
    rows.insert(rows.end(), leading.begin(), leading.end());
    rows.push_back(spectrum.frequencies[k] * kPerHz);
    rows.push_back(spectrum.density[k] / measure_->unit.factor);
  }
}

}  // namespace snn::host
