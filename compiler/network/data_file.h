#pragma once
// Files of numbers that a model names: matrices, lists of pairs, positions, samples.

#include "compiler/source/source.h"

#include <cstddef>
#include <string>
#include <vector>

namespace snn::network {

struct DataFile {
  std::string path;  // as the model names it
  source::SourceSpan span;
  std::vector<std::size_t> shape;
  std::vector<double> values;        // row by row
  std::vector<std::string> columns;  // their names in a table, if it has any
};

}  // namespace snn::network
