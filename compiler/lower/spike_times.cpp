#include "compiler/lower/spike_times.h"

#include "compiler/lower/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace snn::lower {

using ir::Frame;
using ir::Op;

namespace {

// The number of the step that ends nearest to a time, the first being 1.
ValueId step_of(Numbers& numbers, ir::Builder& b, ValueId time) {
  const ValueId steps = b.op(Op::Div, {time, b.load_global(numbers.dt())});
  const ValueId whole = b.convert(b.op(Op::Round, {steps}), Type::I64);
  return b.op(Op::Max, {whole, b.constant_int(Type::I64, 1)});
}

ValueId this_step(ir::Builder& b) {
  return b.op(Op::Add, {b.step_number(), b.constant_int(Type::I64, 1)});
}

/// Spike times by cell, then by time, and where those of each cell begin.
struct SpikeTable {
  std::vector<double> times;
  std::vector<double> begins;  // by cell, and one more; empty: all cells have all times
};

SpikeTable table_of(const network::DataFile& file, const network::Drive& drive) {
  const std::size_t n_columns = file.shape.size() > 1 ? file.shape[1] : 1;
  std::vector<std::pair<double, double>> spikes;
  for (std::size_t row = 0; row < file.shape[0]; ++row) {
    const double* fields = &file.values[row * n_columns];
    spikes.emplace_back(drive.cells ? fields[*drive.cells] : 0,
                        fields[drive.numbers.index] * drive.numbers.factor);
  }
  std::ranges::sort(spikes);
  SpikeTable table;
  for (const auto& [cell, time] : spikes) {
    while (drive.cells && static_cast<double>(table.begins.size()) <= cell)
      table.begins.push_back(static_cast<double>(table.times.size()));
    table.times.push_back(time);
  }
  // Cells behind the last that has spikes begin where the list ends.
  if (drive.cells) table.begins.push_back(static_cast<double>(table.times.size()));
  return table;
}

/// The part of a spike table that is one cell's.
class CellSpikes {
 public:
  CellSpikes(Workspace& work, const network::Drive& drive) {
    SpikeTable table = table_of(work.network.files[drive.file], drive);
    n_ = static_cast<std::int64_t>(table.times.size());
    const std::string& path = work.network.files[drive.file].path;
    times_ = work.blueprint().data.add({.path = path, .values = std::move(table.times)});
    if (!table.begins.empty())
      begins_ = work.blueprint().data.add({.path = path, .values = std::move(table.begins)});
  }

  [[nodiscard]] ValueId begin(ir::Builder& b) const { return bound(b, 0, 0); }
  [[nodiscard]] ValueId end(ir::Builder& b) const { return bound(b, 1, n_); }
  [[nodiscard]] ValueId time(ir::Builder& b, ValueId at) const { return b.load_data(times_, at); }
  [[nodiscard]] std::int64_t size() const { return n_; }

 private:
  [[nodiscard]] ValueId bound(ir::Builder& b, std::int64_t offset, std::int64_t otherwise) const {
    if (!blueprint::exists(begins_)) return b.constant_int(Type::I64, otherwise);
    const ValueId cell = b.op(Op::Add, {b.index(Frame::Self), b.constant_int(Type::I64, offset)});
    return b.convert(b.load_data(begins_, cell), Type::I64);
  }

  DataId times_ = DataId::none;
  DataId begins_ = DataId::none;
  std::int64_t n_ = 0;
};

}  // namespace

ValueId count_listed_spikes(Workspace& work, Numbers& numbers, Expressions& here,
                            network::InstanceId in, ExprId times) {
  ir::Builder& b = here.builder();
  const ValueId step = this_step(b);
  ValueId count = b.constant_int(Type::I64, 0);
  for (std::size_t k = 0; k < n_elements(work, in, times); ++k) {
    const ValueId time = b.convert(element(work, in, here, times, k), Type::F64);
    const ValueId is_now = b.op(Op::Eq, {step_of(numbers, b, time), step});
    count = b.op(Op::Add, {count, b.convert(is_now, Type::I64)});
  }
  return here.to_real(count);
}

ValueId count_spikes_of_file(Workspace& work, Numbers& numbers, Expressions& here,
                             const network::Drive& drive) {
  const CellRow& row = work.cells[drive.target.cells.population];
  const CellSpikes spikes(work, drive);
  const FieldId next = work.add_field({.name = drive.path + " next spike",
                                       .type = Type::I64,
                                       .role = blueprint::FieldRole::State,
                                       .population = row.id});
  const KernelId init = work.add_kernel(drive.path + " init", blueprint::Domain::EachCell, row.id);
  work.blueprint().schedule.init.push_back(blueprint::Launch{init});
  ir::Builder at_start(work.program, init);
  at_start.store({Frame::Self, next}, spikes.begin(at_start));

  ir::Builder& b = here.builder();
  const ValueId step = this_step(b);
  const ValueId end = spikes.end(b);
  const ValueId start[] = {b.load({Frame::Self, next}), b.constant_int(Type::I64, 0)};
  // What lies in the past was due before the drive began.
  const auto passed = b.loop(spikes.size() + 1, start, [&](std::span<const ValueId> carried) {
    const ValueId due = step_of(numbers, b, spikes.time(b, carried[0]));
    const ValueId goes_on =
        b.op(Op::And, {b.op(Op::Lt, {carried[0], end}), b.op(Op::Le, {due, step})});
    const ValueId is_now = b.op(Op::And, {goes_on, b.op(Op::Eq, {due, step})});
    return std::vector{goes_on, b.op(Op::Add, {carried[0], b.convert(goes_on, Type::I64)}),
                       b.op(Op::Add, {carried[1], b.convert(is_now, Type::I64)})};
  });
  b.store({Frame::Self, next}, passed[0]);
  return here.to_real(passed[1]);
}

}  // namespace snn::lower
