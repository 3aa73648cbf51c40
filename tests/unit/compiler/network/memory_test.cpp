#include "compiler/network/memory.h"

#include "planned.h"

namespace snn {
namespace {

using tests::Planned;
using tests::with_cell;

double bytes_of(const Planned& planned, std::string_view what) {
  for (const network::MemoryRow& row : network::memory_of(planned.checked.model, planned.plan).rows)
    if (row.what == what) return row.bytes();
  FAIL("no row ", what);
  return 0;
}

TEST_CASE("memory: a shared weight costs nothing, a drawn one eight bytes an edge") {
  const Planned planned(with_cell(R"(network N(n = 1000) {
    population A[n] : Cell
    connect A -> A.s as same { pairs fixed_in(100)   w = 1 mV }
    connect A -> A.s as drawn { pairs fixed_in(100)   w ~ normal(1 mV, 0.1 mV) }
    connect A -> A.s as drawn_delay { pairs fixed_in(100)   w = 1 mV   delay ~ uniform(1 ms, 2 ms) }
  })"));
  CHECK(bytes_of(planned, "same") == 100000 * 2);
  CHECK(bytes_of(planned, "drawn") == 100000 * 10);
  CHECK(bytes_of(planned, "drawn_delay") == 100000 * 6);
}

TEST_CASE("memory: the limit is compared before anything is made") {
  const Planned planned(with_cell(R"(network N(n = 1000000) {
    population A[n] : Cell
    connect A -> A.s { pairs all   w ~ normal(1 mV, 0.1 mV) }
  })"));
  const double bytes = network::memory_of(planned.checked.model, planned.plan).bytes();
  CHECK(bytes > 10e12);
  diag::Diagnostics diags;
  network::check_memory(planned.checked.model, planned.plan, bytes, diags);
  CHECK_FALSE(diags.has_errors());
  network::check_memory(planned.checked.model, planned.plan, bytes - 1, diags);
  CHECK(diags.has_errors());
}

TEST_CASE("memory: amounts in powers of ten") {
  CHECK(network::bytes_text(0) == "0 B");
  CHECK(network::bytes_text(999) == "999 B");
  CHECK(network::bytes_text(62.5e6) == "62.5 MB");
  CHECK(network::bytes_text(999.9e6) == "1 GB");
  CHECK(network::bytes_text(12e12) == "12 TB");
}

}  // namespace
}  // namespace snn
