#include "runtime/host/evaluate.h"

#include <cmath>
#include <string>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::CellRead;
using exec::Engine;
using status::Status;

namespace {

Status read_cell(const Blueprint& blueprint, Engine& engine, const CellRead& read) {
  const double index = engine.global(read.cell);
  const std::uint64_t n = engine.n_elements(read.field);
  if (!(index >= 0 && index < static_cast<double>(n) && index == std::floor(index))) {
    const std::string number = std::to_string(static_cast<std::int64_t>(index));
    return status::failure(status::Code::Input, "`" + blueprint.fields[read.field].name +
                                                    "` has no cell " + number + "; it has " +
                                                    std::to_string(n) + " cells, from 0");
  }
  if (read.element >= blueprint.fields[read.field].length) {
    return status::failure(status::Code::Input,
                           "`" + blueprint.fields[read.field].name + "` has no element " +
                               std::to_string(read.element) + "; it has " +
                               std::to_string(blueprint.fields[read.field].length) + ", from 0");
  }
  engine.set_global(read.result,
                    engine.cell(read.field, static_cast<std::uint64_t>(index), read.element));
  return status::ok();
}

}  // namespace

status::Result<double> evaluate(const Blueprint& blueprint, Engine& engine,
                                const blueprint::Expression& expression, const ReadMeasure& read) {
  if (exists(expression.prepare)) {
    if (Status status = engine.run_kernel(expression.prepare); !status) return status;
  }
  for (const CellRead& cell : expression.cells) {
    if (Status status = read_cell(blueprint, engine, cell); !status) return status;
  }
  for (const blueprint::MeasureRead& measure : expression.measures)
    engine.set_global(measure.result, read(measure.measure));
  if (exists(expression.kernel)) {
    if (Status status = engine.run_kernel(expression.kernel); !status) return status;
  }
  return engine.global(expression.result);
}

}  // namespace snn::host
