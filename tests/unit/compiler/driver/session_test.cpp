#include "compiler/driver/session.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace snn::driver {
namespace {

using Files = std::map<std::string, std::string>;

const std::string kRelay = "neuron Relay { input s: spike  on s { spike } }\n";

TEST_CASE("session: a good file gives a model") {
  const source::MemoryFileSystem files(Files{{"a.snn", kRelay}});
  Session session(files, {});
  const auto checked = session.check("a.snn");
  REQUIRE(checked.has_value());
  CHECK(checked->is_sound);
  CHECK(checked->tree.modules.size() > 1);
  CHECK_FALSE(checked->model.components.empty());
  CHECK(session.diagnostics().all().empty());
}

TEST_CASE("session: what could not be read is told once") {
  const source::MemoryFileSystem files(Files{{"a.snn", "neuron A { dx/dt = nonsense\n"}});
  Session session(files, {});
  const auto checked = session.check("a.snn");
  REQUIRE(checked.has_value());
  CHECK_FALSE(checked->is_sound);
  REQUIRE(session.diagnostics().has_errors());
  for (const diag::Diagnostic& message : session.diagnostics().all())
    CHECK(message.code.starts_with('P'));
}

TEST_CASE("session: a mistake in one file leaves the next one sound") {
  const source::MemoryFileSystem files(
      Files{{"a.snn", "neuron A { dx/dt = 1 }\n"}, {"b.snn", kRelay}});
  Session session(files, {});
  CHECK_FALSE(session.check("a.snn")->is_sound);
  CHECK(session.check("b.snn")->is_sound);
}

TEST_CASE("session: files of the library are not the user's") {
  const source::MemoryFileSystem files(Files{{"a.snn", kRelay}});
  Session session(files, {});
  const auto checked = session.check("a.snn");
  REQUIRE(checked.has_value());
  for (const ast::Module& module : checked->tree.modules)
    CHECK(session.is_users(module.file.source) == !module.is_library);
}

TEST_CASE("session: without a library nothing is checked, and that is said") {
  const source::MemoryFileSystem files(Files{{"a.snn", kRelay}});
  Session session(files, {.library_directory = "nowhere"});
  CHECK_FALSE(session.check("a.snn").has_value());
  CHECK_FALSE(session.check_text("<stdin>", kRelay).is_sound);
  REQUIRE(session.diagnostics().all().size() == 1);
  CHECK(session.diagnostics().all().front().code == "I907");
}

TEST_CASE("session: every stage is timed") {
  const source::MemoryFileSystem files(Files{{"a.snn", kRelay}});
  Session session(files, {});
  (void)session.check("a.snn");
  for (const StageTime& time : session.times())
    CHECK(time.spent.count() > 0);
}

}  // namespace
}  // namespace snn::driver
