#include "compiler/lower/drives.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/slices.h"
#include "compiler/lower/spike_times.h"
#include "compiler/lower/statements.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace snn::lower {

using ir::Frame;
using ir::Op;
using model::Intrinsic;

namespace {

class DriveWriter {
 public:
  DriveWriter(Workspace& work, Numbers& numbers, network::DriveId id)
      : work_(work),
        numbers_(numbers),
        id_(id),
        drive_(work.network.drives[id]),
        population_(drive_.target.cells.population),
        names_(work, numbers, population_),
        kernel_(
            work.add_kernel(drive_.path, blueprint::Domain::EachCell, work.cells[population_].id)),
        builder_(work.program, kernel_),
        here_(work.model, builder_, Type::Real, names_) {}

  DriveKernel write() {
    builder_.at(work_.location_of(drive_.span));
    names_.draw_from(drive_.path, drive_.stream.number);
    slice_ = slice_of(work_, numbers_, drive_.target.cells, drive_.path);
    std::optional<ValueId> meant = is_among(builder_, slice_);
    if (const auto late = work_.drive_begun.find(id_); late != work_.drive_begun.end()) {
      const ValueId has_begun = builder_.load_global(late->second);
      meant = meant ? builder_.op(Op::And, {*meant, has_begun}) : has_begun;
    }
    if (meant) {
      builder_.branch(
          *meant, [&] { return drive(), std::vector<ValueId>(); },
          [] { return std::vector<ValueId>(); });
    } else {
      drive();
    }
    return {kernel_, drive_.is_process && drive_.process != Intrinsic::Gaussian &&
                         drive_.process != Intrinsic::Samples};
  }

 private:
  void drive() {
    const CellRow& row = work_.cells[population_];
    const FieldRef input{Frame::Self, input_of(work_, drive_.target, drive_.target.port)};
    if (!drive_.is_process) {
      builder_.accumulate(input, value(drive_.value.value));
      return;
    }
    if (drive_.process == Intrinsic::Gaussian) {
      const ValueId drawn = here_.draw(Op::Normal, argument("mean"), argument("sd"), {});
      builder_.accumulate(input, drawn);
      return;
    }
    if (drive_.process == Intrinsic::Samples) {
      builder_.accumulate(input, sample());
      return;
    }
    const ValueId count = number_of_spikes();
    builder_.accumulate(input, builder_.op(Op::Mul, {count, weight()}));
    if (const auto counter = row.counts.find(drive_.target.port); counter != row.counts.end())
      builder_.accumulate({Frame::Self, counter->second}, builder_.convert(count, Type::I32));
  }

  ValueId number_of_spikes() {
    const ValueId dt = load_number(here_, numbers_.dt());
    if (drive_.process == Intrinsic::Poisson) {
      const ValueId rate = builder_.op(Op::Max, {argument("rate"), here_.number(0)});
      return builder_.op(Op::Poisson, {builder_.op(Op::Mul, {rate, dt})}, names_.stream({}));
    }
    if (drive_.process == Intrinsic::Regular) {
      const ValueId now = here_.to_real(builder_.time(Type::F64));
      const ValueId before = spikes_until(now);
      return builder_.op(Op::Sub, {spikes_until(builder_.op(Op::Add, {now, dt})), before});
    }
    SNN_CHECK(drive_.process == Intrinsic::SpikeList, "`{}` is no process",
              model::info_of(drive_.process).name);
    if (drive_.file.is_valid()) return count_spikes_of_file(work_, numbers_, here_, drive_);
    return count_listed_spikes(work_, numbers_, here_, drive_.instance, find("times")->value.expr);
  }

  // The row that holds at the beginning of the step; the last one goes on.
  ValueId sample() {
    if (!drive_.file.is_valid()) throw Unsupported("samples that come from no file", drive_.span);
    constexpr double kSlack = 1e-6;
    const DataId data = work_.table(drive_.file);
    const std::int64_t n_columns = work_.blueprint().data[data].n_columns;
    const auto n_rows = static_cast<std::int64_t>(work_.blueprint().data[data].n_rows());
    names_.look_in(drive_.instance);
    Expressions exact(work_.model, builder_, Type::F64, names_);
    const ValueId every = exact.to_real(exact.value(find("every")->value.expr));
    const ValueId intervals = builder_.op(Op::Div, {builder_.time(Type::F64), every});
    const ValueId row = builder_.convert(
        builder_.op(Op::Floor,
                    {builder_.op(Op::Add, {intervals, builder_.constant(Type::F64, kSlack)})}),
        Type::I64);
    const ValueId held = builder_.op(Op::Min, {row, builder_.constant_int(Type::I64, n_rows - 1)});
    ValueId at = builder_.op(Op::Mul, {held, builder_.constant_int(Type::I64, n_columns)});
    if (n_columns > 1) at = builder_.op(Op::Add, {at, place_among(builder_, slice_)});
    const ValueId number = builder_.load_data(data, at);
    return here_.to_real(
        builder_.op(Op::Mul, {number, builder_.constant(Type::F64, drive_.numbers.factor)}));
  }

  // Spikes at phase, phase + 1/rate, …: how many are not after a time. The slack keeps a spike that
  // falls on the grid in the step that ends with it.
  ValueId spikes_until(ValueId time) {
    constexpr double kSlack = 1e-6;
    const ValueId since = builder_.op(Op::Sub, {time, optional("phase", 0)});
    const ValueId periods = builder_.op(Op::Mul, {since, argument("rate")});
    const ValueId whole =
        builder_.op(Op::Floor, {builder_.op(Op::Add, {periods, here_.number(1 + kSlack)})});
    return builder_.op(Op::Max, {whole, here_.number(0)});
  }

  ValueId weight() { return optional("w", 1); }

  const network::Argument* find(std::string_view name) const {
    const auto found = std::ranges::find(drive_.arguments, name, &network::Argument::name);
    return found == drive_.arguments.end() ? nullptr : &*found;
  }
  ValueId argument(std::string_view name) { return value(find(name)->value); }
  ValueId optional(std::string_view name, double fallback) {
    const network::Argument* given = find(name);
    return given != nullptr && given->value.is_given() ? value(given->value)
                                                       : here_.number(fallback);
  }
  ValueId value(const network::Value& value) {
    names_.look_in(value.in);
    return here_.to_real(here_.value(value.expr));
  }

  Workspace& work_;
  Numbers& numbers_;
  network::DriveId id_;
  const network::Drive& drive_;
  blueprint::Slice slice_;
  network::PopulationId population_;
  CellNames names_;
  KernelId kernel_;
  ir::Builder builder_;
  Expressions here_;
};

}  // namespace

DriveKernel write_drive(Workspace& work, Numbers& numbers, network::DriveId id) {
  return DriveWriter(work, numbers, id).write();
}

}  // namespace snn::lower
