#include "runtime/writers/npz.h"

#include "runtime/writers/npy_format.h"
#include "runtime/writers/pending_file.h"

#include <array>
#include <limits>
#include <utility>

namespace snn::writers {

using recording::Column;
using recording::Origin;
using recording::Table;
using status::Status;

namespace {

// ---- zip (PKWARE APPNOTE 6.3): local headers, a central directory, its end; method 0, stored ----

constexpr std::uint32_t kLocalHeader = 0x04034B50;
constexpr std::uint32_t kCentralHeader = 0x02014B50;
constexpr std::uint32_t kEndOfDirectory = 0x06054B50;
constexpr std::uint16_t kVersion = 20;
// 1 January 1980: files of equal runs are equal.
constexpr std::uint16_t kDate = 0x0021;
constexpr std::uint64_t kLargest = std::numeric_limits<std::uint32_t>::max();

class Crc32 {
 public:
  void add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes)
      value_ = (value_ >> 8U) ^ kTable[(value_ ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU];
  }
  [[nodiscard]] std::uint32_t value() const { return ~value_; }

 private:
  static constexpr std::array<std::uint32_t, 256> kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      std::uint32_t rest = i;
      for (int bit = 0; bit < 8; ++bit)
        rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0U);
      table[i] = rest;
    }
    return table;
  }();

  std::uint32_t value_ = ~0U;
};

struct Entry {
  std::string name;
  std::uint32_t crc = 0;
  std::uint64_t size = 0;
  std::uint64_t offset = 0;
};

void append_text(Bytes& bytes, const std::string& text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  bytes.insert(bytes.end(), begin, begin + text.size());
}

// From the version that is needed to the length of the extra field: common to both headers.
void append_description(Bytes& bytes, const Entry& entry) {
  append_little(bytes, kVersion);
  append_little(bytes, std::uint16_t{0});  // flags
  append_little(bytes, std::uint16_t{0});  // method: stored
  append_little(bytes, std::uint16_t{0});  // time
  append_little(bytes, kDate);
  append_little(bytes, entry.crc);
  append_little(bytes, static_cast<std::uint32_t>(entry.size));
  append_little(bytes, static_cast<std::uint32_t>(entry.size));
  append_little(bytes, static_cast<std::uint16_t>(entry.name.size()));
  append_little(bytes, std::uint16_t{0});
}

Bytes local_header(const Entry& entry) {
  Bytes bytes;
  append_little(bytes, kLocalHeader);
  append_description(bytes, entry);
  append_text(bytes, entry.name);
  return bytes;
}

void append_central(Bytes& bytes, const Entry& entry) {
  append_little(bytes, kCentralHeader);
  append_little(bytes, kVersion);
  append_description(bytes, entry);
  append_little(bytes, std::uint16_t{0});  // comment
  append_little(bytes, std::uint16_t{0});  // disk
  append_little(bytes, std::uint16_t{0});  // internal attributes
  append_little(bytes, std::uint32_t{0});  // external attributes
  append_little(bytes, static_cast<std::uint32_t>(entry.offset));
  append_text(bytes, entry.name);
}

class NpzWriter final : public Writer {
 public:
  NpzWriter(PendingFile file, std::vector<PendingFile> spools, const Table& table)
      : file_(std::move(file)), spools_(std::move(spools)), columns_(table.columns) {}
  NpzWriter(const NpzWriter&) = delete;
  NpzWriter& operator=(const NpzWriter&) = delete;
  ~NpzWriter() override {
    for (PendingFile& spool : spools_)
      spool.discard();
  }

  Status write(std::span<const double> rows) override {
    std::size_t row_width = 0;
    for (const Column& column : columns_)
      row_width += column.width();
    std::size_t first = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& column = columns_[c];
      bytes_.clear();
      for (std::size_t row = 0; row < rows.size(); row += row_width) {
        for (std::size_t k = 0; k < column.width(); ++k)
          append_item(bytes_, column, rows[row + first + k]);
      }
      if (Status status = spools_[c].write(bytes_); !status) return status;
      first += column.width();
    }
    n_rows_ += rows.size() / row_width;
    return status::ok();
  }

  Status finish() override {
    std::vector<Entry> entries;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (Status status = add_entry(columns_[c], spools_[c], entries); !status) return status;
    }
    if (Status status = end_archive(entries); !status) return status;
    return file_.commit();
  }

 private:
  Status write(std::span<const std::byte> bytes) {
    n_bytes_ += bytes.size();
    if (n_bytes_ > kLargest) {
      return status::failure(status::Code::Input,
                             "`" + file_.path() +
                                 "` would be larger than 4 GiB, the most that a plain zip holds; "
                                 "record to `.npy` instead");
    }
    return file_.write(bytes);
  }

  Status add_entry(const Column& column, PendingFile& spool, std::vector<Entry>& entries) {
    Entry entry{.name = column.name + ".npy", .offset = n_bytes_};
    const Bytes header = npy_header('\'' + dtype_of(column) + '\'', n_rows_, column.width());
    if (Status status = write(local_header(entry)); !status) return status;
    Crc32 crc;
    crc.add(header);
    entry.size = header.size();
    if (Status status = write(header); !status) return status;
    Status status = spool.read_back([&](std::span<const std::byte> bytes) {
      crc.add(bytes);
      entry.size += bytes.size();
      return write(bytes);
    });
    if (!status) return status;
    entry.crc = crc.value();
    entries.push_back(entry);
    return file_.patch(entry.offset, local_header(entry));
  }

  Status end_archive(const std::vector<Entry>& entries) {
    const std::uint64_t begin = n_bytes_;
    Bytes bytes;
    for (const Entry& entry : entries)
      append_central(bytes, entry);
    const auto size = static_cast<std::uint32_t>(bytes.size());
    append_little(bytes, kEndOfDirectory);
    append_little(bytes, std::uint16_t{0});
    append_little(bytes, std::uint16_t{0});
    append_little(bytes, static_cast<std::uint16_t>(entries.size()));
    append_little(bytes, static_cast<std::uint16_t>(entries.size()));
    append_little(bytes, size);
    append_little(bytes, static_cast<std::uint32_t>(begin));
    append_little(bytes, std::uint16_t{0});
    return write(bytes);
  }

  PendingFile file_;
  std::vector<PendingFile> spools_;
  std::vector<Column> columns_;
  std::uint64_t n_rows_ = 0;
  std::uint64_t n_bytes_ = 0;
  Bytes bytes_;
};

}  // namespace

status::Result<std::unique_ptr<Writer>> open_npz(const std::string& path, const Origin& /*origin*/,
                                                 const Table& table) {
  status::Result<PendingFile> file = PendingFile::create(path);
  if (!file) return file.status();
  std::vector<PendingFile> spools;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    status::Result<PendingFile> spool = PendingFile::create(path + ".column" + std::to_string(c));
    if (!spool) return spool.status();
    spools.push_back(std::move(*spool));
  }
  return std::unique_ptr<Writer>(
      std::make_unique<NpzWriter>(std::move(*file), std::move(spools), table));
}

}  // namespace snn::writers
