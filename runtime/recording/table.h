#pragma once
// What a run records: tables of typed columns with units, and where they come from.

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace snn::recording {

enum class ColumnKind : std::uint8_t {
  Real,
  Whole,  // a cell, a count
  Time,   // a multiple of the step: printed without the noise of its last digits
  Label,  // a position in `labels`
};

struct Column {
  std::string name;  // `time_ms`, `net.E.V`
  std::string unit;  // empty: a plain number
  ColumnKind kind = ColumnKind::Real;
  /// Of a column that holds one number for each of several cells: what they are called.
  std::vector<std::string> elements = {};
  std::vector<std::string> labels = {};

  [[nodiscard]] std::size_t width() const { return elements.empty() ? 1 : elements.size(); }

  friend bool operator==(const Column&, const Column&) = default;
};

/// The columns of one recording. Its rows travel as numbers, row after row: whole numbers and
/// labels are exact in an f64.
struct Table {
  std::string title;  // what is recorded, as the user wrote it
  std::vector<Column> columns;

  [[nodiscard]] std::size_t width() const {
    std::size_t n = 0;
    for (const Column& column : columns)
      n += column.width();
    return n;
  }

  friend bool operator==(const Table&, const Table&) = default;
};

/// Where a file comes from: what it needs to be made again.
struct Origin {
  std::string program;  // the name of the network or experiment
  std::string version;  // of the tool
  std::string hash;     // of the program
  std::uint64_t seed = 1;
  double dt = 0;  // in ms
  std::string command_line;

  friend bool operator==(const Origin&, const Origin&) = default;
};

}  // namespace snn::recording
