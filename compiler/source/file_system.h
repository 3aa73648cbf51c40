#pragma once
// How the compiler reads files, behind a contract so that tests can keep theirs in memory.

#include "compiler/support/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snn::source {

enum class PathKind { Missing, File, Directory, Other };

/// A model file larger than this is refused before it is read.
inline constexpr std::size_t kLargestFile = std::size_t{16} << 20U;
/// The same of a file of numbers.
inline constexpr std::size_t kLargestData = std::size_t{4} << 30U;

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  [[nodiscard]] virtual PathKind kind(const std::string& path) const = 0;
  /// All bytes, or why they cannot be had (missing, a directory, no permission, more than `most`).
  [[nodiscard]] virtual Result<std::string> read(const std::string& path,
                                                 std::size_t most) const = 0;
  /// The text of a model.
  [[nodiscard]] Result<std::string> read(const std::string& path) const {
    return read(path, kLargestFile);
  }
  /// The one name of a file that several paths lead to; links are followed, `..` is gone.
  [[nodiscard]] virtual std::string canonical(const std::string& path) const = 0;
  /// The names in a directory, sorted; none when it cannot be read.
  [[nodiscard]] virtual std::vector<std::string> list(const std::string& directory) const = 0;
};

/// The files of this computer.
class DiskFileSystem final : public FileSystem {
 public:
  [[nodiscard]] PathKind kind(const std::string& path) const override;
  using FileSystem::read;
  [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t most) const override;
  [[nodiscard]] std::string canonical(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> list(const std::string& directory) const override;
};

/// Files that live in a map from path to text.
class MemoryFileSystem final : public FileSystem {
 public:
  explicit MemoryFileSystem(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  /// Other files from now on, for who holds a reference to this.
  void replace(std::map<std::string, std::string> files) { files_ = std::move(files); }
  [[nodiscard]] PathKind kind(const std::string& path) const override;
  using FileSystem::read;
  [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t most) const override;
  [[nodiscard]] std::string canonical(const std::string& path) const override;
  [[nodiscard]] std::vector<std::string> list(const std::string& directory) const override;

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace snn::source
