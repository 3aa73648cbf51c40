#include "runtime/writers/npy.h"

#include "runtime/writers/npy_format.h"
#include "runtime/writers/pending_file.h"

#include <utility>

namespace snn::writers {

using recording::Column;
using recording::Origin;
using recording::Table;
using status::Status;

namespace {

class NpyWriter final : public Writer {
 public:
  NpyWriter(PendingFile file, const Table& table)
      : file_(std::move(file)), columns_(table.columns) {}

  Status begin() { return file_.write(header()); }

  Status write(std::span<const double> rows) override {
    bytes_.clear();
    std::size_t at = 0;
    while (at < rows.size()) {
      for (const Column& column : columns_) {
        for (std::size_t k = 0; k < column.width(); ++k)
          append_item(bytes_, column, rows[at++]);
      }
      ++n_rows_;
    }
    return file_.write(bytes_);
  }

  Status finish() override {
    if (Status status = file_.patch(0, header()); !status) return status;
    return file_.commit();
  }

 private:
  [[nodiscard]] Bytes header() const { return npy_header(record_dtype(columns_), n_rows_, 1); }

  PendingFile file_;
  std::vector<Column> columns_;
  std::uint64_t n_rows_ = 0;
  Bytes bytes_;
};

}  // namespace

status::Result<std::unique_ptr<Writer>> open_npy(const std::string& path, const Origin& /*origin*/,
                                                 const Table& table) {
  status::Result<PendingFile> file = PendingFile::create(path);
  if (!file) return file.status();
  auto writer = std::make_unique<NpyWriter>(std::move(*file), table);
  if (Status status = writer->begin(); !status) return status;
  return std::unique_ptr<Writer>(std::move(writer));
}

}  // namespace snn::writers
