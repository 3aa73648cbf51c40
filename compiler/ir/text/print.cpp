#include "compiler/ir/text/print.h"

#include "compiler/ir/text/print_kernel.h"
#include "compiler/ir/text/print_rows.h"
#include "compiler/ir/type_names.h"
#include "compiler/support/check.h"

#include <fmt/format.h>

namespace snn::ir {
namespace {

template <class Id, class Row>
std::string print_table(std::string_view word, const blueprint::Table<Id, Row>& table,
                        const RowNames& names, RowPrinter& rows) {
  std::string text;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto id = static_cast<Id>(i);
    text += fmt::format("{} {} {}\n", word, names.of(id), rows.row(table[id]));
  }
  return text;
}

}  // namespace

std::string print(const Program& program) {
  const blueprint::Blueprint& all = program.blueprint;
  SNN_CHECK(all.kernels.size() == program.kernels.size(), "{} kernels have {} bodies",
            all.kernels.size(), program.kernels.size());
  const RowNames names(all);
  RowPrinter rows(names);
  std::string text = fmt::format("program {} {}\n", quoted(all.name), name_of(program.level));
  if (exists(all.dt)) text += fmt::format("dt {}\n", names.of(all.dt));
  if (exists(all.seed)) text += fmt::format("seed {}\n", names.of(all.seed));
  text += print_table("global", all.globals, names, rows);
  text += print_table("population", all.populations, names, rows);
  text += print_table("projection", all.projections, names, rows);
  text += print_table("field", all.fields, names, rows);
  text += print_table("data", all.data, names, rows);
  text += print_table("measure", all.measures, names, rows);
  for (std::size_t i = 0; i < program.kernels.size(); ++i)
    text += print_kernel(program, static_cast<KernelId>(i), names);
  if (all.schedule != blueprint::Schedule{}) {
    text += fmt::format("schedule {}\n", rows.value(all.schedule));
  }
  if (all.script != blueprint::Script{}) {
    text += fmt::format("script {}\n", rows.value(all.script));
  }
  return text;
}

std::string print_kernel(const Program& program, KernelId kernel) {
  return print_kernel(program, kernel, RowNames(program.blueprint));
}

}  // namespace snn::ir
