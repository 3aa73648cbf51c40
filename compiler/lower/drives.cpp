#include "compiler/lower/drives.h"

#include "compiler/lower/cell_names.h"
#include "compiler/lower/nodes.h"
#include "compiler/lower/statements.h"

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
    const std::optional<ValueId> meant =
        is_among(numbers_, here_, drive_.target.cells, drive_.path);
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
    throw Unsupported(fmt::format("`{}`", model::info_of(drive_.process).name), drive_.span);
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
  const network::Drive& drive_;
  network::PopulationId population_;
  CellNames names_;
  KernelId kernel_;
  ir::Builder builder_;
  Expressions here_;
};

}  // namespace

std::optional<ValueId> is_among(Numbers& numbers, Expressions& here, const network::Cells& cells,
                                const std::string& name) {
  if (cells.slices.empty()) return std::nullopt;
  if (cells.slices.size() > 1) throw Unsupported("a part of a sheet", {});
  const network::Slice& slice = cells.slices.front();
  ir::Builder& b = here.builder();
  const ValueId cell = b.index(Frame::Self);
  const auto number = [&](const network::Value& value, const char* what) {
    return b.load_global(numbers.value(name + what, value, Type::I64));
  };
  const ValueId begin = number(slice.begin, " from");
  if (slice.is_single) return b.op(Op::Eq, {cell, begin});
  const ValueId end = number(slice.end, " to");
  ValueId meant = b.op(Op::And, {b.op(Op::Ge, {cell, begin}), b.op(Op::Lt, {cell, end})});
  if (!slice.step.is_given()) return meant;
  const ValueId phase = b.op(Op::Mod, {b.op(Op::Sub, {cell, begin}), number(slice.step, " by")});
  return b.op(Op::And, {meant, b.op(Op::Eq, {phase, b.constant_int(Type::I64, 0)})});
}

DriveKernel write_drive(Workspace& work, Numbers& numbers, network::DriveId id) {
  return DriveWriter(work, numbers, id).write();
}

}  // namespace snn::lower
