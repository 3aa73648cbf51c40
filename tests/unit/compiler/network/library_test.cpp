// Every network of the library and every example can be built as it stands: no message, no row
// whose size is unknown, and the sizes that their papers and READMEs give.

#include "compiler/driver/networks.h"
#include "compiler/network/memory.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace snn {
namespace {

std::vector<std::string> models_below(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".snn") paths.push_back(entry.path().generic_string());
  }
  return paths;
}

void check_file(const std::string& path) {
  CAPTURE(path);
  const source::DiskFileSystem disk;
  driver::Session session(disk, {});
  const auto checked = session.check(path);
  REQUIRE(checked.has_value());
  const std::vector<network::Plan> plans = driver::plan_networks(session, *checked, {});
  for (const diag::Diagnostic& diagnostic : session.diagnostics().all()) {
    CAPTURE(diagnostic.message);
    CHECK(diagnostic.severity == diag::Severity::Note);
  }
  CHECK_FALSE(plans.empty());
  for (const network::Plan& plan : plans) {
    CAPTURE(plan.title);
    CHECK_FALSE(plan.populations.empty());
    CHECK_FALSE(network::memory_of(checked->model, plan).is_partial);
  }
}

TEST_CASE("library: every network can be built without a message") {
  const std::vector<std::string> paths = models_below("stdlib/networks");
  CHECK(paths.size() >= 5);
  for (const std::string& path : paths)
    check_file(path);
}

TEST_CASE("examples: every one can be built without a message") {
  const std::vector<std::string> paths = models_below("examples");
  CHECK(paths.size() >= 12);
  for (const std::string& path : paths)
    check_file(path);
}

TEST_CASE("library: Brunel's network has 12 500 cells and 15 625 000 synapses") {
  const source::DiskFileSystem disk;
  driver::Session session(disk, {});
  const auto checked = session.check("stdlib/networks/brunel.snn");
  REQUIRE(checked.has_value());
  const auto plans = driver::plan_networks(session, *checked,
                                           {.experiment = "asynchronous_irregular", .n_bytes = {}});
  REQUIRE(plans.size() == 1);
  std::uint64_t n_cells = 0;
  for (const network::Population& population : plans[0].populations)
    n_cells += population.n_cells.value_or(0);
  CHECK(n_cells == 12500);
  double n_synapses = 0;
  for (const network::Projection& projection : plans[0].projections)
    n_synapses += projection.n_edges->mean;
  CHECK(n_synapses == 15625000);
}

}  // namespace
}  // namespace snn
