// snn dump --stage=STAGE FILE: what the compiler understood.
#include "compiler/ast/print.h"
#include "compiler/cli/commands.h"
#include "compiler/cli/exit_code.h"
#include "compiler/cli/inputs.h"
#include "compiler/cli/report.h"
#include "compiler/driver/networks.h"
#include "compiler/driver/programs.h"
#include "compiler/driver/solver_report.h"
#include "compiler/ir/text/print.h"
#include "compiler/model/print.h"

namespace snn::cli {
namespace {

void dump_ast(driver::Session& session, const std::string& file) {
  const std::optional<ast::File> tree = parse_input(session, file);
  if (tree) print(ast::print(*tree, session.sources()));
}

/// Of a program with mistakes there is no model to show.
void dump_model(driver::Session& session, const std::string& file) {
  const std::optional<driver::Checked> checked = check_input(session, file);
  if (!checked || !checked->is_sound) return;
  print(model::print(checked->model, [&](source::FileId id) { return session.is_users(id); }));
}

void dump_equations(driver::Session& session, const std::string& file) {
  std::optional<driver::Checked> checked = check_input(session, file);
  if (checked && checked->is_sound) print(driver::update_report(session, *checked));
}

void dump_networks(driver::Session& session, const DumpOptions& options) {
  const auto checked = check_input(session, options.read.files.front());
  if (checked && checked->is_sound)
    print(driver::print_networks(session, *checked,
                                 {.experiment = options.experiment, .n_bytes = options.n_bytes}));
}

/// As lowering gives it, or settled for a machine.
void dump_programs(driver::Session& session, const DumpOptions& options) {
  auto checked = check_input(session, options.read.files.front());
  if (!checked) return;
  const ir::Level level = options.stage == "ir" ? ir::Level::Ideal : ir::Level::Machine;
  for (const ir::Program& program :
       driver::compile(session, *checked, {.experiment = options.experiment, .level = level}))
    print(ir::print(program));
}

}  // namespace

int run_dump(const DumpOptions& options) {
  const source::DiskFileSystem disk;
  driver::Session session(disk, session_options(options.read));
  const std::string& file = options.read.files.front();
  if (options.stage == "model") {
    dump_model(session, file);
  } else if (options.stage == "equations") {
    dump_equations(session, file);
  } else if (options.stage == "ir" || options.stage == "machine") {
    dump_programs(session, options);
  } else if (options.stage == "network") {
    dump_networks(session, options);
  } else {
    dump_ast(session, file);
  }
  return report(session, options.report);
}

}  // namespace snn::cli
