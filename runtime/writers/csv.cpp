#include "runtime/writers/csv.h"

#include "runtime/writers/number_text.h"
#include "runtime/writers/pending_file.h"

#include <utility>

namespace snn::writers {

using recording::Column;
using recording::Origin;
using recording::Table;
using status::Status;

namespace {

void append_name(std::string& text, const std::string& name) {
  append_value(text,
               {.name = "", .unit = "", .kind = recording::ColumnKind::Label, .labels = {name}}, 0);
}

std::string origin_lines(const Origin& origin) {
  std::string text = "# program: " + origin.program + "\n# version: snn " + origin.version +
                     "\n# seed: " + std::to_string(origin.seed) + "\n# dt: ";
  append_number(text, origin.dt);
  text += " ms\n";
  if (!origin.hash.empty()) text += "# hash: " + origin.hash + '\n';
  return text;
}

std::string header_of(const Origin& origin, const Table& table) {
  std::string text = origin_lines(origin);
  std::string units;
  std::string names;
  for (const Column& column : table.columns) {
    for (std::size_t k = 0; k < column.width(); ++k) {
      if (!names.empty()) {
        names += ',';
        units += ',';
      }
      append_name(names, column.elements.empty() ? column.name : column.elements[k]);
      units += column.unit.empty() ? "1" : column.unit;
    }
  }
  return text + "# units: " + units + '\n' + names + '\n';
}

class CsvWriter final : public Writer {
 public:
  CsvWriter(PendingFile file, const Table& table)
      : file_(std::move(file)), columns_(table.columns) {}

  Status write(std::span<const double> rows) override {
    text_.clear();
    std::size_t at = 0;
    while (at < rows.size()) {
      const char* separator = "";
      for (const Column& column : columns_) {
        for (std::size_t k = 0; k < column.width(); ++k) {
          text_ += separator;
          append_value(text_, column, rows[at++]);
          separator = ",";
        }
      }
      text_ += '\n';
    }
    return file_.write(text_);
  }

  Status finish() override { return file_.commit(); }

 private:
  PendingFile file_;
  std::vector<Column> columns_;
  std::string text_;
};

}  // namespace

status::Result<std::unique_ptr<Writer>> open_csv(const std::string& path, const Origin& origin,
                                                 const Table& table) {
  status::Result<PendingFile> file = PendingFile::create(path);
  if (!file) return file.status();
  if (Status status = file->write(header_of(origin, table)); !status) return status;
  return std::unique_ptr<Writer>(std::make_unique<CsvWriter>(std::move(*file), table));
}

}  // namespace snn::writers
