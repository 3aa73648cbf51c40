#include "runtime/writers/pending_file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace snn::writers {

using status::Status;

namespace {

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

Status refuse(std::string_view what, std::string_view path, int error) {
  std::string text = "cannot ";
  text += what;
  text += " `";
  text += path;
  text += "`: ";
  text += reason_of(error);
  return status::failure(status::Code::World, std::move(text));
}

}  // namespace

status::Result<PendingFile> PendingFile::create(std::string path) {
  errno = 0;
  Handle file(std::fopen((path + kPartEnding).c_str(), "w+b"));
  if (!file) return refuse("create", path, errno);
  return PendingFile(std::move(path), std::move(file));
}

Status PendingFile::cannot(std::string_view what) const {
  return refuse(what, path_, errno);
}

Status PendingFile::write(std::span<const std::byte> bytes) {
  errno = 0;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
    return cannot("write");
  return status::ok();
}

Status PendingFile::write(std::string_view text) {
  return write(std::as_bytes(std::span(text)));
}

Status PendingFile::patch(std::uint64_t offset, std::span<const std::byte> bytes) {
  errno = 0;
  if (std::fseek(file_.get(), static_cast<long>(offset), SEEK_SET) != 0) return cannot("write");
  if (Status status = write(bytes); !status) return status;
  if (std::fseek(file_.get(), 0, SEEK_END) != 0) return cannot("write");
  return status::ok();
}

Status PendingFile::rewind_for_reading() {
  errno = 0;
  if (std::fflush(file_.get()) != 0) return cannot("write");
  if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return cannot("read");
  return status::ok();
}

status::Result<std::size_t> PendingFile::read(std::span<std::byte> room) {
  errno = 0;
  const std::size_t n = std::fread(room.data(), 1, room.size(), file_.get());
  if (n < room.size() && std::ferror(file_.get()) != 0) return cannot("read");
  return n;
}

Status PendingFile::commit() {
  errno = 0;
  // The last bytes may meet a full disk only here.
  if (std::fflush(file_.get()) != 0) return cannot("write");
  if (std::fclose(file_.release()) != 0) return cannot("write");
  std::error_code error;
  std::filesystem::rename(part_path(), path_, error);
  if (error) return refuse("name", path_, error.value());
  return status::ok();
}

void PendingFile::discard() {
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(part_path(), ignored);
}

}  // namespace snn::writers
