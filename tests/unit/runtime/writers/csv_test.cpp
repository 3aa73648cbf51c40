// CSV files: what a spreadsheet and a person read.

#include "runtime/writers/csv.h"

#include "runtime/writers/number_text.h"
#include "tests/unit/runtime/writers/folder.h"

#include <doctest/doctest.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

namespace snn::writers {
namespace {

using recording::Column;
using recording::ColumnKind;
using recording::Origin;
using recording::Table;

const Origin kOrigin{.program = "balanced", .version = "1.0", .hash = "9f2c", .seed = 7, .dt = 0.1};

TEST_CASE("csv: spikes with the origin above them") {
  const Folder folder("csv");
  const Table table{.title = "spikes(net.E)",
                    .columns = {{.name = "time_ms", .unit = "ms", .kind = ColumnKind::Time},
                                {.name = "cell", .unit = "", .kind = ColumnKind::Whole}}};
  auto writer = open_csv(folder / "raster.csv", kOrigin, table);
  REQUIRE(writer.is_ok());
  CHECK((*writer)->write(std::vector<double>{3 * 0.1, 4, 1234.5, 17}).is_ok());
  CHECK(!folder.has("raster.csv"));
  CHECK((*writer)->finish().is_ok());
  CHECK(folder.text_of("raster.csv") ==
        "# program: balanced\n# version: snn 1.0\n# seed: 7\n# dt: 0.1 ms\n# hash: 9f2c\n"
        "# units: ms,1\ntime_ms,cell\n0.3,4\n1234.5,17\n");
  CHECK(!folder.has("raster.csv.part"));
}

TEST_CASE("csv: a column for each cell, names with commas quoted, labels by name") {
  const Folder folder("csv_wide");
  const Table table{.title = "V",
                    .columns = {{.name = "correlation(a, b)", .unit = ""},
                                {.name = "V", .unit = "mV", .elements = {"V[0]", "V[2]"}},
                                {.name = "population",
                                 .unit = "",
                                 .kind = ColumnKind::Label,
                                 .elements = {},
                                 .labels = {"E", "I"}}}};
  auto writer = open_csv(folder / "v.csv", kOrigin, table);
  REQUIRE(writer.is_ok());
  CHECK((*writer)->write(std::vector<double>{std::nan(""), -65, -64.5, 1}).is_ok());
  CHECK((*writer)->finish().is_ok());
  const std::string text = folder.text_of("v.csv");
  CHECK(
      text.ends_with("# units: 1,mV,mV,1\n\"correlation(a, b)\",V[0],V[2],population\n"
                     "nan,-65,-64.5,I\n"));
}

TEST_CASE("csv: a number reads back as itself") {
  for (const double value : {0.1, 1.0 / 3, -0.0, 5e-324, 1.7976931348623157e308, 123456789.0}) {
    std::string text;
    append_number(text, value);
    double read = 0;
    std::from_chars(text.data(), text.data() + text.size(), read);
    CHECK(read == value);
    CHECK(std::signbit(read) == std::signbit(value));
  }
  std::string text;
  append_number(text, -std::numeric_limits<double>::infinity());
  CHECK(text == "-inf");
}

}  // namespace
}  // namespace snn::writers
