#pragma once
// How names, texts and numbers are written in a `.snir` file.

#include "compiler/ir/program.h"

#include <string>
#include <string_view>
#include <vector>

namespace snn::ir {

/// In quotation marks, with `\"`, `\\`, `\n`, `\t` and `\xHH`.
[[nodiscard]] std::string quoted(std::string_view text);
/// The shortest text that reads back as the same bits; `inf`, `-inf`, `nan`.
[[nodiscard]] std::string spelled(double value);
/// Letters, digits, `_` and `.`, no digit first: such names need no quotation marks.
[[nodiscard]] bool is_plain(std::string_view name);

/// `@name`, and `@name#7` where a row before or behind has the same name.
[[nodiscard]] std::vector<std::string> references(char sign, const std::vector<std::string>& names);

/// The references to the rows of every table.
class RowNames {
 public:
  explicit RowNames(const blueprint::Blueprint& blueprint);

  [[nodiscard]] const std::string& of(GlobalId id) const { return globals_[index_of(id)]; }
  [[nodiscard]] const std::string& of(FieldId id) const { return fields_[index_of(id)]; }
  [[nodiscard]] const std::string& of(PopulationId id) const { return populations_[index_of(id)]; }
  [[nodiscard]] const std::string& of(ProjectionId id) const { return projections_[index_of(id)]; }
  [[nodiscard]] const std::string& of(KernelId id) const { return kernels_[index_of(id)]; }
  [[nodiscard]] const std::string& of(blueprint::MeasureId id) const {
    return measures_[index_of(id)];
  }
  [[nodiscard]] const std::string& of(blueprint::DataId id) const { return data_[index_of(id)]; }

 private:
  std::vector<std::string> globals_;
  std::vector<std::string> fields_;
  std::vector<std::string> populations_;
  std::vector<std::string> projections_;
  std::vector<std::string> kernels_;
  std::vector<std::string> measures_;
  std::vector<std::string> data_;
};

}  // namespace snn::ir
