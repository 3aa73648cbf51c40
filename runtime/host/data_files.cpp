#include "runtime/host/data_files.h"

#include "runtime/readers/numbers.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace snn::host {

using blueprint::Blueprint;
using blueprint::DataId;
using exec::PairList;
using readers::Numbers;
using status::Code;
using status::Result;
using status::Status;

namespace {

Status refuse(const std::string& path, const std::string& why) {
  return status::failure(Code::Input, "`" + path + "`: " + why);
}

bool is_matrix(const Blueprint& blueprint, DataId id) {
  return std::any_of(blueprint.projections.begin(), blueprint.projections.end(),
                     [id](const blueprint::Projection& projection) {
                       return projection.pairs.data == id &&
                              projection.pairs.rule == blueprint::Rule::Matrix;
                     });
}

std::size_t column_named(const Numbers& numbers, const std::string& name, std::size_t otherwise) {
  const auto found = std::find(numbers.columns.begin(), numbers.columns.end(), name);
  if (found == numbers.columns.end()) return otherwise;
  return static_cast<std::size_t>(found - numbers.columns.begin());
}

bool is_cell(double number) {
  return number >= 0 && number < 4294967295.0 && number == std::floor(number);
}

Result<PairList> pairs_of_list(const std::string& path, const Numbers& numbers) {
  if (numbers.shape.size() != 2 || numbers.shape[1] < 2)
    return refuse(path, "a list of pairs needs a column for the source and one for the target");
  const std::size_t width = numbers.shape[1];
  const std::size_t i = column_named(numbers, "i", 0);
  const std::size_t j = column_named(numbers, "j", 1);
  PairList pairs;
  for (std::size_t row = 0; row < numbers.shape[0]; ++row) {
    const double source = numbers.values[row * width + i];
    const double target = numbers.values[row * width + j];
    if (!is_cell(source) || !is_cell(target))
      return refuse(path, "pair " + std::to_string(row + 1) + " does not name two cells");
    pairs.emplace_back(static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(target));
  }
  return pairs;
}

Result<PairList> pairs_of_matrix(const std::string& path, const Numbers& numbers) {
  if (numbers.shape.size() != 2) return refuse(path, "a matrix has rows and columns");
  const std::size_t width = numbers.shape[1];
  PairList pairs;
  for (std::size_t k = 0; k < numbers.values.size(); ++k) {
    if (numbers.values[k] == 0) continue;
    pairs.emplace_back(static_cast<std::uint32_t>(k / width),
                       static_cast<std::uint32_t>(k % width));
  }
  return pairs;
}

}  // namespace

Result<std::vector<PairList>> read_pairs(const Blueprint& blueprint, const std::string& directory) {
  std::vector<PairList> all;
  for (std::size_t d = 0; d < blueprint.data.size(); ++d) {
    const auto id = static_cast<DataId>(d);
    const std::string& path = blueprint.data[id].path;
    std::ifstream file(std::filesystem::path(directory) / path, std::ios::binary);
    if (!file) return status::failure(Code::Input, "cannot read `" + path + "`");
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const Result<Numbers> numbers = readers::read_numbers(path, bytes);
    if (!numbers) return refuse(path, numbers.status().text);
    Result<PairList> pairs =
        is_matrix(blueprint, id) ? pairs_of_matrix(path, *numbers) : pairs_of_list(path, *numbers);
    if (!pairs) return pairs.status();
    all.push_back(std::move(*pairs));
  }
  return all;
}

}  // namespace snn::host
