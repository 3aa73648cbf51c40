#pragma once
// A file that gets its name at the end: until then it is called `NAME.part`, so that nothing
// half-written looks whole.

#include "runtime/status/status.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace snn::writers {

inline constexpr const char* kPartEnding = ".part";

class PendingFile {
 public:
  static status::Result<PendingFile> create(std::string path);

  status::Status write(std::span<const std::byte> bytes);
  status::Status write(std::string_view text);
  /// Overwrites bytes that were written before; the next `write` goes on at the end.
  status::Status patch(std::uint64_t offset, std::span<const std::byte> bytes);
  /// Everything that was written, from the beginning, in pieces. Nothing may be written after it.
  template <class Take>
  status::Status read_back(Take take);

  /// Flushes, closes and renames.
  status::Status commit();
  /// Closes and removes.
  void discard();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using Handle = std::unique_ptr<std::FILE, Close>;

  PendingFile(std::string path, Handle file) : path_(std::move(path)), file_(std::move(file)) {}

  [[nodiscard]] std::string part_path() const { return path_ + kPartEnding; }
  [[nodiscard]] status::Status cannot(std::string_view what) const;

  status::Status rewind_for_reading();
  /// The bytes that were read into `room`; less than it holds only at the end.
  status::Result<std::size_t> read(std::span<std::byte> room);

  std::string path_;
  Handle file_;
};

template <class Take>
status::Status PendingFile::read_back(Take take) {
  constexpr std::size_t kPiece = std::size_t{1} << 16U;
  if (status::Status status = rewind_for_reading(); !status) return status;
  const auto room = std::make_unique<std::byte[]>(kPiece);
  while (true) {
    const status::Result<std::size_t> n = read({room.get(), kPiece});
    if (!n) return n.status();
    if (*n == 0) return status::ok();
    if (status::Status status = take(std::span<const std::byte>(room.get(), *n)); !status)
      return status;
  }
}

}  // namespace snn::writers
