#pragma once
// A report for a terminal: pure functions from values to text. Nothing here depends on the clock,
// the locale or the terminal but through `TextStyle`.

#include "runtime/host/report.h"
#include "runtime/host/run.h"

#include <cstddef>
#include <string>
#include <vector>

namespace snn::host {

struct TextStyle {
  std::size_t width = 80;
  bool is_unicode = true;  // else the raster is left out
};

/// Everything: tables, raster, expectations, where the results are, the hash.
[[nodiscard]] std::string report_text(const Report& report, const TextStyle& style = {});

/// Cells, spikes, rates and CVs of each population.
[[nodiscard]] std::string population_table(const Point& point);
/// One line for each point of a sweep: its variables and its rates.
[[nodiscard]] std::string point_table(const std::vector<Point>& points);
/// Dots in braille, eight to a character, with the ends of the time below.
[[nodiscard]] std::string raster_text(const Point& point, std::size_t width);
[[nodiscard]] std::string outcome_text(const Outcome& outcome);
/// Of one that does not hold: where, what was expected and what there is, in one line.
[[nodiscard]] std::string failure_text(const Outcome& outcome);
/// One line, without an end of line.
[[nodiscard]] std::string progress_text(const Progress& progress);

/// Three significant digits, or all that stand before the point; `nan` for NaN.
[[nodiscard]] std::string short_number(double number);
[[nodiscard]] std::string bytes_text(std::uint64_t n_bytes);
/// In the largest of us, ms, s in which it is at least 1.
[[nodiscard]] std::string time_text(double ms);

}  // namespace snn::host
