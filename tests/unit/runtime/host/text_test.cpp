// What a terminal shows, and the manifest.

#include "runtime/host/text.h"

#include "runtime/host/manifest.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace snn::host {
namespace {

Point point() {
  Point point;
  point.time = 1200;
  point.last_run_began = 200;
  point.n_steps = 12000;
  point.hash = "00ff";
  // Two characters of one line: the first cell in the first column, the last in the last.
  PopulationSummary e{.name = "net.E",
                      .n_cells = 3200,
                      .n_spikes = 18240,
                      .rate = 5.6789,
                      .cv = 0.914,
                      .raster = {4, std::vector<bool>(4)}};
  e.raster[0][0] = true;
  e.raster[3][3] = true;
  PopulationSummary silent{
      .name = "net.I", .n_cells = 80, .n_spikes = 0, .cv = std::nan(""), .raster = {}};
  point.populations = {e, silent};
  return point;
}

TEST_CASE("text: a table of populations") {
  CHECK(population_table(point()) ==
        "population  cells  spikes     rate     CV\n"
        "net.E        3200   18240  5.68 Hz  0.914\n"
        "net.I          80       0     0 Hz      -\n");
}

TEST_CASE("text: braille has a dot for each bit, the silent are left out") {
  // U+2801: dot 1; U+2880: dot 8.
  CHECK(raster_text(point(), 80) == "net.E  \u2801\u2880\n       200 ms\n");
  CHECK(raster_text(point(), 5).empty());
  Point wide = point();
  wide.populations[0].raster.assign(60, std::vector<bool>(4, true));
  const std::string text = raster_text(wide, 80);
  CHECK(text.ends_with("\n       200 ms                   1.2 s\n"));
  CHECK(text.find("\u28FF\u28FF") != std::string::npos);
}

TEST_CASE("text: expectations say by how much and where") {
  Outcome outcome{.text = "rate(net.E) in [36 Hz, 40 Hz]",
                  .place = "b.snn:12:3",
                  .holds = true,
                  .value = 38.123,
                  .low = 36,
                  .high = 40,
                  .unit = "Hz",
                  .variables = {}};
  CHECK(outcome_text(outcome) == "ok    rate(net.E) in [36 Hz, 40 Hz]: 38.1 Hz\n");
  outcome.holds = false;
  outcome.value = 41.5;
  CHECK(outcome_text(outcome) ==
        "FAIL  b.snn:12:3: rate(net.E) in [36 Hz, 40 Hz]: 41.5 Hz is above 40 Hz\n");
  outcome.value = 3;
  outcome.variables = {{"g", 4.5, ""}};
  CHECK(outcome_text(outcome) ==
        "FAIL  b.snn:12:3: rate(net.E) in [36 Hz, 40 Hz] (g = 4.5): 3 Hz is below 36 Hz\n");
  outcome.value = std::nan("");
  CHECK(outcome_text(outcome).ends_with(": there is no value (nan)\n"));
  outcome.value = outcome.low;
  outcome.is_low_open = true;
  CHECK(outcome_text(outcome).ends_with(": 36 Hz is not above 36 Hz\n"));
  outcome.value = 35.9999;
  CHECK(outcome_text(outcome).ends_with(": 35.9999 Hz is not above 36 Hz\n"));
  outcome.low = outcome.high;
  outcome.value = 36;
  CHECK(outcome_text(outcome).ends_with(": 36 Hz is not 40 Hz\n"));
}

TEST_CASE("text: a line of progress") {
  CHECK(progress_text({.time = 700,
                       .end = 1200,
                       .began = 200,
                       .slowness = 0.5,
                       .rate = 5.72,
                       .seconds_left = 0.3,
                       .n_bytes = 14'200'000,
                       .point = 0}) ==
        "700 ms [##########----------] 50 %  2x real time  5.72 Hz  14.2 MB  1 s left");
  constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
  CHECK(progress_text({.time = 2500,
                       .end = kUnknown,
                       .began = 0,
                       .slowness = 4,
                       .rate = kUnknown,
                       .seconds_left = kUnknown,
                       .n_bytes = 999,
                       .point = 3}) == "2.5 s  0.25x real time  999 B  point 4");
}

TEST_CASE("text: numbers are short but never lose what stands before the point") {
  CHECK(short_number(0) == "0");
  CHECK(short_number(0.012345) == "0.0123");
  CHECK(short_number(38.16) == "38.2");
  CHECK(short_number(999.4) == "999");
  CHECK(short_number(999.6) == "1000");
  CHECK(short_number(123456.7) == "123457");
  CHECK(short_number(-1234.5) == "-1234");
  CHECK(short_number(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(time_text(0.25) == "250 us");
}

TEST_CASE("text: a sweep is a line for each point") {
  Point other = point();
  Point first = point();
  first.variables = {{"g", 4, ""}, {"J", 0.1, "mV"}};
  other.variables = {{"g", 4.5, ""}, {"J", 0.1, "mV"}};
  CHECK(point_table({first, other}) ==
        "g         J    net.E  net.I\n"
        "4    0.1 mV  5.68 Hz   0 Hz\n"
        "4.5  0.1 mV  5.68 Hz   0 Hz\n");
  CHECK(point_table(std::vector<Point>(50, first)).ends_with("... and 10 more points\n"));
}

TEST_CASE("text: the whole of it") {
  Report report;
  report.points = {point()};
  report.directory = "out";
  report.files = {"raster.csv", "rate.csv"};
  report.hash = "00ff";
  CHECK(report_text(report, {.is_unicode = false}) == population_table(point()) +
                                                          "\nresults in out: raster.csv, rate.csv\n"
                                                          "result 00ff\n");
}

TEST_CASE("text: a run that failed has no result, and says what is unfinished") {
  Report report;
  report.status = status::failure(status::Code::Numerical, "`net.E.V` of cell 0 is infinite");
  report.points = {point()};
  report.directory = "out";
  report.files = {"raster.csv.part"};
  CHECK(report_text(report, {.is_unicode = false}) ==
        population_table(point()) + "\nunfinished results in out: raster.csv.part\n");
  report.points[0].n_steps = 0;
  CHECK(report_text(report).empty());
}

TEST_CASE("manifest: valid JSON, strings escaped, what has no number null") {
  Report report;
  report.points = {point()};
  report.hash = "00ff";
  report.status = status::failure(status::Code::Interrupted, "interrupted");
  const recording::Origin origin{.program = "a \"b\"\\\n",
                                 .version = "1",
                                 .hash = "ab",
                                 .seed = 3,
                                 .dt = 0.1,
                                 .command_line = "snn run a.snn"};
  CHECK(manifest_of(origin, report) ==
        "{\n  \"program\": \"a \\\"b\\\"\\\\\\u000a\",\n  \"program_hash\": \"ab\",\n"
        "  \"version\": \"1\",\n  \"command_line\": \"snn run a.snn\",\n  \"seed\": 3,\n"
        "  \"dt_ms\": 0.1,\n  \"state\": \"interrupted\",\n  \"reason\": \"interrupted\",\n"
        "  \"result_hash\": \"00ff\",\n  \"files\": [],\n  \"points\": [\n"
        "    {\"variables\": {}, \"steps\": 12000, \"time_ms\": 1200, \"synapses\": 0, "
        "\"populations\": [{\"name\": \"net.E\", \"cells\": 3200, \"spikes\": 18240, "
        "\"rate_Hz\": 5.6789, \"cv_isi\": 0.914}, {\"name\": \"net.I\", \"cells\": 80, "
        "\"spikes\": 0, \"rate_Hz\": 0, \"cv_isi\": null}], \"hash\": \"00ff\"}\n  ],\n"
        "  \"expectations\": []\n}\n");
}

}  // namespace
}  // namespace snn::host
