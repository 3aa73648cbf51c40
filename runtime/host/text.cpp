#include "runtime/host/text.h"

#include "runtime/host/text_table.h"
#include "runtime/writers/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace snn::host {

namespace {

constexpr std::size_t kMostPoints = 40;
constexpr std::size_t kMostRasters = 6;
constexpr std::size_t kBarWidth = 20;

std::string to_text(double number, std::chars_format format, int precision) {
  std::array<char, 400> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, format, precision);
  return {digits.data(), end.ptr};
}

std::string with_unit(double number, const std::string& unit) {
  return short_number(number) + (unit.empty() ? "" : " " + unit);
}

std::string named(const std::vector<Variable>& variables) {
  std::string text;
  for (const Variable& variable : variables) {
    if (!text.empty()) text += ", ";
    text += variable.name + " = " + with_unit(variable.value, variable.unit);
  }
  return text;
}

// " (g = 5)" in a sweep.
std::string where_of(const Outcome& outcome) {
  return outcome.variables.empty() ? "" : " (" + named(outcome.variables) + ")";
}

// A braille character for two columns of four dots; U+2800 and a bit for each dot.
std::string braille(unsigned dots) {
  const unsigned code = 0x2800U + dots;
  std::string text;
  text += static_cast<char>(0xE0U | code >> 12U);
  text += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
  text += static_cast<char>(0x80U | (code & 0x3FU));
  return text;
}

constexpr unsigned kDots[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

unsigned dots_at(const std::vector<std::vector<bool>>& raster, std::size_t column,
                 std::size_t row) {
  unsigned dots = 0;
  for (std::size_t dx = 0; dx < 2; ++dx) {
    for (std::size_t dy = 0; dy < 4; ++dy) {
      const bool is_inside = column + dx < raster.size() && row + dy < raster[column + dx].size();
      if (is_inside && raster[column + dx][row + dy]) dots |= kDots[dx][dy];
    }
  }
  return dots;
}

// Whether what there is, is not what was asked for.
bool has_failed(status::Code code) {
  switch (code) {
    case status::Code::Ok:
    case status::Code::Expectation:
    case status::Code::Interrupted: return false;
    case status::Code::Input:
    case status::Code::World:
    case status::Code::Memory:
    case status::Code::Numerical: return true;
  }
  return true;
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

}  // namespace

std::string short_number(double number) {
  if (std::isnan(number)) return "nan";
  const double size = std::abs(number);
  if (size >= 999.5 && size < 1e15) return to_text(number, std::chars_format::fixed, 0);
  return to_text(number, std::chars_format::general, 3);
}

std::string bytes_text(std::uint64_t n_bytes) {
  double size = static_cast<double>(n_bytes);
  for (const char* unit : {"B", "kB", "MB", "GB"}) {
    if (size < 1000) return short_number(size) + ' ' + unit;
    size /= 1000;
  }
  return short_number(size) + " TB";
}

std::string time_text(double ms) {
  if (std::abs(ms) >= 1000) return short_number(ms / 1000) + " s";
  if (std::abs(ms) >= 1 || ms == 0) return short_number(ms) + " ms";
  return short_number(ms * 1000) + " us";
}

std::string population_table(const Point& point) {
  TextTable table({"population", "cells", "spikes", "rate", "CV"});
  for (const PopulationSummary& population : point.populations) {
    table.add({population.name, std::to_string(population.n_cells),
               std::to_string(population.n_spikes), short_number(population.rate) + " Hz",
               std::isnan(population.cv) ? "-" : short_number(population.cv)});
  }
  return table.text();
}

std::string point_table(const std::vector<Point>& points) {
  if (points.empty()) return {};
  std::vector<std::string> names;
  for (const Variable& variable : points.front().variables)
    names.push_back(variable.name);
  for (const PopulationSummary& population : points.front().populations)
    names.push_back(population.name);
  TextTable table(names);
  const std::size_t n = std::min(points.size(), kMostPoints);
  for (std::size_t k = 0; k < n; ++k) {
    std::vector<std::string> row;
    for (const Variable& variable : points[k].variables)
      row.push_back(with_unit(variable.value, variable.unit));
    for (const PopulationSummary& population : points[k].populations)
      row.push_back(short_number(population.rate) + " Hz");
    row.resize(names.size());
    table.add(std::move(row));
  }
  std::string text = table.text();
  if (n < points.size()) text += "... and " + std::to_string(points.size() - n) + " more points\n";
  return text;
}

std::string raster_text(const Point& point, std::size_t width) {
  std::string text;
  std::size_t margin = 0;
  std::size_t n_columns = 0;
  std::size_t n_drawn = 0;
  for (const PopulationSummary& population : point.populations) {
    if (population.n_spikes == 0 || population.raster.empty()) continue;
    if (++n_drawn > kMostRasters) break;
    margin = std::max(margin, population.name.size() + 2);
    n_columns = std::max(n_columns, (population.raster.size() + 1) / 2);
  }
  if (n_columns == 0 || width <= margin) return {};
  n_columns = std::min(n_columns, width - margin);
  n_drawn = 0;
  for (const PopulationSummary& population : point.populations) {
    if (population.n_spikes == 0 || population.raster.empty()) continue;
    if (++n_drawn > kMostRasters) break;
    for (std::size_t row = 0; row < population.raster.front().size(); row += 4) {
      text += padded(row == 0 ? population.name : "", margin);
      for (std::size_t column = 0; column < n_columns; ++column)
        text += braille(dots_at(population.raster, 2 * column, row));
      text += '\n';
    }
  }
  const std::string begin = time_text(point.last_run_began);
  const std::string end = time_text(point.time);
  text += padded("", margin) + begin;
  if (begin.size() + end.size() < n_columns)
    text += padded("", n_columns - begin.size() - end.size()) + end;
  return text + '\n';
}

std::string outcome_text(const Outcome& outcome) {
  if (outcome.holds) {
    return "ok    " + outcome.text + where_of(outcome) + ": " +
           with_unit(outcome.value, outcome.unit) + '\n';
  }
  return "FAIL  " + failure_text(outcome) + '\n';
}

std::string failure_text(const Outcome& outcome) {
  std::string text;
  if (!outcome.place.empty()) text += outcome.place + ": ";
  text += outcome.text + where_of(outcome) + ": ";
  if (std::isnan(outcome.value)) return text + "there is no value (nan)";
  const bool is_low =
      outcome.value < outcome.low || (outcome.is_low_open && outcome.value == outcome.low);
  const bool is_open = is_low ? outcome.is_low_open : outcome.is_high_open;
  std::string relation = is_open ? " is not " : " is ";
  relation += is_open == is_low ? "above " : "below ";
  if (outcome.low == outcome.high) relation = " is not ";
  const double bound = is_low ? outcome.low : outcome.high;
  const std::string unit = outcome.unit.empty() ? "" : " " + outcome.unit;
  // As many digits as it takes to see the difference.
  const bool is_near = short_number(outcome.value) == short_number(bound);
  const auto shown = [&](double number) {
    std::string digits;
    if (is_near) writers::append_number(digits, number);
    return (is_near ? digits : short_number(number)) + unit;
  };
  return text + shown(outcome.value) + relation + shown(bound);
}

std::string progress_text(const Progress& progress) {
  std::string text = time_text(progress.time);
  const double fraction = (progress.time - progress.began) / (progress.end - progress.began);
  if (fraction >= 0 && fraction <= 1) {
    const auto n_full = static_cast<std::size_t>(fraction * kBarWidth);
    text += " [" + std::string(n_full, '#') + std::string(kBarWidth - n_full, '-') + "] " +
            short_number(std::floor(fraction * 100)) + " %";
  }
  text += "  " + short_number(1 / progress.slowness) + "x real time";
  if (std::isfinite(progress.rate)) text += "  " + short_number(progress.rate) + " Hz";
  text += "  " + bytes_text(progress.n_bytes);
  if (std::isfinite(progress.seconds_left))
    text += "  " + time_text(std::ceil(progress.seconds_left) * 1000) + " left";
  if (progress.point > 0) text += "  point " + std::to_string(progress.point + 1);
  return text;
}

std::string report_text(const Report& report, const TextStyle& style) {
  std::string text;
  const bool is_failed = has_failed(report.status.code);
  const bool has_run = std::any_of(report.points.begin(), report.points.end(),
                                   [](const Point& point) { return point.n_steps > 0; });
  if (is_failed && !has_run) return text;
  if (report.points.size() == 1) {
    const Point& point = report.points.front();
    if (style.is_unicode) {
      text += raster_text(point, style.width);
      if (!text.empty()) text += '\n';
    }
    text += population_table(point);
  } else {
    text += point_table(report.points);
  }
  if (!report.outcomes.empty() && !text.empty()) text += '\n';
  for (const Outcome& outcome : report.outcomes)
    text += outcome_text(outcome);
  if (!report.files.empty()) {
    text += is_failed ? "\nunfinished results in " : "\nresults in ";
    text += report.directory;
    for (std::size_t k = 0; k < report.files.size(); ++k)
      text += (k == 0 ? ": " : ", ") + report.files[k];
    text += '\n';
  }
  if (!report.points.empty() && !is_failed) text += "result " + report.hash + '\n';
  return text;
}

}  // namespace snn::host
