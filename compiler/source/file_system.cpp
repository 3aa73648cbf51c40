#include "compiler/source/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace snn::source {
namespace {

std::string too_large(std::size_t most) {
  return fmt::format("is larger than {} MiB, the largest {}file that is read", most >> 20U,
                     most == kLargestFile ? "model " : "");
}

}  // namespace

PathKind DiskFileSystem::kind(const std::string& path) const {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  switch (status.type()) {
    case std::filesystem::file_type::none:
    case std::filesystem::file_type::not_found: return PathKind::Missing;
    case std::filesystem::file_type::regular: return PathKind::File;
    case std::filesystem::file_type::directory: return PathKind::Directory;
    case std::filesystem::file_type::symlink:
    case std::filesystem::file_type::block:
    case std::filesystem::file_type::character:
    case std::filesystem::file_type::fifo:
    case std::filesystem::file_type::socket:
    case std::filesystem::file_type::unknown: return PathKind::Other;
  }
  return PathKind::Other;
}

Result<std::string> DiskFileSystem::read(const std::string& path, std::size_t most) const {
  if (kind(path) == PathKind::Missing) return Failure{"does not exist"};
  if (kind(path) == PathKind::Directory) return Failure{"is a directory, not a file"};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Failure{fmt::format("cannot be opened: {}", std::strerror(errno))};
  // A pipe has no size to ask for, so the limit is kept while reading.
  std::string text;
  std::string chunk(std::size_t{1} << 16U, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
         stream.gcount() > 0) {
    text.append(chunk, 0, static_cast<std::size_t>(stream.gcount()));
    if (text.size() > most) return Failure{too_large(most)};
  }
  if (stream.bad()) return Failure{fmt::format("cannot be read: {}", std::strerror(errno))};
  return text;
}

std::string DiskFileSystem::canonical(const std::string& path) const {
  std::error_code error;
  // Made absolute first: what does not exist would otherwise stay relative.
  const auto absolute = std::filesystem::absolute(path.empty() ? "." : path, error);
  const auto found = std::filesystem::weakly_canonical(absolute, error);
  return error ? path : found.generic_string();
}

std::vector<std::string> DiskFileSystem::list(const std::string& directory) const {
  std::vector<std::string> names;
  std::error_code error;
  auto entry = std::filesystem::directory_iterator(directory.empty() ? "." : directory, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
    names.push_back(entry->path().filename().generic_string());
  std::ranges::sort(names);
  return names;
}

PathKind MemoryFileSystem::kind(const std::string& path) const {
  if (files_.contains(path)) return PathKind::File;
  const auto inside = files_.lower_bound(path + "/");
  const bool is_directory = inside != files_.end() && inside->first.starts_with(path + "/");
  return is_directory ? PathKind::Directory : PathKind::Missing;
}

Result<std::string> MemoryFileSystem::read(const std::string& path, std::size_t most) const {
  if (kind(path) == PathKind::Directory) return Failure{"is a directory, not a file"};
  const auto found = files_.find(path);
  if (found == files_.end()) return Failure{"does not exist"};
  if (found->second.size() > most) return Failure{too_large(most)};
  return found->second;
}

std::string MemoryFileSystem::canonical(const std::string& path) const {
  return std::filesystem::path(path).lexically_normal().generic_string();
}

std::vector<std::string> MemoryFileSystem::list(const std::string& directory) const {
  const std::string prefix = directory.empty() || directory == "." ? "" : directory + "/";
  std::vector<std::string> names;
  for (const auto& [path, text] : files_) {
    if (!path.starts_with(prefix)) continue;
    std::string name = path.substr(prefix.size(), path.find('/', prefix.size()) - prefix.size());
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace snn::source
